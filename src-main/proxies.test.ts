// The live proxy through the service: piles charge, rows appear, the decoder dies, the recording does not notice.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chargeStory } from '../bench/simulator/charge-story.ts'
import { dial, listen, pause, type ListeningServer } from '../bench/simulator/sockets.ts'
import { runPile, startPlatform } from '../bench/simulator/tell-story.ts'
import type { BridgeEvent } from '../src-shared/bridge/bridge.ts'
import type { ProxyState } from '../src-shared/bridge/proxy.ts'
import { readRecording } from './recorder/testing/proxy-run.ts'
import { Service } from './service.ts'
import { serviceOptions, temporaryFolder } from './testing/service-options.ts'

const story = chargeStory()
const folder = temporaryFolder()
let service: Service
let platform: ListeningServer
const events: BridgeEvent[] = []

beforeAll(async () => {
  platform = await startPlatform(story)
  service = new Service(serviceOptions(join(folder.path, 'config')))
  service.subscribe((event) => events.push(event))
})
// What a test that failed left behind must not fail the next one.
afterEach(async () => {
  for (const { proxyId } of await service.call('proxy.list', {})) await service.call('proxy.close', { proxyId })
  for (const { captureId } of await service.call('captures.list', {}))
    await service.call('captures.close', { captureId })
})
afterAll(async () => {
  await service.close()
  await platform.close()
  folder.remove()
})

const waiting = { timeout: 20_000 }
const routes = () => [{ address: '127.0.0.1', port: 0, upstreamHost: '127.0.0.1', upstreamPort: platform.port }]
const proxyOf = async (proxyId: number) =>
  (await service.call('proxy.list', {})).find((one) => one.proxyId === proxyId)!
const portOf = ({ routes: [route] }: ProxyState) => Number(route!.listening[0]!.split(':').at(-1))
const start = async (name: string): Promise<{ proxy: ProxyState; port: number; captureId: number }> => {
  const { proxyId } = await service.call('proxy.start', { name, routes: routes(), ring: null })
  await expect.poll(async () => (await proxyOf(proxyId)).captureId, waiting).not.toBeNull()
  const proxy = await proxyOf(proxyId)
  return { proxy, port: portOf(proxy), captureId: proxy.captureId! }
}
const charge = (port: number, rounds = 1) => runPile({ host: '127.0.0.1', port, story, pauseMillis: 0, rounds })
const capture = async (captureId: number) =>
  (await service.call('captures.list', {})).find((one) => one.captureId === captureId)!
/** Everything recorded so far is read, and it is so many frames. */
const frames = (captureId: number, count: number) =>
  expect
    .poll(async () => {
      const { status, frames, error } = await capture(captureId)
      return { status, frames, error }
    }, waiting)
    .toEqual({ status: 'ready', frames: count, error: null })
const connectionsOf = (captureId: number) =>
  service.call('captures.connections', { captureId, first: 0, count: 10, openOnly: false })
const eventsOf = async (captureId: number) =>
  (await service.call('captures.events', { captureId, first: 0, count: 10 })).events.map(({ event }) => event)

describe('a live capture', () => {
  test('rows, connections and events appear as they come, filters apply, stop and go on keep the capture', async () => {
    const { proxy, port, captureId } = await start('live')
    await charge(port)
    await frames(captureId, story.length)
    expect(await capture(captureId)).toMatchObject({ isLive: true })
    const { rows } = await service.call('view.rows', { captureId, first: 0, count: 100 })
    expect(rows.map(({ direction }) => direction === 'up')).toEqual(story.map(({ fromPile }) => fromPile))
    // The ends are packets of their own, behind the last frame.
    await expect.poll(() => eventsOf(captureId), waiting).toEqual(['connect', 'close', 'close'])
    const { connections, total } = await connectionsOf(captureId)
    const up = story.filter(({ fromPile }) => fromPile).reduce((sum, { bytes }) => sum + bytes.length, 0)
    expect(total).toBe(1)
    expect(connections[0]).toMatchObject({ status: 'closed', frames: story.length, badFrames: 0, bytesUp: up })
    expect(connections[0]!.pileNumber).toMatch(/^\d{14}$/)
    expect(connections[0]!.lastHeartbeat! > connections[0]!.upSince!).toBe(true)

    await service.call('view.set', { captureId, filter: 'message.type == 0x03', sort: null })
    await service.call('proxy.stop', { proxyId: proxy.proxyId })
    const again = await service.call('proxy.resume', { proxyId: proxy.proxyId })
    expect(again).toMatchObject({ status: 'running', captureId })
    await charge(portOf(again))
    await frames(captureId, 2 * story.length)
    const heartbeats = story.filter(({ bytes }) => bytes[5] === 3).length
    await expect.poll(async () => (await capture(captureId)).shown, waiting).toBe(2 * heartbeats)

    await service.call('proxy.close', { proxyId: proxy.proxyId })
    expect(events.findLast(({ kind }) => kind === 'proxy-closed')).toEqual({
      kind: 'proxy-closed',
      proxyId: proxy.proxyId,
    })
    await expect.poll(async () => (await capture(captureId)).isLive, waiting).toBe(false)
    expect(await capture(captureId)).toMatchObject({ status: 'ready', frames: 2 * story.length })
    await service.call('captures.close', { captureId })

    const reopened = readRecording(proxy.files[0]!)
    expect(reopened.frames.map(({ hex }) => hex)).toEqual(
      [...story, ...story].map(({ bytes }) => bytes.toString('hex')),
    )
    expect(reopened.frames.map(({ sender }) => sender === 0)).toEqual([...story, ...story].map((one) => one.fromPile))
    const times = reopened.frames.map(({ seconds }) => seconds)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(Math.abs(times.at(-1)! - Date.now() / 1000)).toBeLessThan(60)
  })

  test('a decoder that is killed again and again while recording: not a byte is missing, the capture comes back', async () => {
    const { proxy, port, captureId } = await start('decoder')
    const rounds = 10
    const charging = charge(port, rounds)
    for (let kill = 0; kill < 5; kill++) {
      await service.call('captures.reload', { captureId })
      await pause(20)
    }
    await charging
    await frames(captureId, rounds * story.length)
    const file = proxy.files[0]!
    await service.call('captures.close', { captureId })
    expect(await proxyOf(proxy.proxyId)).toMatchObject({ status: 'running' })
    const shown = await service.call('proxy.show', { proxyId: proxy.proxyId })
    await frames(shown.captureId, rounds * story.length)
    await service.call('proxy.close', { proxyId: proxy.proxyId })
    expect(readRecording(file).frames).toHaveLength(rounds * story.length)
    await service.call('captures.close', { captureId: shown.captureId })
  })

  test.each([
    ['loops', 'for (;;);'],
    ['throws', "throw new Error('broken')"],
    [
      'exhausts its memory',
      "process.on('message', () => {}); const all = []; setInterval(() => all.push(new Array(1e5).fill({})), 1)",
    ],
  ])('a decoder that %s: everything is recorded, and the proxy answers', async (what, script) => {
    const workerPath = join(folder.path, `${what}.mjs`)
    writeFileSync(workerPath, script)
    const broken = new Service(serviceOptions(join(folder.path, what), { workerPath }))
    try {
      const started = await broken.call('proxy.start', { name: 'broken', routes: routes(), ring: null })
      const { proxyId } = started
      await charge(portOf(started), 5)
      const [proxy] = await broken.call('proxy.list', {})
      expect(proxy).toMatchObject({ status: 'running', alarm: null })
      await broken.call('proxy.close', { proxyId })
      expect(readRecording(proxy!.files[0]!).frames).toHaveLength(5 * story.length)
    } finally {
      await broken.close()
    }
  })

  test('a recorder that is killed: the proxy says so, what it wrote stays shown and readable', async () => {
    const { proxy, port, captureId } = await start('killed')
    await charge(port)
    await frames(captureId, story.length)
    const { pid } = recorderOf(service, proxy.proxyId)
    process.kill(pid!, 'SIGKILL')
    await expect.poll(async () => (await proxyOf(proxy.proxyId)).status, waiting).toBe('failed')
    expect((await proxyOf(proxy.proxyId)).problem).toMatchObject({ code: 'recorder-lost' })
    await expect.poll(async () => (await capture(captureId)).isLive, waiting).toBe(false)
    expect(readRecording(proxy.files[0]!)).toMatchObject({ holes: 0 })
    expect(readFileSync(proxy.files[0]!).length).toBeGreaterThan(1000)
    await service.call('proxy.close', { proxyId: proxy.proxyId })
    await service.call('captures.close', { captureId })
  })

  test('a port in use refuses the start with its code', async () => {
    const taken = await listen()
    const onTaken = routes().map((route) => ({ ...route, port: taken.port }))
    const refused = service.call('proxy.start', { name: 'taken', routes: onTaken, ring: null })
    await expect(refused).rejects.toMatchObject({
      code: 'port-in-use',
      message: { zh: expect.stringContaining('占用') },
    })
    expect(await service.call('proxy.list', {})).toEqual([])
    await taken.close()
  })

  test('several ports in use are all named', async () => {
    const taken = [await listen(), await listen()]
    const onTaken = taken.map(({ port }) => ({ ...routes()[0]!, port }))
    const refused = service.call('proxy.start', { name: 'taken', routes: onTaken, ring: null })
    const [first, second] = taken.map(({ port }) => port)
    await expect(refused).rejects.toMatchObject({
      code: 'port-in-use',
      message: { en: expect.stringMatching(new RegExp(`port ${first} .*port ${second} `)) },
    })
    for (const one of taken) await one.close()
  })

  test('a ring: files that gave way leave the memory too, and a decoder that starts anew reads what is left', async () => {
    const sink = await listen('127.0.0.1', 0, false)
    const route = { ...routes()[0]!, upstreamPort: sink.port }
    const ring = { megabytes: 1, files: 2 }
    const started = await service.call('proxy.start', { name: 'ring', routes: [route], ring })
    const { captureId } = await service.call('proxy.show', { proxyId: started.proxyId })
    const pile = await dial(portOf(started))
    const bytes = 8_000_000
    pile.socket.end(Buffer.alloc(bytes, 1))
    const far = await sink.next()
    await far.ended
    far.socket.end()
    await expect.poll(async () => (await proxyOf(started.proxyId)).files.length, waiting).toBe(2)
    const isBounded = async () => {
      const { status, read, error } = await capture(captureId)
      return { status, error, isBounded: read < bytes / 2 }
    }
    await expect.poll(isBounded, waiting).toEqual({ status: 'ready', error: null, isBounded: true })
    await service.call('captures.reload', { captureId })
    await expect.poll(isBounded, waiting).toEqual({ status: 'ready', error: null, isBounded: true })
    await sink.close()
  })

  test('a proxy that could not start leaves no proxy, no capture and no file', async () => {
    const before = { told: events.length, captures: (await service.call('captures.list', {})).length }
    const taken = await listen()
    const onTaken = routes().map((route) => ({ ...route, port: taken.port }))
    await expect(service.call('proxy.start', { name: 'nothing', routes: onTaken, ring: null })).rejects.toBeDefined()
    const told = events.slice(before.told)
    expect(told.filter((event) => event.kind === 'proxy' && event.proxy.name === 'nothing')).toEqual([])
    expect(await service.call('captures.list', {})).toHaveLength(before.captures)
    const files = readdirSync(join(folder.path, 'config', 'recordings'))
    expect(files.filter((name) => name.startsWith('nothing'))).toEqual([])
    await taken.close()
  })

  test('a recording that is asked for at once is one capture', async () => {
    const { proxyId } = await service.call('proxy.start', { name: 'once', routes: routes(), ring: null })
    const shown = await service.call('proxy.show', { proxyId })
    const again = await service.call('proxy.show', { proxyId })
    expect(again.captureId).toBe(shown.captureId)
    const named = (await service.call('captures.list', {})).filter(({ name }) => name === 'once')
    expect(named.map(({ captureId }) => captureId)).toEqual([shown.captureId])
    await service.call('proxy.close', { proxyId })
    await service.call('captures.close', { captureId: shown.captureId })
  })
})

/** The service's own hold on a recorder's process. */
function recorderOf(from: Service, proxyId: number): { pid: number | undefined } {
  const { proxies } = from as unknown as { proxies: { runs: Map<number, { recorder: { pid: number | undefined } }> } }
  return proxies.runs.get(proxyId)!.recorder
}
