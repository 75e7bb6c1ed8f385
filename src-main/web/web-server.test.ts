// The web host over real connections: who is let in, and what a hostile page or a slow client gets. The full matrix of
// refusals: access.test.ts.
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { VisitedHost } from '../testing/web-visitor.ts'

const logged: string[] = []
let visited: VisitedHost
beforeAll(async () => (visited = await VisitedHost.start({ headerMillis: 500, log: (line) => logged.push(line) })))
afterAll(() => visited.close())

describe('letting a browser in', () => {
  test('nothing is answered without the cookie, and the page says what is needed', async () => {
    const reply = await visited.send({})
    expect(reply.status).toBe(403)
    expect(reply.body).toContain('pilescope serve')
    expect((await visited.send({ path: '/assets/main-1.js' })).status).toBe(403)
    expect((await visited.send({ headers: { authorization: 'Bearer x' } })).status).toBe(403)
  })

  test('a link lets in once: it sets the cookie and leads to the page', async () => {
    const { pathname, search } = new URL(visited.host.newLink())
    const first = await visited.send({ path: pathname + search })
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(first.headers['set-cookie']![0]).toContain('HttpOnly; SameSite=Strict')
    expect((await visited.send({ path: pathname + search })).status).toBe(403)
  })

  test('a link followed from another site leads on from a page of our own, where the strict cookie counts', async () => {
    const { pathname, search } = new URL(visited.host.newLink())
    const reply = await visited.send({ path: pathname + search, headers: { 'sec-fetch-site': 'cross-site' } })
    expect(reply.status).toBe(200)
    expect(reply.body).toContain('http-equiv="refresh"')
  })

  test('wrong tokens are slowed, logged without the token, and do not keep others out', async () => {
    const guess = 'A'.repeat(43)
    const guesses = Array.from({ length: 60 }, () =>
      visited.send({ headers: { cookie: `pilescope-${visited.host.port}=${guess}` } }),
    )
    const begun = performance.now()
    expect((await visited.send({ headers: { cookie: visited.cookie } })).status).toBe(200)
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(new Set((await Promise.all(guesses)).map(({ status }) => status))).toEqual(new Set([403]))
    expect(performance.now() - begun).toBeGreaterThan(300)
    expect(logged.length).toBeGreaterThan(0)
    expect(logged.length).toBeLessThan(10)
    expect(logged.join()).not.toContain(guess)
  })
})

describe('the screen', () => {
  test('is served with every guarding header', async () => {
    const reply = await visited.send({ headers: { cookie: visited.cookie } })
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
    const features = headers['permissions-policy']!.toString().split(', ')
    expect(features).toEqual(
      expect.arrayContaining(['camera=()', 'microphone=()', 'geolocation=()', 'usb=()', 'serial=()']),
    )
    expect(features.filter((feature) => !feature.endsWith('=()'))).toEqual([])
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
    expect((await visited.send({ path, headers: { cookie: visited.cookie } })).status).toBe(404)
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses %s', async (method) => {
    const reply = await visited.send({ method, headers: { cookie: visited.cookie, origin: 'http://evil.example' } })
    expect(reply.status).toBe(405)
    expect(reply.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('a foreign Host is misdirected before anything else is looked at', async () => {
    for (const name of [
      'evil.example',
      `evil.example:${visited.host.port}`,
      '127.0.0.1',
      `127.0.0.1:${visited.host.port}.evil.example`,
    ])
      expect((await visited.send({ headers: { host: name, cookie: visited.cookie } })).status, name).toBe(421)
  })

  test('headers of more than 8 KiB are refused', async () => {
    expect((await visited.send({ headers: { cookie: visited.cookie, 'x-long': 'a'.repeat(9000) } })).status).toBe(431)
  })

  test('a client that does not finish its headers is cut off', async () => {
    const socket = connect(visited.host.port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
    const begun = performance.now()
    const reply = await new Promise<string>((closed) => {
      let text = ''
      socket.on('data', (bytes) => (text += String(bytes)))
      socket.on('close', () => closed(text))
    })
    expect(reply).toMatch(/^HTTP\/1.1 408/)
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})

test('the screen is told of an address that is served without encryption, and of no other', async () => {
  const told = async (host: VisitedHost) => (await host.host.service.call('app.info', {})).unencryptedOn
  expect(await told(visited)).toBeNull()
  const open = await VisitedHost.start({ bind: '0.0.0.0' })
  expect(await told(open)).toBe('0.0.0.0')
  await open.close()
})

test('the listening addresses are loopback ones', () => {
  const port = visited.host.port.toString(16).toUpperCase().padStart(4, '0')
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
