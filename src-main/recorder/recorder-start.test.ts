// Where the proxy can listen and where it may lead: families of addresses, ports in use, names, itself; and the self-test.
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { dial, listen, type ListeningServer } from '../../bench/simulator/sockets.ts'
import { ProxyRun } from './testing/proxy-run.ts'

let run: ProxyRun | null = null
let platform: ListeningServer | null = null
afterEach(async () => {
  await run?.recorder.end(0)
  await platform?.close()
  run?.remove()
  run = platform = null
})

describe('what cannot be started', () => {
  test('a port in use names its owner; the other routes run', async () => {
    platform = await listen()
    const taken = await listen()
    const route = { address: '127.0.0.1', upstreamHost: '127.0.0.1', upstreamPort: platform.port }
    run = await ProxyRun.start([], {
      routes: [
        { ...route, port: taken.port },
        { ...route, port: 0 },
      ],
    })
    const { routes } = await run.recorder.resume()
    expect(routes[0]!.problem).toMatchObject({ code: 'port-in-use' })
    if (process.platform === 'linux') expect(routes[0]!.problem!.message.en).toContain(`(${process.pid})`)
    expect(routes[1]).toMatchObject({ problem: null })
    expect(routes[1]!.listening).toHaveLength(1)
    await taken.close()
  })

  test.each([
    ['an address of another machine', { address: '192.0.2.1' }, 'address-not-local'],
    ['a name that does not exist', { upstreamHost: 'pilescope.invalid' }, 'name-not-found'],
  ])('%s is said', async (_what, change, code) => {
    const route = { address: '127.0.0.1', port: 0, upstreamHost: '127.0.0.1', upstreamPort: 9, ...change }
    run = await ProxyRun.start([], { routes: [route] })
    const { routes } = await run.recorder.resume()
    // Without a network a resolver cannot say that a name does not exist: then the proxy starts.
    if (code !== 'name-not-found' || routes[0]!.problem) expect(routes[0]!.problem?.code).toBe(code)
  })

  test('a target that is the proxy itself, or the web host beside it, is refused', async () => {
    const spare = await listen()
    await spare.close()
    const route = { address: null, port: spare.port, upstreamHost: 'localhost', upstreamPort: spare.port }
    const web = { address: '127.0.0.1', port: 0, upstreamHost: '127.0.0.1', upstreamPort: 7468 }
    run = await ProxyRun.start([], { routes: [route, web], ownPorts: [7468] })
    const { routes } = await run.recorder.resume()
    expect(routes.map(({ problem }) => problem?.code)).toEqual(['target-is-self', 'target-is-self'])
  })
})

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['127.0.0.1', '::1'],
  ['::1', '127.0.0.1'],
  ['::1', '::1'],
  [null, '127.0.0.1'],
])('listening on %s, forwarding to %s', async (address, target) => {
  try {
    platform = await listen(target)
  } catch {
    // A machine without IPv6.
    return expect(target).toBe('::1')
  }
  const routes = [{ address, port: 0, upstreamHost: target, upstreamPort: platform.port }]
  run = await ProxyRun.start([], { routes })
  const { routes: states } = await run.recorder.resume()
  const port = Number(states[0]!.listening[0]?.split(':').at(-1))
  for (const host of address === null ? ['127.0.0.1', '::1'] : [address]) {
    const pile = await dial(port, host)
    pile.socket.end('hello')
    const far = await platform.next()
    await far.ended
    far.socket.end('back')
    await pile.ended
    expect(String(Buffer.concat(far.received)) + String(Buffer.concat(pile.received))).toBe('helloback')
  }
})

test('the self-test says how fast, or why not', async () => {
  platform = await listen()
  run = await ProxyRun.start([platform.port])
  expect(await run.recorder.check('127.0.0.1', platform.port)).toMatchObject({
    isReachable: true,
    attempts: [{ error: null }],
  })
  const spare = await listen()
  await spare.close()
  const refused = await run.recorder.check('127.0.0.1', spare.port)
  expect(refused).toMatchObject({ isReachable: false, address: null })
  expect(refused.message.en).toContain('refused')
  connect(run.port, '127.0.0.1').destroy()
})
