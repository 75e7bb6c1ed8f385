// The proxy over real loopback sockets: bytes, ends and resets pass as they come, and the recording has them all. The full
// counts are run by bench/proxy-endurance.mjs.
import { describe, expect, test } from 'vitest'
import { dial, pause, until, type Peer } from '../../bench/simulator/sockets.ts'
import { countWithTshark, followWithTshark } from '../../bench/testing/tshark.ts'
import { missingTools } from '../../scripts/install-test-tools.mjs'
import { createRandom } from '../../src-shared/capture/testing/random.ts'
import { pairs, proxyOfTest } from './testing/proxy-of-test.ts'
import { sha256 } from './testing/proxy-run.ts'

const start = proxyOfTest()
const payload = (random: ReturnType<typeof createRandom>, size: number) => Buffer.from(random.bytes(size))
const seed = 20_261_127

describe('fidelity', () => {
  test('100 connections, random pieces both ways at once: equal bytes at both ends and in the recording', async () => {
    const { run, platform } = await start()
    const random = createRandom(seed)
    const sent = new Map<number, [Buffer, Buffer]>()
    const ends = await pairs(100, { run, platform })
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
    const [[pile, far]] = (await pairs(1, { run, platform })) as [[Peer, Peer]]
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
    const ends = await pairs(5, { run, platform })
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
    const ends = await pairs(100, { run, platform })
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
    const ends = await pairs(100, { run, platform })
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
    const [[first]] = (await pairs(1, { run, platform })) as [[Peer, Peer]]
    expect(await run.recorder.stop(50)).toMatchObject({ isListening: false, counts: { open: 0 } })
    await first.closed
    expect((await dial(run.port)).errors).toEqual(['ECONNREFUSED'])
    const state = await run.recorder.resume()
    run.ports = [Number(state.routes[0]!.listening[0]!.split(':').at(-1))]
    const [[second, far]] = (await pairs(1, { run, platform })) as [[Peer, Peer]]
    second.socket.end('again')
    await far.ended
    far.socket.end()
    const { events, streams } = await run.read()
    expect(events.some(({ code }) => code === 'proxy_stopped')).toBe(true)
    expect(String(streams.get(second.port)?.[0] ?? '')).toBe('again')
  })
})
