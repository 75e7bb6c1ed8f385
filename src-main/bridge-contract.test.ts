// The bridge's contract, run over everything that carries it: in-process, a WebSocket of the web host, and a message port
// that stands for Electron's IPC. Rejections included.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { dial, listen } from '../bench/simulator/sockets.ts'
import type { Bridge, BridgeEvent, CaptureState, DefinitionsState } from '../src-shared/bridge/bridge.ts'
import type { CallName, CallParameters } from '../src-shared/bridge/calls.ts'
import { callSchemas } from '../src-shared/bridge/calls.ts'
import type { Channel } from '../src-shared/bridge/channel.ts'
import { bridgeClient } from '../src-shared/bridge/client.ts'
import { serveBridge } from '../src-shared/bridge/server.ts'
import { Service } from './service.ts'
import { launchRecorder, serviceOptions, temporaryFolder, workerPath } from './testing/service-options.ts'
import { startWebHost } from './web.ts'

const heartbeat = '680d14000003103190428000030100a38d'
const text = `${heartbeat}\n${heartbeat.replace(/a38d$/, '0000')}\n`

/** Of a type that no bundled definition has. */
const ownFrame = '680c140000e110319042800003053dc5'

interface Carried {
  bridge: Bridge
  service: Service
  close(): Promise<void>
}

async function inProcess(folder: string): Promise<Carried> {
  const service = new Service(serviceOptions(folder))
  return { bridge: service, service, close: () => service.close() }
}

async function overMessagePort(folder: string): Promise<Carried> {
  const service = new Service(serviceOptions(folder))
  const { port1, port2 } = new MessageChannel()
  const channel = (port: typeof port1): Channel => ({
    send: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', listener),
    onClose: (listener) => port.on('close', listener),
  })
  serveBridge(service, channel(port1))
  return {
    bridge: bridgeClient(channel(port2)),
    service,
    close: async () => {
      port2.close()
      await service.close()
    },
  }
}

async function overWebSocket(folder: string): Promise<Carried> {
  const { version, samplesFolder } = serviceOptions(folder)
  const host = await startWebHost({
    service: { version, workerPath, samplesFolder, configFolder: folder, launchRecorder },
    screenFolder: resolve('src-main/testing/screen'),
    port: 0,
    bind: null,
  })
  const link = new URL(host.newLink())
  const reply = await fetch(link, { redirect: 'manual' })
  const cookie = reply.headers.get('set-cookie')!.split(';')[0]!
  const socket = new WebSocket(`ws://${link.host}/bridge`, { headers: { cookie, origin: link.origin } })
  await new Promise((opened, failed) => socket.once('open', opened).once('error', failed))
  const channel: Channel = {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => socket.on('message', (data) => listener(JSON.parse(String(data)))),
    onClose: (listener) => socket.on('close', listener),
  }
  return { bridge: bridgeClient(channel), service: host.service, close: () => host.close() }
}

const carriers: [string, (folder: string) => Promise<Carried>][] = [
  ['in-process', inProcess],
  ['message port', overMessagePort],
  ['WebSocket', overWebSocket],
]

/** Calls with wrong parameters, as the type system would never let through. */
const refused: [string, string, unknown, string][] = [
  ['an unknown call', 'captures.destroy', {}, 'unknown-call'],
  ['a name of Object.prototype', 'constructor', {}, 'unknown-call'],
  ['no parameters', 'view.rows', null, 'bad-parameters'],
  ['a missing key', 'view.rows', { captureId: 1, first: 0 }, 'bad-parameters'],
  ['an extra key', 'view.rows', { captureId: 1, first: 0, count: 1, path: '/etc/passwd' }, 'bad-parameters'],
  ['a wrong type', 'view.rows', { captureId: '1', first: 0, count: 1 }, 'bad-parameters'],
  ['a fraction', 'view.rows', { captureId: 1, first: 0.5, count: 1 }, 'bad-parameters'],
  ['too many rows', 'view.rows', { captureId: 1, first: 0, count: 1e9 }, 'bad-parameters'],
  ['a capture that is not open', 'view.rows', { captureId: 99, first: 0, count: 1 }, 'no-such-capture'],
  [
    'a column that does not sort',
    'view.set',
    { captureId: 1, filter: '', sort: { column: 'constructor', isDescending: true } },
    'bad-parameters',
  ],
  ['a filter of 10,000 characters', 'view.set', { captureId: 1, filter: 'a'.repeat(10_000), sort: null }, 'too-large'],
  [
    'a path that the host did not give',
    'captures.open',
    { source: { kind: 'path', path: '/etc/passwd' }, decodeAs: null },
    'not-allowed',
  ],
  [
    'a path of Node',
    'captures.open',
    { source: { kind: 'path', path: '../package.json' }, decodeAs: null },
    'not-allowed',
  ],
  [
    'a sample outside the folder',
    'captures.open',
    { source: { kind: 'sample', id: '../package.json' }, decodeAs: null },
    'no-such-sample',
  ],
  [
    'an upload that never was',
    'captures.open',
    { source: { kind: 'upload', uploadId: 'x' }, decodeAs: null },
    'no-such-upload',
  ],
  [
    'an unknown source',
    'captures.open',
    { source: { kind: 'url', url: 'http://x' }, decodeAs: null },
    'bad-parameters',
  ],
  ['a session without a number', 'sessions.get', { captureId: 1, session: 0 }, 'bad-parameters'],
  [
    'a plot of nothing',
    'plots.series',
    { captureId: 1, subject: { kind: 'gun', id: 1 }, buckets: 9, from: null, to: null },
    'bad-parameters',
  ],
  ['sessions of a capture that is not open', 'sessions.list', { captureId: 99, pile: null }, 'no-such-capture'],
  [
    'links of too many frames',
    'frames.links',
    { captureId: 1, numbers: Array<number>(5000).fill(1) },
    'bad-parameters',
  ],
  ['an unknown protocol', 'text.preview', { text, decodeAs: 'nothing' }, 'unknown-protocol'],
  ['a text past the limit', 'text.preview', { text: 'a'.repeat(5 * 1024 * 1024), decodeAs: null }, 'too-large'],
  ['a language that is none', 'preferences.set', { language: 'fr' }, 'bad-parameters'],
  ['__proto__ as a key', 'preferences.set', JSON.parse('{"__proto__":{"language":"en"}}'), 'bad-parameters'],
  ['a proxy without a route', 'proxy.start', { name: 'x', routes: [], ring: null }, 'bad-parameters'],
  [
    'a proxy to no host',
    'proxy.start',
    { name: 'x', routes: [{ address: null, port: 0, upstreamHost: 'a b', upstreamPort: 1 }], ring: null },
    'bad-parameters',
  ],
  [
    'a proxy on an address of another machine',
    'proxy.start',
    { name: 'x', routes: [{ address: '192.0.2.1', port: 0, upstreamHost: '127.0.0.1', upstreamPort: 9 }], ring: null },
    'address-not-local',
  ],
  ['stopping a proxy that is none', 'proxy.stop', { proxyId: 99 }, 'no-such-proxy'],
  ['a self-test of port 0', 'proxy.check', { host: '127.0.0.1', port: 0 }, 'bad-parameters'],
  [
    'connections of no capture',
    'captures.connections',
    { captureId: 99, first: 0, count: 1, openOnly: false },
    'no-such-capture',
  ],
  ['a note about no frame', 'frames.note', { captureId: 1, numbers: [], change: {} }, 'bad-parameters'],
  [
    'a comment of 5,000 characters',
    'frames.note',
    { captureId: 1, numbers: [1], change: { comment: 'a'.repeat(5000) } },
    'too-large',
  ],
  [
    'a search two steps at a time',
    'frames.find',
    { captureId: 1, from: null, step: 2, wanted: { kind: 'marked' } },
    'bad-parameters',
  ],
  [
    'a search for nothing',
    'frames.find',
    { captureId: 1, from: null, step: 1, wanted: { kind: 'text', text: '' } },
    'bad-parameters',
  ],
  ['a colour that is none', 'preferences.set', { colourRules: [{ colour: 'pink' }] }, 'bad-parameters'],
  ['saving to a path of its own choice', 'captures.save', { captureId: 99, path: '/tmp/x' }, 'no-such-capture'],
]

describe.each(carriers)('the bridge over %s', (_name, carry) => {
  const folder = temporaryFolder()
  const events: BridgeEvent[] = []
  let carried: Carried
  let bridge: Bridge

  beforeAll(async () => {
    carried = await carry(join(folder.path, 'config'))
    bridge = carried.bridge
    bridge.subscribe((event) => events.push(event))
  })
  afterAll(async () => {
    await carried.close()
    folder.remove()
  })

  /** Resolves with the first state of a capture that fits. */
  const state = (captureId: number, fits: (state: CaptureState) => boolean) =>
    new Promise<CaptureState>((found) => {
      const stop = bridge.subscribe((event) => {
        if (event.kind !== 'capture' || event.capture.captureId !== captureId || !fits(event.capture)) return
        stop()
        found(event.capture)
      })
      void bridge.call('captures.list', {}).then((captures) => {
        const now = captures.find((capture) => capture.captureId === captureId)
        if (now && fits(now)) found(now)
      })
    })
  const ended = (capture: CaptureState) => state(capture.captureId, ({ status }) => status !== 'loading')
  const openText = async () => {
    const source = { kind: 'text', name: 'pasted', text } as const
    return ended(await bridge.call('captures.open', { source, decodeAs: null }))
  }

  test('says what it is', async () => {
    const info = await bridge.call('app.info', {})
    expect(info.protocols.map(({ id }) => id)).toContain('ykc')
    expect(info.hasDialogs).toBe(false)
  })

  test('opens a sample: loading first, then ready, with its frames', async () => {
    const [sample] = await bridge.call('samples.list', {})
    const source = { kind: 'sample', id: sample!.id } as const
    const opened = await bridge.call('captures.open', { source, decodeAs: null })
    expect(opened).toMatchObject({ status: 'loading', error: null })
    expect(await ended(opened)).toMatchObject({ status: 'ready', frames: 4, kind: 'text' })
    const { captureId } = opened
    const window = await bridge.call('view.rows', { captureId, first: 1, count: 2 })
    expect(window).toMatchObject({ captureId, total: 4, first: 1 })
    expect(window.rows.map((row) => row.number)).toEqual([2, 3])
    const details = await bridge.call('frames.details', { captureId, number: 1 })
    expect(details).toMatchObject({ captureId, number: 1, frame: { hex: heartbeat } })
    expect(await bridge.call('frames.details', { captureId, number: 5 })).toBeNull()
    await bridge.call('captures.close', { captureId })
  })

  test('opens pasted text, counts bad frames, filters, sorts, finds, draws the minimap', async () => {
    const { captureId, ...first } = await openText()
    expect(first).toMatchObject({ name: 'pasted', path: null, kind: 'text', status: 'ready', firstBad: 2 })
    const done = await state(captureId, ({ findings }) => findings.isComplete)
    expect(done.findings).toMatchObject({ error: 1 })
    const reply = await bridge.call('view.set', { captureId, filter: 'frame.bad', sort: null })
    expect(reply).toMatchObject({ total: 1 })
    expect((await state(captureId, ({ shown }) => shown === 1)).frames).toBe(2)
    expect(await bridge.call('view.find', { captureId, number: 2 })).toBe(0)
    expect(await bridge.call('view.find', { captureId, number: 1 })).toBeNull()
    const sort = { column: 'number', isDescending: true }
    await bridge.call('view.set', { captureId, filter: '', sort })
    expect(await bridge.call('view.find', { captureId, number: 1 })).toBe(1)
    expect(await bridge.call('view.minimap', { captureId, buckets: 2 })).toEqual({ buckets: [3, 0], firstBad: [0, -1] })
    const wrong = await bridge.call('view.set', { captureId, filter: 'frame.nr == 1', sort: null })
    expect('errors' in wrong && wrong.errors[0]).toMatchObject({ start: 0, end: 8 })
    expect(await bridge.call('frames.text', { captureId, number: 1, format: 'hex', language: 'zh' })).toMatch(/^68 0d/)
    await bridge.call('captures.close', { captureId })
  })

  test('notes, finds, checks and completes; columns and colours come with the rows', async () => {
    const { captureId } = await openText()
    await bridge.call('frames.note', { captureId, numbers: [2], change: { isMarked: true, comment: '复核' } })
    expect(await state(captureId, ({ marked }) => marked === 1)).toMatchObject({ isChanged: true })
    expect(await bridge.call('frames.details', { captureId, number: 2 })).toMatchObject({ note: { comment: '复核' } })
    const find = { captureId, from: null, step: 1 } as const
    expect(await bridge.call('frames.find', { ...find, wanted: { kind: 'marked' } })).toMatchObject({ number: 2 })
    expect(await bridge.call('frames.find', { ...find, wanted: { kind: 'hex', hex: '31 90' } })).toMatchObject({
      number: 1,
      span: { start: 7, end: 9 },
    })
    expect(await bridge.call('frames.find', { ...find, wanted: { kind: 'text', text: '没有这个' } })).toEqual({
      kind: 'none',
    })
    expect(await bridge.call('frames.cancelFind', { captureId })).toBeNull()
    expect(await bridge.call('filter.check', { captureId, filter: 'frame.bad' })).toEqual({ errors: [] })
    const { errors } = await bridge.call('filter.check', { captureId, filter: 'frame.len = 3' })
    expect(errors).toMatchObject([{ start: 10, end: 11, suggestion: '==' }])
    const completion = { captureId, filter: 'zbh', position: 3, language: 'zh' } as const
    expect((await bridge.call('filter.complete', completion)).items[0]).toMatchObject({ insert: '桩编号' })
    const { columns, colourRules } = await bridge.call('preferences.get', {})
    await bridge.call('preferences.set', {
      columns: [{ id: 'field:gun_no', width: 80, isShown: true }],
      colourRules: [{ name: { zh: '坏', en: 'Bad' }, filter: 'frame.bad', colour: 'red', isEnabled: true }],
    })
    const { rows } = await bridge.call('view.rows', { captureId, first: 0, count: 2 })
    expect(rows.map(({ values, colour }) => [values?.['gun_no']?.zh, colour?.name.zh])).toEqual([
      ['01', undefined],
      ['01', '坏'],
    ])
    const sort = { column: 'field:gun_no', isDescending: false }
    expect(await bridge.call('view.set', { captureId, filter: 'gun_no == $gun_no', sort, selected: 1 })).toMatchObject({
      total: 2,
    })
    await bridge.call('preferences.set', { columns, colourRules })
    await bridge.call('captures.close', { captureId })
  })

  test('opens a path that the host allowed, and remembers it', async () => {
    const path = join(folder.path, 'frames.log')
    writeFileSync(path, text)
    carried.service.allowPath(path)
    const source = { kind: 'path', path } as const
    const opened = await ended(await bridge.call('captures.open', { source, decodeAs: null }))
    expect(opened).toMatchObject({ status: 'ready', name: 'frames.log', path, frames: 2 })
    await expect.poll(() => bridge.call('recent.list', {})).toMatchObject([{ path, name: 'frames.log', exists: true }])
    await bridge.call('recent.clear', {})
    expect(await bridge.call('recent.list', {})).toEqual([])
    await bridge.call('captures.close', { captureId: opened.captureId })
  })

  test('a file that is gone is a capture that failed, with the reason in both languages', async () => {
    const path = join(folder.path, 'gone.pcap')
    carried.service.allowPath(path)
    const source = { kind: 'path', path } as const
    const failed = await ended(await bridge.call('captures.open', { source, decodeAs: null }))
    expect(failed.status).toBe('failed')
    expect(failed.error?.zh).toContain('文件不存在')
    expect(failed.error?.en).toContain('no such file')
    await bridge.call('captures.close', { captureId: failed.captureId })
  })

  test('decodes again as another dialect, under a new revision', async () => {
    const before = await openText()
    const { captureId } = before
    const again = await bridge.call('captures.decodeAs', { captureId, decodeAs: 'ykc/ykc-2.x', port: null })
    expect(again.status).toBe('loading')
    const after = await state(captureId, ({ status, revision }) => status === 'ready' && revision > before.revision)
    expect(after.frames).toBeGreaterThan(0)
    const { rows } = await bridge.call('view.rows', { captureId, first: 0, count: 1 })
    expect(rows[0]).toMatchObject({ protocol: 'ykc', dialect: 'ykc-2.x' })
    await bridge.call('captures.close', { captureId })
  })

  test('tells piles, sessions with bill and tariff, curves, statistics and links of a sample', async () => {
    const source = {
      kind: 'text',
      name: 'bill',
      text: readFileSync('samples/ykc/ykc-1.5-simulated.md', 'utf8'),
    } as const
    const { captureId } = await ended(await bridge.call('captures.open', { source, decodeAs: null }))
    const done = await state(captureId, ({ diagnosis }) => diagnosis.isComplete)
    expect(done.diagnosis).toMatchObject({ frames: 21, total: 21 })
    const piles = await bridge.call('piles.list', { captureId })
    expect(piles.items.map(({ number }) => number)).toEqual(['20231212000010', '32010600395600'])
    expect(piles.progress).toEqual(done.diagnosis)
    const sessions = await bridge.call('sessions.list', { captureId, pile: 1 })
    const billed = sessions.items.find(({ bill }) => bill === 'wrong')!
    expect(billed).toMatchObject({ gun: '01', energy: 0.165, amount: 0.14, state: 'complete' })
    const reply = await bridge.call('sessions.get', { captureId, session: billed.id })
    expect(reply?.details.bill?.tariff?.slots).toHaveLength(48)
    expect(reply?.details.steps.find(({ kind }) => kind === 'bill')?.frames).toEqual([13])
    expect(await bridge.call('sessions.get', { captureId, session: 99 })).toBeNull()
    const links = await bridge.call('frames.links', { captureId, numbers: [1, 2, 3] })
    expect(links.items).toMatchObject([
      { number: 1, responseIn: 2 },
      { number: 2, responseTo: 1 },
    ])
    const subject = { kind: 'session', id: 1 } as const
    const plot = await bridge.call('plots.series', { captureId, subject, buckets: 100, from: null, to: null })
    expect(plot?.series.curves.map(({ role }) => role)).toContain('voltage')
    const counted = await bridge.call('statistics.messages', { captureId })
    expect(counted.items.reduce((sum, { frames }) => sum + frames, 0)).toBe(21)
    expect((await bridge.call('statistics.conversations', { captureId })).items[0]).toMatchObject({ frames: 21 })
    const [table] = (await bridge.call('statistics.coverage', { captureId, pile: 1 })).items
    expect(table?.rows.find(({ type }) => type === '0x3B')).toMatchObject({ seen: 1, verdict: 'good', direction: 'up' })
    const rate = await bridge.call('statistics.rate', { captureId, buckets: 3, from: null, to: null })
    expect(rate.series.frames).toEqual([7, 7, 7])
    const csv = await bridge.call('document.text', {
      captureId,
      document: { kind: 'coverage', format: 'csv', pile: 1 },
      language: 'zh',
      zone: 'UTC',
    })
    expect(csv?.split('\r\n')[0]).toBe('\uFEFF桩,类型,报文,方向,条款,收到,正确,错误,结论')
    const found = await bridge.call('view.set', {
      captureId,
      filter: 'response_to == 13 or session.id == 3',
      sort: null,
    })
    expect(found).toMatchObject({ total: 2 })
    await bridge.call('captures.close', { captureId })
  })

  test('previews text', async () => {
    const preview = await bridge.call('text.preview', { text, decodeAs: null })
    expect(preview.frames.map(({ row }) => row.checksum)).toEqual(['good', 'bad'])
    expect(preview.runsEnd).toBe(text.length)
  })

  test('a proxy: addresses for piles, self-test, start, its capture, stop, close, and everybody hears of it', async () => {
    const addresses = await bridge.call('proxy.interfaces', {})
    expect(addresses.find(({ address }) => address === '127.0.0.1')).toMatchObject({ family: 'IPv4', isLoopback: true })
    const platform = await listen()
    expect(await bridge.call('proxy.check', { host: '127.0.0.1', port: platform.port })).toMatchObject({
      isReachable: true,
    })
    const routes = [{ address: '127.0.0.1', port: 0, upstreamHost: '127.0.0.1', upstreamPort: platform.port }]
    const started = await bridge.call('proxy.start', { name: '一号桩', routes, ring: null })
    expect(started).toMatchObject({ status: 'running', problem: null, counts: { open: 0 } })
    expect(started.routes[0]).toMatchObject({ ...routes[0], isBeyondLoopback: false, problem: null })
    const pile = await dial(Number(started.routes[0]!.listening[0]!.split(':')[1]))
    pile.socket.end(Buffer.from(heartbeat, 'hex'))
    const far = await platform.next()
    await far.ended
    far.socket.end()
    const { proxyId } = started
    const { captureId } = await bridge.call('proxy.show', { proxyId })
    expect(await state(captureId, ({ frames }) => frames === 1)).toMatchObject({ isLive: true, name: '一号桩' })
    const { connections } = await bridge.call('captures.connections', {
      captureId,
      first: 0,
      count: 9,
      openOnly: false,
    })
    expect(connections).toMatchObject([{ frames: 1, pileNumber: '10319042800003', bytesUp: 17, bytesDown: 0 }])
    expect((await bridge.call('captures.events', { captureId, first: 0, count: 1 })).events).toMatchObject([
      { kind: 'event', event: 'connect' },
    ])
    expect(await bridge.call('proxy.stop', { proxyId })).toMatchObject({
      status: 'stopped',
      counts: { accepted: 1, bytesUp: 17 },
    })
    expect(await bridge.call('proxy.list', {})).toMatchObject([{ proxyId, captureId }])
    await bridge.call('proxy.close', { proxyId })
    await state(captureId, ({ isLive }) => !isLive)
    await bridge.call('captures.reload', { captureId })
    expect(await state(captureId, ({ status }) => status === 'ready')).toMatchObject({ frames: 1, isLive: false })
    expect(events).toContainEqual({ kind: 'proxy-closed', proxyId })
    await bridge.call('captures.close', { captureId })
    await platform.close()
  })

  test('keeps preferences and tells of changes', async () => {
    const changed = await bridge.call('preferences.set', { language: 'both' })
    expect(changed).toMatchObject({ language: 'both', theme: 'system' })
    expect(await bridge.call('preferences.get', {})).toEqual(changed)
    expect(events.findLast((event) => event.kind === 'preferences')).toEqual({
      kind: 'preferences',
      preferences: changed,
    })
  })

  test('takes definitions of the user as they are saved, tells mistakes, and keeps what was right', async () => {
    const file = join(folder.path, 'config', 'definitions', 'own.yaml')
    const own = (read: string) =>
      `extends: ykc\nmessages:\n  - { type: 0xe1, id: own_probe, name: { zh: 探测, en: probe }, fields: [{ id: own_level, label: { zh: 电平, en: level }, read: ${read} }] }\n`
    const told = (fits: (definitions: DefinitionsState) => boolean) =>
      expect
        .poll(() => events.some((event) => event.kind === 'definitions' && fits(event.definitions)), {
          timeout: 20_000,
        })
        .toBe(true)
    const source = { kind: 'text', name: 'own', text: ownFrame } as const
    const { captureId } = await ended(await bridge.call('captures.open', { source, decodeAs: null }))
    const message = async () => (await bridge.call('view.rows', { captureId, first: 0, count: 1 })).rows[0]?.message?.en
    expect(await message()).toBeUndefined()

    writeFileSync(file, own('u8'))
    expect(await bridge.call('definitions.reload', {})).toMatchObject({ files: [file], mistakes: [] })
    await expect.poll(message, { timeout: 20_000 }).toBe('probe')

    writeFileSync(file, own('u7'))
    await told(({ mistakes }) => mistakes.length === 1)
    const broken = await bridge.call('definitions.get', {})
    expect(broken.protocols).toMatchObject([{ id: 'ykc', isOutdated: true }])
    expect(broken.mistakes[0]).toMatchObject({ file, line: 3 })
    expect(await message()).toBe('probe')

    rmSync(file)
    expect(await bridge.call('definitions.reload', {})).toMatchObject({ protocols: [], mistakes: [] })
    await expect.poll(message, { timeout: 20_000 }).toBeUndefined()
    await bridge.call('captures.close', { captureId })
  })

  test('a closed capture is gone, and everybody hears it', async () => {
    const { captureId } = await openText()
    await bridge.call('captures.close', { captureId })
    expect(events.at(-1)).toEqual({ kind: 'capture-closed', captureId })
    await expect(bridge.call('captures.close', { captureId })).rejects.toMatchObject({ code: 'no-such-capture' })
  })

  test.each(refused)('refuses %s', async (_what, name, parameters, code) => {
    const call = bridge.call(name as CallName, parameters as CallParameters[CallName])
    const error: unknown = await call.then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code })
    expect(error).not.toBeInstanceOf(Error)
    const { message } = error as { message: { zh: string; en: string } }
    expect(message.zh).not.toBe('')
    expect(message.en).not.toBe('')
    expect(JSON.stringify(message)).not.toContain('passwd')
  })

  test('every call refuses a number, a string and an unknown key as parameters', async () => {
    for (const name of Object.keys(callSchemas) as CallName[])
      for (const parameters of [7, 'x', { surprise: true }])
        await expect(bridge.call(name, parameters as never), name).rejects.toMatchObject({ code: 'bad-parameters' })
  })
})
