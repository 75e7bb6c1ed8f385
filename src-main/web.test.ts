// The web host over real connections: what a hostile page, a slow client or a broken browser may not do, and what a browser
// that was let in may. The full matrix of refusals: web/access.test.ts.
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Channel } from '../src-shared/bridge/channel.ts'
import type { CaptureState } from '../src-shared/bridge/bridge.ts'
import { bridgeClient } from '../src-shared/bridge/client.ts'
import { serviceOptions, temporaryFolder, workerPath } from './testing/service-options.ts'
import { startWebHost, type WebHost } from './web.ts'

const heartbeat = '680d14000003103190428000030100a38d'
const mostUpload = 1024 * 1024
const folder = temporaryFolder()
const logged: string[] = []
let host: WebHost
let address: string
let cookie: string

beforeAll(async () => {
  const { samplesFolder, version } = serviceOptions(folder.path)
  host = await startWebHost({
    service: { version, workerPath, samplesFolder, configFolder: join(folder.path, 'config') },
    screenFolder: resolve('src-main/testing/screen'),
    port: 0,
    bind: null,
    headerMillis: 500,
    uploadLimits: { mostBytes: mostUpload, idleMillis: 500 },
    log: (line) => logged.push(line),
  })
  address = `127.0.0.1:${host.port}`
  const reply = await send({ path: new URL(host.newLink()).pathname + new URL(host.newLink()).search })
  cookie = reply.headers['set-cookie']![0]!.split(';')[0]!
})
afterAll(async () => {
  await host.close()
  folder.remove()
})

interface Reply {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A request as it is written: paths are not tidied up, headers may be anything. */
function send(options: {
  method?: string
  path?: string
  headers?: OutgoingHttpHeaders
  body?: Buffer
}): Promise<Reply> {
  const { method = 'GET', path = '/', headers = {}, body } = options
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: host.port, method, path, headers, agent: false }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.on('end', () =>
        resolve({ status: reply.statusCode!, headers: reply.headers, body: Buffer.concat(chunks).toString() }),
      )
      reply.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const own = () => ({ cookie, origin: `http://${address}` })

/** Opens a socket; resolves with it, or with the status that refused it. */
function openSocket(headers: Record<string, string>, path = '/bridge'): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://${address}${path}`, { headers })
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_request, reply) => {
      resolve(reply.statusCode!)
      socket.terminate()
    })
    socket.on('error', reject)
  })
}

const closing = (socket: WebSocket) => new Promise<number>((closed) => socket.on('close', (code) => closed(code)))

describe('letting a browser in', () => {
  test('nothing is answered without the cookie, and the page says what is needed', async () => {
    const reply = await send({})
    expect(reply.status).toBe(403)
    expect(reply.body).toContain('pilescope serve')
    expect((await send({ path: '/assets/main-1.js' })).status).toBe(403)
    expect((await send({ headers: { authorization: 'Bearer x' } })).status).toBe(403)
  })

  test('a link lets in once: it sets the cookie and leads to the page', async () => {
    const { pathname, search } = new URL(host.newLink())
    const first = await send({ path: pathname + search })
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(first.headers['set-cookie']![0]).toContain('HttpOnly; SameSite=Strict')
    expect((await send({ path: pathname + search })).status).toBe(403)
  })

  test('a link followed from another site leads on from a page of our own, where the strict cookie counts', async () => {
    const { pathname, search } = new URL(host.newLink())
    const reply = await send({ path: pathname + search, headers: { 'sec-fetch-site': 'cross-site' } })
    expect(reply.status).toBe(200)
    expect(reply.body).toContain('http-equiv="refresh"')
  })

  test('wrong tokens are slowed, logged without the token, and do not keep others out', async () => {
    const guess = 'A'.repeat(43)
    const guesses = Array.from({ length: 60 }, () => send({ headers: { cookie: `pilescope-${host.port}=${guess}` } }))
    const begun = performance.now()
    expect((await send({ headers: { cookie } })).status).toBe(200)
    expect(performance.now() - begun).toBeLessThan(1000)
    expect(new Set((await Promise.all(guesses)).map(({ status }) => status))).toEqual(new Set([403]))
    expect(performance.now() - begun).toBeGreaterThan(300)
    expect(logged.length).toBeGreaterThan(0)
    expect(logged.length).toBeLessThan(10)
    expect(logged.join()).not.toContain(guess)
  })
})

describe('the screen', () => {
  test('is served with every guarding header', async () => {
    const reply = await send({ headers: { cookie } })
    expect(reply.status).toBe(200)
    expect(reply.body).toContain('<title>test screen</title>')
    const { headers } = reply
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
  })

  test.each([
    '/..%2fpackage.json',
    '/../package.json',
    '/%00',
    '/assets/..%2f..%2fweb.ts',
    '/.git/config',
    '//evil.example/',
    '/assets/',
    '/ASSETS/main-1.js',
    '/assets/main-1.js%20',
    'http://evil.example/',
  ])('gives nothing at %s', async (path) => {
    expect((await send({ path, headers: { cookie } })).status).toBe(404)
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses %s', async (method) => {
    const reply = await send({ method, headers: { cookie, origin: 'http://evil.example' } })
    expect(reply.status).toBe(405)
    expect(reply.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('a foreign Host is misdirected before anything else is looked at', async () => {
    for (const name of [
      'evil.example',
      `evil.example:${host.port}`,
      '127.0.0.1',
      `127.0.0.1:${host.port}.evil.example`,
    ])
      expect((await send({ headers: { host: name, cookie } })).status, name).toBe(421)
  })

  test('headers of more than 8 KiB are refused', async () => {
    expect((await send({ headers: { cookie, 'x-long': 'a'.repeat(9000) } })).status).toBe(431)
  })

  test('a client that does not finish its headers is cut off', async () => {
    const socket = connect(host.port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
    const begun = performance.now()
    const reply = await new Promise<string>((closed) => {
      let text = ''
      socket.on('data', (bytes) => (text += String(bytes)))
      socket.on('close', () => closed(text))
    })
    expect(reply).toMatch(/^HTTP\/1.1 408/)
    expect(performance.now() - begun).toBeLessThan(3000)
  })
})

describe('the socket', () => {
  test.each([
    ['no origin', (): Record<string, string> => ({ cookie }), 403],
    ['a foreign origin', () => ({ cookie, origin: 'http://evil.example' }), 403],
    ['the origin null', () => ({ cookie, origin: 'null' }), 403],
    ['our name on another port', () => ({ cookie, origin: 'http://127.0.0.1:1' }), 403],
    ['a request from another site', () => ({ ...own(), 'sec-fetch-site': 'cross-site' }), 403],
    ['no cookie', () => ({ origin: `http://${address}` }), 403],
    ['a foreign host', () => ({ ...own(), host: 'evil.example' }), 421],
  ])('refuses %s', async (_what, headers, status) => {
    expect(await openSocket(headers())).toBe(status)
  })

  test('stands at one address only', async () => {
    expect(await openSocket(own(), '/')).toBe(404)
    expect(await openSocket(own(), '/bridge/')).toBe(404)
    expect((await send({ path: '/bridge', headers: { cookie } })).status).toBe(404)
  })

  test('a message past 32 MiB ends the connection (1009)', async () => {
    const socket = (await openSocket(own())) as WebSocket
    const closed = closing(socket)
    socket.on('error', () => {})
    socket.send(Buffer.alloc(40 * 1024 * 1024, 0x20), { binary: false })
    expect(await closed).toBe(1009)
  })

  test('a message past 1 MiB is refused, unless it is a text to import', async () => {
    const socket = (await openSocket(own())) as WebSocket
    const replies: Record<string, unknown>[] = []
    socket.on('message', (data) => replies.push(JSON.parse(String(data)) as Record<string, unknown>))
    const long = '#'.repeat(2 * 1024 * 1024)
    socket.send(JSON.stringify({ id: 1, call: 'view.set', parameters: { filter: long } }))
    socket.send(JSON.stringify({ id: 2, call: 'text.preview', parameters: { text: long, decodeAs: null } }))
    await expect.poll(() => replies.length, { timeout: 10_000 }).toBe(2)
    expect(replies[0]).toMatchObject({ kind: 'refusal', id: 1, error: { code: 'too-large' } })
    expect(replies[1]).toMatchObject({ kind: 'result', id: 2 })
    socket.close()
  })

  test.each([
    ['binary messages', Buffer.from('{}'), true, 1003],
    ['what is no JSON', Buffer.from('{'), false, 1007],
  ])('%s end the connection', async (_what, message, binary, code) => {
    const socket = (await openSocket(own())) as WebSocket
    const closed = closing(socket)
    socket.send(message, { binary })
    expect(await closed).toBe(code)
  })

  test.each([
    ['a string', '"hello"', null],
    ['no id', '{"call":"app.info","parameters":{}}', null],
    ['an extra key', '{"id":5,"call":"app.info","parameters":{},"more":1}', 5],
    ['a call that is a number', '{"id":6,"call":7,"parameters":{}}', 6],
  ])('survives %s, and says so where it can', async (_what, message, id) => {
    const socket = (await openSocket(own())) as WebSocket
    const replies: unknown[] = []
    socket.on('message', (data) => replies.push(JSON.parse(String(data))))
    socket.send(message)
    socket.send('{"id":9,"call":"captures.list","parameters":{}}')
    await expect.poll(() => replies.at(-1)).toMatchObject({ kind: 'result', id: 9 })
    if (id !== null) expect(replies[0]).toMatchObject({ kind: 'refusal', id, error: { code: 'bad-message' } })
    socket.close()
  })

  test('there is room for eight browsers', async () => {
    const sockets: (WebSocket | number)[] = []
    for (let count = 0; count < 9; count++) sockets.push(await openSocket(own()))
    const ended = sockets.map((socket) => {
      if (typeof socket === 'number') return socket
      const closed = closing(socket)
      socket.close()
      return closed
    })
    expect(sockets.filter((socket) => socket === 503)).toHaveLength(1)
    await Promise.all(ended)
    await expect
      .poll(() => openSocket(own()).then((socket) => (typeof socket === 'number' ? socket : socket.close())))
      .toBeUndefined()
  })

  test('a browser that does not read holds nobody up, and gets the newest state when it reads again', async () => {
    const slow = (await openSocket(own())) as WebSocket
    const [sample] = await host.service.call('samples.list', {})
    const source = { kind: 'sample', id: 'ykc/synthetic.hex' } as const
    const { captureId } = await host.service.call('captures.open', { source, decodeAs: null })
    expect(sample).toBeDefined()
    await expect.poll(() => stateOf(captureId)?.findings.isComplete, { timeout: 10_000 }).toBe(true)
    slow.pause()
    // Far more than the kernel buffers for a socket: replies of about 300 kB each.
    for (let id = 1; id <= 150; id++)
      slow.send(JSON.stringify({ id, call: 'view.rows', parameters: { captureId, first: 0, count: 2000 } }))
    const begun = performance.now()
    await host.service.call('view.set', { captureId, filter: 'frame.number < 4', sort: null })
    await host.service.call('view.set', { captureId, filter: 'frame.number < 3', sort: null })
    expect(performance.now() - begun).toBeLessThan(10_000)
    const seen: CaptureState[] = []
    slow.on('message', (data) => {
      const message = JSON.parse(String(data)) as { kind: string; event?: { kind: string; capture: CaptureState } }
      if (message.event?.kind === 'capture') seen.push(message.event.capture)
    })
    slow.resume()
    await expect.poll(() => seen.at(-1)?.shown, { timeout: 20_000 }).toBe(2)
    slow.close()
    await host.service.call('captures.close', { captureId })
  })

  test('when the host ends, browsers hear it (1001)', async () => {
    const { samplesFolder, version } = serviceOptions(folder.path)
    const other = await startWebHost({
      service: { version, workerPath, samplesFolder, configFolder: folder.path },
      screenFolder: resolve('src-main/testing/screen'),
      port: 0,
      bind: null,
    })
    const link = new URL(other.newLink())
    const reply = await fetch(link, { redirect: 'manual' })
    const its = { cookie: reply.headers.get('set-cookie')!.split(';')[0]!, origin: link.origin }
    const socket = new WebSocket(`ws://${link.host}/bridge`, { headers: its })
    await new Promise((opened) => socket.once('open', opened))
    const closed = closing(socket)
    await other.close()
    expect(await closed).toBe(1001)
  })
})

const stateOf = (captureId: number) => states().find((state) => state.captureId === captureId)
let latest: CaptureState[] = []
const states = () => {
  void host.service.call('captures.list', {}).then((list) => (latest = list))
  return latest
}

describe('files from and to the browser', () => {
  const upload = (body: Buffer, headers: OutgoingHttpHeaders = {}, name = '现场.log') =>
    send({
      method: 'POST',
      path: `/upload?name=${encodeURIComponent(name)}`,
      headers: { ...own(), 'x-pilescope': '1', ...headers },
      body,
    })
  const temporary = () =>
    readdirSync(tmpdir())
      .filter((name) => name.startsWith('pilescope-files-'))
      .flatMap((name) => readdirSync(join(tmpdir(), name)).filter((file) => file.endsWith('.upload')))

  test('an upload is opened by its id, once, under its name', async () => {
    const reply = await upload(Buffer.from(`${heartbeat}\n`))
    expect(reply.status).toBe(200)
    const { uploadId } = JSON.parse(reply.body) as { uploadId: string }
    const source = { kind: 'upload', uploadId } as const
    const { captureId, name, path } = await host.service.call('captures.open', { source, decodeAs: null })
    expect({ name, path }).toEqual({ name: '现场.log', path: null })
    await expect.poll(() => stateOf(captureId)?.status, { timeout: 5000 }).toBe('ready')
    expect(stateOf(captureId)?.frames).toBe(1)
    await expect(host.service.call('captures.open', { source, decodeAs: null })).rejects.toMatchObject({
      code: 'no-such-upload',
    })
    await host.service.call('captures.close', { captureId })
    expect(temporary()).toEqual([])
  })

  test.each([
    ['without our header', { 'x-pilescope': undefined }],
    ['from another origin', { origin: 'http://evil.example' }],
    ['without an origin', { origin: undefined }],
    ['without the cookie', { cookie: undefined }],
  ])('an upload %s is refused', async (_what, change) => {
    const headers = Object.fromEntries(
      Object.entries({ ...own(), 'x-pilescope': '1', ...change }).filter(([, value]) => value !== undefined),
    ) as OutgoingHttpHeaders
    expect((await send({ method: 'POST', path: '/upload?name=x', headers, body: Buffer.from('x') })).status).toBe(403)
  })

  test('an upload past the limit is refused and leaves nothing', async () => {
    expect((await upload(Buffer.alloc(mostUpload + 1))).status).toBe(413)
    expect(temporary()).toEqual([])
  })

  test('an upload that breaks off or falls silent leaves nothing', async () => {
    for (const end of ['destroy', 'wait'] as const) {
      const sent = httpRequest({
        host: '127.0.0.1',
        port: host.port,
        method: 'POST',
        path: '/upload?name=x',
        agent: false,
        headers: { ...own(), 'x-pilescope': '1', 'content-length': 1000 },
      })
      sent.on('error', () => {})
      const closed = new Promise((resolve) => sent.on('close', resolve))
      sent.write('half')
      await expect.poll(() => temporary().length).toBe(1)
      if (end === 'destroy') sent.destroy()
      await closed
      await expect.poll(() => temporary(), { timeout: 3000 }).toEqual([])
    }
  })

  test('names are for people: nothing of them becomes a path', async () => {
    const reply = await upload(Buffer.from(heartbeat), {}, '../../etc/pass\u0000wd\u202e')
    const { uploadId } = JSON.parse(reply.body) as { uploadId: string }
    const source = { kind: 'upload', uploadId } as const
    const { captureId, name } = await host.service.call('captures.open', { source, decodeAs: null })
    expect(name).toBe('passwd')
    await host.service.call('captures.close', { captureId })
  })

  test('a saved capture is downloaded once, as an attachment', async () => {
    const socket = (await openSocket(own())) as WebSocket
    const channel: Channel = {
      send: (message) => socket.send(JSON.stringify(message)),
      onMessage: (listener) => socket.on('message', (data) => listener(JSON.parse(String(data)))),
      onClose: (listener) => socket.on('close', listener),
    }
    const bridge = bridgeClient(channel)
    const source = { kind: 'text', name: '现场.txt', text: heartbeat } as const
    const { captureId } = await bridge.call('captures.open', { source, decodeAs: null })
    await expect.poll(() => stateOf(captureId)?.status, { timeout: 5000 }).toBe('ready')
    const path = (await bridge.call('captures.save', { captureId, path: null }))!
    expect((await send({ path })).status).toBe(403)
    const reply = await send({ path, headers: { cookie } })
    expect(reply.status).toBe(200)
    expect(reply.headers['content-disposition']).toBe(
      `attachment; filename="capture.pcapng"; filename*=UTF-8''${encodeURIComponent('现场.pcapng')}`,
    )
    expect(reply.body.length).toBeGreaterThan(100)
    expect((await send({ path, headers: { cookie } })).status).toBe(404)
    await bridge.call('captures.close', { captureId })
    socket.close()
  })
})

test('the listening addresses are loopback ones', () => {
  const port = host.port.toString(16).toUpperCase().padStart(4, '0')
  const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => {
    try {
      return readFileSync(file, 'utf8').split('\n')
    } catch {
      return []
    }
  })
  const local = listening
    .map((line) => line.trim().split(/\s+/))
    .filter((parts) => parts[3] === '0A' && parts[1]?.endsWith(`:${port}`))
  for (const [, own] of local) expect(own).toMatch(/^(0100007F|00000000000000000000000001000000):/)
})
