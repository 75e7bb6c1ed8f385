// The proxies of this program: each a recorder in its own process and a capture that follows its files. What happens to one
// does not touch the other: decoding may fail while recording goes on, and the capture outlives the proxy. Part of service.ts.
import { rm } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '../src-shared/bridge/bridge-error.ts'
import type { BridgeEvent, CaptureState } from '../src-shared/bridge/bridge.ts'
import type { CallParameters } from '../src-shared/bridge/calls.ts'
import type { LocalAddress, ProxyCheck, ProxyProblem, ProxyState } from '../src-shared/bridge/proxy.ts'
import type { CaptureOpener } from './capture-opener.ts'
import type { OpenCapture } from './open-capture.ts'
import { checkUpstream } from './recorder/check-upstream.ts'
import { leadsToOwnDoor, type OwnDoor } from './recorder/own-target.ts'
import { problemOfRoutes, ProxyFailure } from './recorder/proxy-problems.ts'
import { lostRecorder, RecorderClient, type LaunchRecorder } from './recorder/recorder-client.ts'
import type { RecorderMessage, RecorderState } from './recorder/recorder-messages.ts'

export interface ProxiesOptions {
  launchRecorder: LaunchRecorder
  /** Where recordings go. */
  recordingsFolder: string
  /** Ports of this program that no proxy may lead to. */
  ownPorts: () => number[]
}

/** Each is a process. */
const mostProxies = 16
const drainMillis = 5000
const checkMillis = 10_000

interface Run {
  recorder: RecorderClient
  state: ProxyState
  /** It listens, or did: nobody hears of one that could not start. */
  isStarted: boolean
  /** While its capture is being opened. */
  opening: Promise<OpenCapture> | null
}

export class Proxies {
  private readonly options: ProxiesOptions
  private readonly captures: CaptureOpener
  private readonly emit: (event: BridgeEvent) => void
  private readonly runs = new Map<number, Run>()
  private nextId = 1

  constructor(options: ProxiesOptions, captures: CaptureOpener, emit: (event: BridgeEvent) => void) {
    this.options = options
    this.captures = captures
    this.emit = emit
  }

  list(): ProxyState[] {
    return [...this.runs.values()].filter(({ isStarted }) => isStarted).map(({ state }) => state)
  }

  /** Answers when it listens. Routes that cannot say why and the others run; when none can, it is refused as a whole. */
  async start({ name, routes, ring, recordFirst, perSource }: CallParameters['proxy.start']): Promise<ProxyState> {
    if (this.runs.size >= mostProxies)
      throw new Refusal(
        'too-many',
        `已有 ${mostProxies} 个代理，请先关闭一些。`,
        `There are ${mostProxies} proxies; close some first.`,
      )
    const proxyId = this.nextId++
    const started = Date.now()
    const run: Run = {
      recorder: new RecorderClient(this.options.launchRecorder, {
        told: (message) => this.told(proxyId, message),
        lost: (reason) => this.lost(proxyId, reason),
      }),
      state: newState(proxyId, name, started),
      isStarted: false,
      opening: null,
    }
    this.runs.set(proxyId, run)
    const file = join(this.options.recordingsFolder, fileName(name, started))
    try {
      const limits = { recordFirst: recordFirst ?? false, perSource: perSource ?? null, cap: null, queueBytes: null }
      const start = { routes, file, ring, ownPorts: this.options.ownPorts(), ...limits }
      const state = await run.recorder.ask('start', start)
      const problem = problemOfRoutes(state.routes)
      if (!state.isListening && problem) throw new ProxyFailure(problem)
      run.isStarted = true
      this.change(run, state)
      return run.state
    } catch (error) {
      await this.discard(run)
      throw error instanceof ProxyFailure ? refusalOf(error.problem) : error
    }
  }

  /** Accepts no more, lets connections end; what was recorded stays, and it can go on. */
  async stop(proxyId: number): Promise<ProxyState> {
    const run = this.get(proxyId)
    this.change(run, await asked(run.recorder.ask('stop', drainMillis)))
    return run.state
  }

  /** Goes on after `stop`, into the same capture. */
  async resume(proxyId: number): Promise<ProxyState> {
    const run = this.get(proxyId)
    this.change(run, await asked(run.recorder.ask('resume')))
    return run.state
  }

  /** Ends it; its capture stays open. */
  async close(proxyId: number): Promise<void> {
    const run = this.get(proxyId)
    if (run.state.status !== 'failed') await run.recorder.ask('end', drainMillis).catch(() => {})
    this.runs.delete(proxyId)
    this.endCapture(run)
    this.emit({ kind: 'proxy-closed', proxyId })
  }

  /** The capture that follows a proxy, opened again where it was closed. */
  async show(proxyId: number): Promise<CaptureState> {
    const run = this.get(proxyId)
    const open = this.captureOf(run)
    if (open) return open.state
    const capture = await this.openCapture(run)
    if (run.state.status === 'failed') capture.endGrowth()
    return capture.state
  }

  check(host: string, port: number): Promise<ProxyCheck> {
    const doors: OwnDoor[] = [
      ...this.options.ownPorts().map((own) => ({ address: null, port: own })),
      ...this.list().flatMap(({ routes }) => routes.filter((route) => route.listening.length > 0)),
    ]
    return checkUpstream(host, port, checkMillis, (target) => leadsToOwnDoor(target, doors))
  }

  /** Ends all of them; connections get no time to end by themselves. */
  async closeAll(): Promise<void> {
    const runs = [...this.runs.values()]
    this.runs.clear()
    await Promise.all(runs.map(({ recorder }) => recorder.ask('end', 0).catch(() => {})))
  }

  private get(proxyId: number): Run {
    const run = this.runs.get(proxyId)
    if (!run) throw new Refusal('no-such-proxy', '没有这个代理。', 'There is no such proxy.')
    return run
  }

  private async discard(run: Run): Promise<void> {
    this.runs.delete(run.state.proxyId)
    await run.recorder.ask('end', 0).catch(() => run.recorder.kill())
    await run.opening?.catch(() => {})
    const capture = this.captureOf(run)
    if (capture) await this.captures.close(capture.state.captureId)
    // Nothing was listened on, so nothing is in it.
    await Promise.all(run.state.files.map((path) => rm(path, { force: true }).catch(() => {})))
  }

  private told(proxyId: number, message: Extract<RecorderMessage, { kind: 'state' | 'file' | 'log' }>): void {
    const run = this.runs.get(proxyId)
    if (!run) return
    if (message.kind === 'state') this.change(run, message.state)
    else if (message.kind === 'file') this.fileBegun(run, message.path)
  }

  private fileBegun(run: Run, path: string): void {
    run.state = { ...run.state, files: [...run.state.files, path] }
    const capture = this.captureOf(run)
    if (capture) return capture.grow(path)
    if (run.state.files.length > 1) return
    // Too many captures are open: it records all the same, and can be shown later.
    this.openCapture(run).catch(() => {})
  }

  /** Opens the capture that follows a recording, once for all who ask meanwhile. */
  private openCapture(run: Run): Promise<OpenCapture> {
    const { files } = run.state
    run.opening ??= this.captures
      .openGrowing(run.state.name, files)
      .then((capture) => {
        for (const path of run.state.files.slice(files.length)) capture.grow(path)
        run.state = { ...run.state, captureId: capture.state.captureId }
        this.tell(run)
        return capture
      })
      .finally(() => {
        run.opening = null
      })
    return run.opening
  }

  private lost(proxyId: number, reason: string): void {
    const run = this.runs.get(proxyId)
    if (!run) return
    const { problem } = lostRecorder(reason)
    const routes = run.state.routes.map((route) => ({ ...route, listening: [] }))
    run.state = { ...run.state, status: 'failed', problem, routes, counts: { ...run.state.counts, open: 0 } }
    this.endCapture(run)
    this.tell(run)
  }

  private change(run: Run, { isListening, routes, files, cap, counts, alarm }: RecorderState): void {
    if (run.state.status === 'failed') return
    const gone = run.state.files.filter((path) => !files.includes(path))
    if (gone.length > 0) this.captureOf(run)?.forget(gone)
    run.state = { ...run.state, status: isListening ? 'running' : 'stopped', routes, files, cap, counts, alarm }
    this.tell(run)
  }

  private tell(run: Run): void {
    const captureId = this.captureOf(run)?.state.captureId ?? null
    run.state = { ...run.state, captureId }
    if (run.isStarted && this.runs.has(run.state.proxyId)) this.emit({ kind: 'proxy', proxy: run.state })
  }

  private captureOf(run: Run): ReturnType<CaptureOpener['find']> {
    return run.state.captureId === null ? null : this.captures.find(run.state.captureId)
  }

  private endCapture(run: Run): void {
    this.captureOf(run)?.endGrowth()
  }
}

/** Addresses of this machine that a pile may be pointed at, those of networks first. */
export function localPileAddresses(): LocalAddress[] {
  const all = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? []).map(({ address, family, internal }): LocalAddress => ({
      name,
      address: address.startsWith('fe80:') ? `${address}%${name}` : address,
      family,
      isLoopback: internal,
    })),
  )
  const rank = (one: LocalAddress) => (one.isLoopback ? 2 : 0) + (one.family === 'IPv6' ? 1 : 0)
  return all.sort((a, b) => rank(a) - rank(b))
}

function newState(proxyId: number, name: string, started: number): ProxyState {
  return {
    proxyId,
    name,
    status: 'stopped',
    routes: [],
    captureId: null,
    files: [],
    started,
    cap: 0,
    counts: {
      open: 0,
      accepted: 0,
      failed: 0,
      dropped: 0,
      bytesUp: 0,
      bytesDown: 0,
      bytesUnrecorded: 0,
      rateUp: 0,
      rateDown: 0,
    },
    alarm: null,
    problem: null,
  }
}

/** `NAME-20261127-221530.pcapng`, of letters that every file system takes. */
function fileName(name: string, millis: number): string {
  const safe = name
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const stamp = new Date(millis).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  return `${safe === '' ? 'proxy' : safe}-${stamp}.pcapng`
}

function refusalOf({ code, message, remedy }: ProxyProblem): Refusal {
  return new Refusal(code, `${message.zh}。${remedy.zh}`, `${message.en}. ${remedy.en}`)
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw error instanceof ProxyFailure ? refusalOf(error.problem) : error
  }
}
