// The bridge's WebSocket: who may open it, what ends it, and browsers that do not read.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { closeCode, socketPair, VisitedHost } from '../testing/web-visitor.ts'
import { socketChannel } from './socket-channel.ts'

let visited: VisitedHost
beforeAll(async () => (visited = await VisitedHost.start()))
afterAll(() => visited.close())

describe('the socket', () => {
  test.each([
    ['no origin', (): Record<string, string> => ({ cookie: visited.cookie }), 403],
    ['a foreign origin', () => ({ cookie: visited.cookie, origin: 'http://evil.example' }), 403],
    ['the origin null', () => ({ cookie: visited.cookie, origin: 'null' }), 403],
    ['our name on another port', () => ({ cookie: visited.cookie, origin: 'http://127.0.0.1:1' }), 403],
    ['a request from another site', () => ({ ...visited.own, 'sec-fetch-site': 'cross-site' }), 403],
    ['no cookie', () => ({ origin: `http://${visited.address}` }), 403],
    ['a foreign host', () => ({ ...visited.own, host: 'evil.example' }), 421],
  ])('refuses %s', async (_what, headers, status) => {
    expect(await visited.trySocket(headers())).toBe(status)
  })

  test('whoever came by a link for viewing looks, and changes nothing', async () => {
    const link = new URL(visited.host.newLink('view'))
    const welcome = await visited.send({ path: link.pathname + link.search })
    const cookie = welcome.headers['set-cookie']![0]!.split(';')[0]!
    const origin = visited.own.origin
    const socket = (await visited.trySocket({ cookie, origin })) as WebSocket
    const replies: Record<string, unknown>[] = []
    socket.on('message', (data) => replies.push(JSON.parse(String(data)) as Record<string, unknown>))
    socket.send(JSON.stringify({ id: 1, call: 'app.info', parameters: {} }))
    socket.send(JSON.stringify({ id: 2, call: 'preferences.set', parameters: { language: 'en' } }))
    await expect.poll(() => replies.length).toBe(2)
    const answered = (id: number) => replies.find((reply) => reply['id'] === id)
    expect(answered(1)).toMatchObject({ kind: 'result', result: { role: 'view' } })
    expect(answered(2)).toMatchObject({ kind: 'refusal', error: { code: 'view-only' } })
    const headers = { cookie, origin, 'x-pilescope': '1' }
    expect((await visited.send({ method: 'POST', path: '/upload?name=a', headers })).status).toBe(403)
    socket.close()
  })

  test('stands at one address only', async () => {
    expect(await visited.trySocket(visited.own, '/')).toBe(404)
    expect(await visited.trySocket(visited.own, '/bridge/')).toBe(404)
    expect((await visited.send({ path: '/bridge', headers: { cookie: visited.cookie } })).status).toBe(404)
  })

  test('a message past 32 MiB ends the connection (1009)', async () => {
    const socket = await visited.socket()
    const closed = closeCode(socket)
    socket.on('error', () => {})
    socket.send(Buffer.alloc(40 * 1024 * 1024, 0x20), { binary: false })
    expect(await closed).toBe(1009)
  })

  test('a message past 1 MiB is refused, unless it is a text to import', async () => {
    const socket = await visited.socket()
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
    const socket = await visited.socket()
    const closed = closeCode(socket)
    socket.send(message, { binary })
    expect(await closed).toBe(code)
  })

  test.each([
    ['a string', '"hello"', null],
    ['no id', '{"call":"app.info","parameters":{}}', null],
    ['an extra key', '{"id":5,"call":"app.info","parameters":{},"more":1}', 5],
    ['a call that is a number', '{"id":6,"call":7,"parameters":{}}', 6],
  ])('survives %s, and says so where it can', async (_what, message, id) => {
    const socket = await visited.socket()
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
    for (let count = 0; count < 9; count++) sockets.push(await visited.trySocket(visited.own))
    const ended = sockets.map((socket) => {
      if (typeof socket === 'number') return socket
      const closed = closeCode(socket)
      socket.close()
      return closed
    })
    expect(sockets.filter((socket) => socket === 503)).toHaveLength(1)
    await Promise.all(ended)
    await expect
      .poll(() =>
        visited.trySocket(visited.own).then((socket) => (typeof socket === 'number' ? socket : socket.close())),
      )
      .toBeUndefined()
  })

  test('a browser that does not read holds nobody up, and gets the newest state when it reads again', async () => {
    const slow = await visited.socket()
    const source = { kind: 'sample', id: 'ykc/synthetic.hex' } as const
    const { captureId } = await visited.host.service.call('captures.open', { source, decodeAs: null })
    await expect.poll(async () => (await visited.state(captureId))?.findings.isComplete, { timeout: 10_000 }).toBe(true)
    slow.pause()
    // Far more than the kernel buffers for a socket: replies of about 300 kB each.
    for (let id = 1; id <= 150; id++)
      slow.send(JSON.stringify({ id, call: 'view.rows', parameters: { captureId, first: 0, count: 2000 } }))
    const begun = performance.now()
    await visited.host.service.call('view.set', { captureId, filter: 'frame.number < 4', sort: null })
    await visited.host.service.call('view.set', { captureId, filter: 'frame.number < 3', sort: null })
    expect(performance.now() - begun).toBeLessThan(10_000)
    const seen: CaptureState[] = []
    slow.on('message', (data) => {
      const message = JSON.parse(String(data)) as { kind: string; event?: { kind: string; capture: CaptureState } }
      if (message.event?.kind === 'capture') seen.push(message.event.capture)
    })
    slow.resume()
    await expect.poll(() => seen.at(-1)?.shown, { timeout: 20_000 }).toBe(2)
    slow.close()
    await visited.host.service.call('captures.close', { captureId })
  })

  test('unsent bytes are bounded: a browser that never reads is cut off', async () => {
    const [near, far] = await socketPair()
    const channel = socketChannel(near)
    const closed = new Promise<void>((done) => channel.onClose(done))
    far.pause()
    const event = { kind: 'event', event: { kind: 'command', command: 'x', argument: '#'.repeat(1024 * 1024) } }
    let most = 0
    for (let sent = 0; sent < 200; sent++) {
      channel.send(event)
      most = Math.max(most, near.bufferedAmount)
    }
    await closed
    expect(most).toBeLessThan(70 * 1024 * 1024)
  })

  test('every 30 s it is pinged: who answers stays, who does not is cut off', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const [near, far] = await socketPair()
      const channel = socketChannel(near)
      const closed = new Promise<void>((done) => channel.onClose(done))
      const heard = () => new Promise((done) => near.once('pong', done))
      for (let time = 0; time < 3; time++) {
        const pong = heard()
        vi.advanceTimersByTime(30_000)
        await pong
      }
      expect(near.readyState).toBe(near.OPEN)
      far.pause()
      vi.advanceTimersByTime(30_000)
      expect(near.readyState).toBe(near.OPEN)
      vi.advanceTimersByTime(30_000)
      await closed
      far.terminate()
    } finally {
      vi.useRealTimers()
    }
  })

  test('when the host ends, browsers hear it (1001), and one that does not answer does not hold it up', async () => {
    const other = await VisitedHost.start()
    const [socket, silent] = [await other.socket(), await other.socket()]
    silent.pause()
    const closed = closeCode(socket)
    const begun = performance.now()
    await other.close()
    expect(await closed).toBe(1001)
    expect(performance.now() - begun).toBeLessThan(10_000)
    silent.terminate()
  })
})
