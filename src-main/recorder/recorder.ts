// The proxy: listeners, connections, one recording. Runs in a process of its own and knows nothing of decoding; what it is
// asked comes through recorder-process.ts.
import type { Socket } from 'node:net'
import type { Label } from '../../src-shared/bytes/range.ts'
import type { ProxyCheck, ProxyProblem, ProxyRoute } from '../../src-shared/bridge/proxy.ts'
import { Admission } from './admission.ts'
import { checkUpstream } from './check-upstream.ts'
import { connectionCap } from './connection-cap.ts'
import { connectUpstream, resolveHost, type ResolveHost, type UpstreamResult } from './connect-upstream.ts'
import { formatEnd, plainAddress, type SocketEnd } from './endpoint-text.ts'
import { Listener } from './listener.ts'
import { isLoopback, leadsToOwnDoor, localAddresses, type OwnDoor } from './own-target.ts'
import { listenProblem, nameProblem, selfProblem } from './proxy-problems.ts'
import type { SystemClocks } from './record-clock.ts'
import { RecordFeed } from './record-feed.ts'
import { RecordFirst } from './record-first.ts'
import { RecordingThread } from './recording-thread.ts'
import type { RecorderCalls, RecorderMessage, RecorderOptions, RecorderState } from './recorder-messages.ts'
import { Relay } from './relay.ts'
import { Throughput } from './throughput.ts'

/** All addresses of the platform together. */
const usualConnectMillis = 10_000
/** A connection of which one side has ended, without a byte. */
const usualIdleMillis = 600_000
const defaultQueueBytes = 48 * 1024 * 1024
const tellMillis = 250

type Awaitable<T> = T | Promise<T>
type Implemented = {
  [Call in keyof RecorderCalls]: (
    ...parameters: Parameters<RecorderCalls[Call]>
  ) => Awaitable<ReturnType<RecorderCalls[Call]>>
}

export interface RecorderParts {
  /** The built entry of the recording's thread. */
  recordingWorkerPath: string
  application: string
  /** In place of the system's, for tests of what it seldom does. */
  clocks?: SystemClocks
  resolve?: ResolveHost
  connectMillis?: number
  idleMillis?: number
}

export class Recorder implements Implemented {
  private readonly parts: RecorderParts
  private readonly tell: (message: RecorderMessage) => void
  private options: RecorderOptions | null = null
  private recording: RecordingThread | null = null
  private feed: RecordFeed | null = null
  private recordFirst: RecordFirst | null = null
  private admission = new Admission(1, null)
  private readonly listeners = new Map<number, Listener>()
  private readonly problems = new Map<number, ProxyProblem>()
  private readonly relays = new Set<Relay>()
  private readonly counts = { accepted: 0, failed: 0, bytesUp: 0, bytesDown: 0 }
  private readonly throughput = new Throughput()
  private readonly files: string[] = []
  private local = new Set<string>()
  private alarm: Label | null = null
  private timers: NodeJS.Timeout[] = []
  private ending: Promise<RecorderState> | null = null

  constructor(parts: RecorderParts, tell: (message: RecorderMessage) => void) {
    this.parts = parts
    this.tell = tell
  }

  /** Rejects with a ProxyFailure when the recording cannot begin. */
  async start(options: RecorderOptions): Promise<RecorderState> {
    this.options = options
    this.admission = new Admission(options.cap ?? connectionCap(), options.perSource)
    this.recording = await RecordingThread.start({
      workerPath: this.parts.recordingWorkerPath,
      application: this.parts.application,
      path: options.file,
      ring: options.ring,
      queueBytes: options.queueBytes ?? defaultQueueBytes,
      recordFirst: options.recordFirst,
      fileBegun: (path) => {
        this.files.push(path)
        this.tell({ kind: 'file', path })
      },
      fileRemoved: (path) => void this.files.splice(this.files.indexOf(path) >>> 0, 1),
      alarmed: (alarm) => this.sound(alarm),
    })
    const { queue } = this.recording
    this.feed = new RecordFeed(queue, this.parts.clocks)
    if (options.recordFirst) this.recordFirst = new RecordFirst(queue, (isHeld) => this.hold(isHeld))
    this.timers = [setInterval(() => this.secondly(), 1000), setInterval(() => this.tellState(), tellMillis)]
    return this.resume()
  }

  async resume(): Promise<RecorderState> {
    const { routes } = this.options!
    for (const [index, route] of routes.entries()) if (!this.listeners.has(index)) await this.listen(index, route)
    return this.state()
  }

  async stop(drainMillis: number): Promise<RecorderState> {
    for (const listener of this.listeners.values()) listener.close()
    this.listeners.clear()
    await this.drain(drainMillis)
    return this.state()
  }

  check(host: string, port: number): Promise<ProxyCheck> {
    return checkUpstream(host, port, this.connectMillis, (target) => this.isOwn(target))
  }

  end(drainMillis: number): Promise<RecorderState> {
    this.ending ??= this.finish(drainMillis)
    return this.ending
  }

  private async finish(drainMillis: number): Promise<RecorderState> {
    await this.stop(drainMillis)
    for (const timer of this.timers) clearInterval(timer)
    this.recordFirst?.end()
    const lost = this.feed?.entriesLost ?? 0
    if (lost > 0) this.feed!.remark(null, { event: 'entries_lost', count: String(lost) })
    this.tellRefused()
    await this.recording?.end()
    return this.state()
  }

  private async listen(index: number, route: ProxyRoute): Promise<void> {
    this.problems.delete(index)
    this.local = localAddresses()
    const problem = await this.targetProblem(route)
    if (problem) return void this.problems.set(index, problem)
    const listener = new Listener({ route, accepted: (socket) => this.accept(socket, route) })
    try {
      await listener.listen()
      this.listeners.set(index, listener)
    } catch (error) {
      this.problems.set(index, listenProblem(route, (error as NodeJS.ErrnoException).code ?? String(error)))
    }
  }

  /** A name that does not exist and a target that is this proxy are refused; a resolver that is out of reach is not. */
  private async targetProblem(route: ProxyRoute): Promise<ProxyProblem | null> {
    const { upstreamHost, upstreamPort } = route
    const found = await (this.parts.resolve ?? resolveHost)(upstreamHost, this.connectMillis)
    if ('error' in found) return found.error === 'ENOTFOUND' ? nameProblem(upstreamHost, found.error) : null
    const own = found.addresses.map((address) => ({ address, port: upstreamPort })).find((one) => this.isOwn(one))
    return own ? selfProblem(formatEnd(own)) : null
  }

  private isOwn(target: SocketEnd): boolean {
    const { routes = [], ownPorts = [] } = this.options ?? {}
    const doors: OwnDoor[] = [
      ...routes.map(({ address, port }, index) => ({ address, port: this.listeners.get(index)?.port || port })),
      ...ownPorts.map((port) => ({ address: null, port })),
    ]
    return leadsToOwnDoor(target, doors, this.local)
  }

  private accept(socket: Socket, route: ProxyRoute): void {
    const source = plainAddress(socket.remoteAddress ?? '')
    if (!this.admission.enter(source)) return void socket.on('error', () => {}).resetAndDestroy()
    this.counts.accepted++
    const upstream = { host: route.upstreamHost, port: route.upstreamPort }
    const relay = new Relay(socket, {
      upstream,
      reach: (signal) => this.reach(upstream, signal),
      feed: this.feed!,
      recordFirst: this.recordFirst,
      counts: this.counts,
      ended: (ended) => {
        this.relays.delete(ended)
        this.admission.leave(source)
      },
    })
    this.relays.add(relay)
  }

  private reach(upstream: { host: string; port: number }, signal: AbortSignal): Promise<UpstreamResult> {
    const { resolve } = this.parts
    const isOwn = (target: SocketEnd) => this.isOwn(target)
    return connectUpstream({
      ...upstream,
      totalMillis: this.connectMillis,
      isOwn,
      signal,
      ...(resolve ? { resolve } : {}),
    })
  }

  private get connectMillis(): number {
    return this.parts.connectMillis ?? usualConnectMillis
  }

  private hold(isHeld: boolean): void {
    for (const relay of this.relays) relay.hold(isHeld)
  }

  /** Lets connections end by themselves, then resets those that did not. */
  private async drain(millis: number): Promise<void> {
    const deadline = performance.now() + millis
    while (this.relays.size > 0 && performance.now() < deadline) await new Promise((next) => setTimeout(next, 20))
    for (const relay of this.relays) relay.cut({ event: 'proxy_stopped' })
    while (this.relays.size > 0) await new Promise((next) => setImmediate(next))
  }

  private secondly(): void {
    this.throughput.second(this.counts.bytesUp, this.counts.bytesDown)
    const idle = performance.now() - (this.parts.idleMillis ?? usualIdleMillis)
    for (const relay of this.relays) if (relay.isHalfClosed && relay.lastMoved < idle) relay.cut({ event: 'idle' })
    this.tellClock()
    this.tellRefused()
  }

  /** The system's time was set, or nothing ran for a while. */
  private tellClock(): void {
    const { clock } = this.feed!
    const paused = clock.takePause()
    if (paused !== null) {
      const seconds = (paused / 1000).toFixed(1)
      this.feed!.remark(null, { event: 'paused', seconds })
      this.log(`停顿了 ${seconds} 秒（休眠或被挂起）`, `nothing ran for ${seconds} s (sleep, or suspended)`)
    }
    const step = clock.check()
    if (!step) return
    const [before, after] = [step.before, step.after].map((millis) => new Date(millis).toISOString())
    this.feed!.remark(null, { event: 'clock', before: before!, after: after! })
    this.log(`系统时间变动：${before} → ${after}`, `the system's clock moved: ${before} → ${after}`)
  }

  /** One line and one row a second for each reason, however many there were. */
  private tellRefused(): void {
    for (const { remark, line } of this.admission.takeNews()) {
      this.feed?.remark(null, remark)
      this.log(line.zh, line.en)
    }
  }

  private sound(alarm: Label | null): void {
    this.alarm = alarm
    if (alarm) this.log(alarm.zh, alarm.en)
    this.tellState()
  }

  private log(zh: string, en: string): void {
    this.tell({ kind: 'log', line: { zh, en } })
  }

  private tellState(): void {
    if (this.options) this.tell({ kind: 'state', state: this.state() })
  }

  private state(): RecorderState {
    const { rateUp, rateDown } = this.throughput
    const bytesUnrecorded = (this.feed?.bytesLost ?? 0) + (this.recording?.bytesLost ?? 0)
    return {
      isListening: this.listeners.size > 0,
      routes: (this.options?.routes ?? []).map((route, index) => {
        const listening = this.listeners.get(index)?.listening ?? []
        const isBeyondLoopback = route.address === null || !isLoopback(route.address)
        return { ...route, listening, isBeyondLoopback, problem: this.problems.get(index) ?? null }
      }),
      files: [...this.files],
      cap: this.admission.cap,
      counts: {
        ...this.counts,
        open: this.relays.size,
        dropped: this.admission.refused,
        bytesUnrecorded,
        rateUp,
        rateDown,
      },
      alarm: this.alarm,
      bytesWritten: this.recording?.bytesWritten ?? 0,
    }
  }
}
