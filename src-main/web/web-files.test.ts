// Files from and to the browser: uploads, downloads.
import { readdirSync } from 'node:fs'
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Channel } from '../../src-shared/bridge/channel.ts'
import { bridgeClient } from '../../src-shared/bridge/client.ts'
import { temporaryFolder } from '../testing/service-options.ts'
import { VisitedHost } from '../testing/web-visitor.ts'

const heartbeat = '680d14000003103190428000030100a38d'
const mostUpload = 1024 * 1024
// Temporary files of this test's host alone.
const folder = temporaryFolder()
process.env['TMPDIR'] = folder.path
afterAll(() => folder.remove())

let visited: VisitedHost
beforeAll(async () => (visited = await VisitedHost.start({ uploadLimits: { mostBytes: mostUpload, idleMillis: 500 } })))
afterAll(() => visited.close())

describe('files from and to the browser', () => {
  const upload = (body: Buffer, headers: OutgoingHttpHeaders = {}, name = '现场.log') =>
    visited.send({
      method: 'POST',
      path: `/upload?name=${encodeURIComponent(name)}`,
      headers: { ...visited.own, 'x-pilescope': '1', ...headers },
      body,
    })
  const temporary = () =>
    readdirSync(folder.path)
      .filter((name) => name.startsWith('pilescope-files-'))
      .flatMap((name) => readdirSync(join(folder.path, name)).filter((file) => file.endsWith('.upload')))

  test('an upload is opened by its id, once, under its name', async () => {
    const reply = await upload(Buffer.from(`${heartbeat}\n`))
    expect(reply.status).toBe(200)
    const { uploadId } = JSON.parse(reply.body) as { uploadId: string }
    const source = { kind: 'upload', uploadId } as const
    const { captureId, name, path } = await visited.host.service.call('captures.open', { source, decodeAs: null })
    expect({ name, path }).toEqual({ name: '现场.log', path: null })
    await expect.poll(async () => (await visited.state(captureId))?.status, { timeout: 5000 }).toBe('ready')
    expect((await visited.state(captureId))?.frames).toBe(1)
    await expect(visited.host.service.call('captures.open', { source, decodeAs: null })).rejects.toMatchObject({
      code: 'no-such-upload',
    })
    await visited.host.service.call('captures.close', { captureId })
    expect(temporary()).toEqual([])
  })

  test.each([
    ['without our header', { 'x-pilescope': undefined }],
    ['from another origin', { origin: 'http://evil.example' }],
    ['without an origin', { origin: undefined }],
    ['without the cookie', { cookie: undefined }],
  ])('an upload %s is refused', async (_what, change) => {
    const headers = Object.fromEntries(
      Object.entries({ ...visited.own, 'x-pilescope': '1', ...change }).filter(([, value]) => value !== undefined),
    ) as OutgoingHttpHeaders
    expect(
      (await visited.send({ method: 'POST', path: '/upload?name=x', headers, body: Buffer.from('x') })).status,
    ).toBe(403)
  })

  test('an upload past the limit is refused and leaves nothing', async () => {
    expect((await upload(Buffer.alloc(mostUpload + 1))).status).toBe(413)
    expect(temporary()).toEqual([])
  })

  test('an upload that breaks off or falls silent leaves nothing', async () => {
    for (const end of ['destroy', 'wait'] as const) {
      const sent = httpRequest({
        host: '127.0.0.1',
        port: visited.host.port,
        method: 'POST',
        path: '/upload?name=x',
        agent: false,
        headers: { ...visited.own, 'x-pilescope': '1', 'content-length': 1000 },
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
    const { captureId, name } = await visited.host.service.call('captures.open', { source, decodeAs: null })
    expect(name).toBe('passwd')
    await visited.host.service.call('captures.close', { captureId })
  })

  test('a saved capture is downloaded once, as an attachment', async () => {
    const socket = await visited.socket()
    const channel: Channel = {
      send: (message) => socket.send(JSON.stringify(message)),
      onMessage: (listener) => socket.on('message', (data) => listener(JSON.parse(String(data)))),
      onClose: (listener) => socket.on('close', listener),
    }
    const bridge = bridgeClient(channel)
    const source = { kind: 'text', name: '现场.txt', text: heartbeat } as const
    const { captureId } = await bridge.call('captures.open', { source, decodeAs: null })
    await expect.poll(async () => (await visited.state(captureId))?.status, { timeout: 5000 }).toBe('ready')
    const path = (await bridge.call('captures.save', { captureId, path: null }))!
    expect((await visited.send({ path })).status).toBe(403)
    const reply = await visited.send({ path, headers: { cookie: visited.cookie } })
    expect(reply.status).toBe(200)
    expect(reply.headers['content-disposition']).toBe(
      `attachment; filename="capture.pcapng"; filename*=UTF-8''${encodeURIComponent('现场.pcapng')}`,
    )
    expect(reply.body.length).toBeGreaterThan(100)
    expect((await visited.send({ path, headers: { cookie: visited.cookie } })).status).toBe(404)
    await bridge.call('captures.close', { captureId })
    socket.close()
  })
})
