// The proxy at its limits: peers that do not read, too many connections, a recording that cannot keep up.
import { describe, expect, test } from 'vitest'
import { dial, pause, until, type Peer } from '../../bench/simulator/sockets.ts'
import { createRandom } from '../../src-shared/capture/testing/random.ts'
import { lengthOf, pairs, proxyOfTest, relaysOf } from './testing/proxy-of-test.ts'
import { sha256 } from './testing/proxy-run.ts'

const start = proxyOfTest()
const seed = 20_261_127
const payload = (random: ReturnType<typeof createRandom>, size: number) => Buffer.from(random.bytes(size))

describe('limits', () => {
  test('a reader that does not read holds its sender back, in bounded memory', async () => {
    const { run, platform } = await start()
    const [[pile, far]] = (await pairs(1, { run, platform })) as [[Peer, Peer]]
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
    expect(lengthOf(far)).toBe(sent)
  })

  test('over the cap: closed at once, counted exactly, told once a second', async () => {
    const { run, platform } = await start({ cap: 5 })
    const begun = performance.now()
    const ends = await pairs(5, { run, platform })
    const surplus = await Promise.all(Array.from({ length: 200 }, () => dial(run.port)))
    await Promise.all(surplus.map(({ closed }) => closed))
    expect(platform.peers).toHaveLength(5)
    ends[0]![0].socket.end()
    ends[0]![1].socket.end()
    await until(() => relaysOf(run).length === 4)
    await pairs(1, { run, platform })
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
    const [[pile, far]] = (await pairs(1, { run, platform })) as [[Peer, Peer]]
    const bytes = payload(createRandom(seed), 3_000_000)
    pile.socket.write(bytes)
    await until(() => lengthOf(far) === bytes.length)
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
