// The proxy over real loopback sockets: bytes, ends and resets pass as they come, and the recording has them all. The full
// counts are run by bench/proxy-endurance.mjs.
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { dial, listen, pause, until, type ListeningServer, type Peer } from '../../bench/simulator/sockets.ts'
import { countWithTshark, followWithTshark } from '../../bench/testing/tshark.ts'
import { missingTools } from '../../scripts/install-test-tools.mjs'
import { createRandom } from '../../src-shared/capture/testing/random.ts'
import { ProxyRun, sha256 } from './testing/proxy-run.ts'

let run: ProxyRun | null = null
let platform: ListeningServer | null = null
const start = async (
  ...more: Parameters<typeof ProxyRun.start> extends [unknown, (infer Options)?] ? [Options?] : []
) => {
  platform = await listen()
  run = await ProxyRun.start([platform.port], ...more)
  return { run, platform }
}
afterEach(async () => {
  await run?.recorder.end(0)
  await platform?.close()
  run?.remove()
  run = platform = null
})

/** Both ends of `count` connections through the proxy. */
async function pairs(count: number, through: ProxyRun, to: ListeningServer): Promise<[Peer, Peer][]> {
  const made: [Peer, Peer][] = []
  for (let index = 0; index < count; index++) {
    const next = to.next()
    made.push([await dial(through.port), await next])
  }
  return made
}

/** The recorder's own hold on its connections. */
function relaysOf({ recorder }: ProxyRun): { platform: { writableLength: number } }[] {
  return [...(recorder as unknown as { relays: Set<{ platform: { writableLength: number } }> }).relays]
}

const seed = 20_261_127
const payload = (random: ReturnType<typeof createRandom>, size: number) => Buffer.from(random.bytes(size))

describe('fidelity', () => {
  test('100 connections, random pieces both ways at once: equal bytes at both ends and in the recording', async () => {
    const { run, platform } = await start()
    const random = createRandom(seed)
    const sent = new Map<number, [Buffer, Buffer]>()
    const ends = await pairs(100, run, platform)
    await Promise.all(
      ends.map(async ([pile, far]) => {
        const own: [Buffer[], Buffer[]] = [[], []]
        for (let piece = 0; piece < 20; piece++) {
          for (const [side, { socket }] of [pile, far].entries()) {
            const bytes = payload(random, random.between(1, random.chance(0.1) ? 30_000 : 300))
            own[side as 0 | 1].push(bytes)
            socket.write(bytes)
          }
          if (piece % 5 === 0) await pause(1)
        }
        sent.set(pile.port, [Buffer.concat(own[0]), Buffer.concat(own[1])])
        pile.socket.end()
        far.socket.end()
        await Promise.all([pile.ended, far.ended])
      }),
    )
    const read = await run.read()
    for (const [pile, far] of ends) {
      const [up, down] = sent.get(pile.port)!
      expect(sha256(far.received), `seed ${seed}`).toBe(sha256(up))
      expect(sha256(pile.received)).toBe(sha256(down))
      const [recordedUp, recordedDown] = read.streams.get(pile.port)!
      expect(sha256(recordedUp)).toBe(sha256(up))
      expect(sha256(recordedDown)).toBe(sha256(down))
    }
    expect([read.gapBytes, read.holes]).toEqual([0, 0])
  })

  test('bytes that look like TLS pass untouched and are called encrypted', async () => {
    const { run, platform } = await start()
    const [[pile, far]] = (await pairs(1, run, platform)) as [[Peer, Peer]]
    const hello = Buffer.concat([Buffer.from('1603010200010001fc0303', 'hex'), Buffer.alloc(506, 7)])
    pile.socket.end(hello)
    await far.ended
    far.socket.end()
    expect(sha256(far.received)).toBe(sha256(hello))
    const { events } = await run.read()
    expect(events.find(({ kind }) => kind === 'unknown_protocol')?.message).toContain('TLS')
  })

  test.skipIf(missingTools().length > 0)('tshark follows the streams to the same bytes, checksums good', async () => {
    const { run, platform } = await start()
    const random = createRandom(seed)
    const ends = await pairs(5, run, platform)
    const sent = ends.map(([pile, far]): [Buffer, Buffer] => {
      const [up, down] = [payload(random, 100_000), payload(random, 5000)]
      pile.socket.end(up)
      far.socket.end(down)
      return [up, down]
    })
    await Promise.all(ends.flatMap(([pile, far]) => [pile.ended, far.ended]))
    await run.read()
    expect(countWithTshark(run.file).conversations).toBe(5)
    const streams = followWithTshark(run.file, 5)
    for (const [index, [up, down]] of sent.entries()) {
      const port = ends[index]![0].port
      const stream = streams.find(({ first }) => first.endsWith(` ${port}`))!
      expect(sha256(stream.fromFirst)).toBe(sha256(up))
      expect(sha256(stream.fromSecond)).toBe(sha256(down))
    }
  })
})

describe('ends and resets', () => {
  test('100 half-closes: the reply to a closed sender still comes', async () => {
    const { run, platform } = await start()
    const ends = await pairs(100, run, platform)
    await Promise.all(
      ends.map(async ([pile, far], index) => {
        pile.socket.end(`question ${index}`)
        await far.ended
        await pause(index % 10)
        far.socket.end(`answer ${index}`)
        await pile.ended
        expect(String(Buffer.concat(far.received))).toBe(`question ${index}`)
        expect(String(Buffer.concat(pile.received))).toBe(`answer ${index}`)
      }),
    )
    expect(ends.flatMap(([pile, far]) => [...pile.errors, ...far.errors])).toEqual([])
  })

  test.each([
    ['the pile', 0],
    ['the platform', 1],
  ] as const)('100 resets by %s arrive as resets, behind the bytes before them', async (_who, from) => {
    const { run, platform } = await start()
    const ends = await pairs(100, run, platform)
    await Promise.all(
      ends.map(async (both) => {
        const [resetter, other] = from === 0 ? both : [both[1], both[0]]
        resetter.socket.write('last words')
        await until(() => other.received.length > 0)
        resetter.socket.resetAndDestroy()
        await other.closed
        expect(String(Buffer.concat(other.received))).toBe('last words')
        expect(other.errors).toEqual(['ECONNRESET'])
      }),
    )
    const { events } = await run.read()
    const resets = events.filter(({ code }) => code === 'reset')
    expect(resets).toHaveLength(100)
    expect(resets[0]!.message).toContain(from === 0 ? 'the pile reset' : 'the platform reset')
  })

  test('a platform that refuses: reset at once, with a row that says who and what was not delivered', async () => {
    const { run, platform } = await start()
    await platform.close()
    const pile = await dial(run.port)
    pile.socket.write('login')
    await pile.closed
    expect(pile.errors).toEqual(['ECONNRESET'])
    const { events } = await run.read()
    expect(events.find(({ code }) => code === 'refused')?.message).toMatch(/127\.0\.0\.1:\d+ ECONNREFUSED/)
  })

  test('stopping lets connections end, then cuts them; going on takes new ones into the same recording', async () => {
    const { run, platform } = await start()
    const [[first]] = (await pairs(1, run, platform)) as [[Peer, Peer]]
    expect(await run.recorder.stop(50)).toMatchObject({ isListening: false, counts: { open: 0 } })
    await first.closed
    expect((await dial(run.port)).errors).toEqual(['ECONNREFUSED'])
    const state = await run.recorder.resume()
    run.ports = [Number(state.routes[0]!.listening[0]!.split(':').at(-1))]
    const [[second, far]] = (await pairs(1, run, platform)) as [[Peer, Peer]]
    second.socket.end('again')
    await far.ended
    far.socket.end()
    const { events, streams } = await run.read()
    expect(events.some(({ code }) => code === 'proxy_stopped')).toBe(true)
    expect(String(streams.get(second.port)?.[0] ?? '')).toBe('again')
  })
})

describe('limits', () => {
  test('a reader that does not read holds its sender back, in bounded memory', async () => {
    const { run, platform } = await start()
    const [[pile, far]] = (await pairs(1, run, platform)) as [[Peer, Peer]]
    far.socket.pause()
    let sent = 0
    const piece = Buffer.alloc(64 * 1024, 1)
    const deadline = performance.now() + 1500
    while (performance.now() < deadline) {
      if (pile.socket.writableLength < 256 * 1024) {
        pile.socket.write(piece)
        sent += piece.length
      }
      await pause(1)
    }
    expect(relaysOf(run)[0]!.platform.writableLength).toBeLessThanOrEqual(256 * 1024)
    far.socket.resume()
    pile.socket.end()
    await far.ended
    expect(far.received.reduce((sum, { length }) => sum + length, 0)).toBe(sent)
  })

  test('over the cap: closed at once, counted exactly, told once a second', async () => {
    const { run, platform } = await start({ cap: 5 })
    const begun = performance.now()
    const ends = await pairs(5, run, platform)
    const surplus = await Promise.all(Array.from({ length: 200 }, () => dial(run.port)))
    await Promise.all(surplus.map(({ closed }) => closed))
    expect(platform.peers).toHaveLength(5)
    ends[0]![0].socket.end()
    ends[0]![1].socket.end()
    await until(() => relaysOf(run).length === 4)
    await pairs(1, run, platform)
    const state = await run.recorder.end(0)
    const seconds = (performance.now() - begun) / 1000
    expect(state.counts).toMatchObject({ accepted: 6, dropped: 200 })
    const lines = run.messages.filter((message) => message.kind === 'log')
    // One a second and one at the end.
    expect(lines.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1)
    const { events } = await run.read()
    const told = events.filter(({ code }) => code === 'cap').map(({ message }) => Number(/^\d+/.exec(message)![0]))
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(200)
  })

  test('a queue that is too small loses nothing of the traffic, and says exactly what was not recorded', async () => {
    // Less than one read of a socket that has much to give: some of it never fits, however fast the disk.
    const { run, platform } = await start({ queueBytes: 56 * 1024 })
    const [[pile, far]] = (await pairs(1, run, platform)) as [[Peer, Peer]]
    const bytes = payload(createRandom(seed), 3_000_000)
    pile.socket.write(bytes)
    await until(() => far.received.reduce((sum, { length }) => sum + length, 0) === bytes.length)
    await pause(100)
    pile.socket.end('end')
    await far.ended
    far.socket.end()
    expect(sha256(far.received)).toBe(sha256(Buffer.concat([bytes, Buffer.from('end')])))
    const { counts } = await run.recorder.end(2000)
    const { streams, gapBytes, events } = await run.read()
    const recorded = streams.get(pile.port)![0].length
    expect(counts.bytesUnrecorded).toBeGreaterThan(0)
    expect(gapBytes).toBe(counts.bytesUnrecorded)
    expect(recorded + gapBytes).toBe(bytes.length + 3)
    expect(events.some(({ code }) => code === 'gap')).toBe(true)
  })
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
  const { run, platform } = await start()
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
