// What goes wrong around the proxy, on loopback: platforms that do not answer, names with several addresses, sides that stay
// silent, clocks that jump, disks that hang, too many connections of one source.
import { connect } from 'node:net'
import { platform as system } from 'node:process'
import { afterEach, describe, expect, test } from 'vitest'
import { dial, listen, peer, until, type ListeningServer, type Peer } from '../../bench/simulator/sockets.ts'
import { createRandom } from '../../src-shared/capture/testing/random.ts'
import { hangingDisk, type HangingDisk } from './testing/hanging-disk.ts'
import { lengthOf, pairs, proxyOfTest, relaysOf } from './testing/proxy-of-test.ts'
import { sha256 } from './testing/proxy-run.ts'
import { silentPlatform } from './testing/silent-platform.ts'

const start = proxyOfTest()
const seed = 20_261_128
const manyBytes = () => Buffer.from(createRandom(seed).bytes(3_000_000))
const names = (...addresses: string[]) => ({ resolve: () => Promise.resolve({ addresses }) })
const routeTo = (upstreamPort: number) => [
  { address: '127.0.0.1', port: 0, upstreamHost: 'platform.test', upstreamPort },
]

describe('a name with several addresses', () => {
  test('when none of them answers, one row names each attempt', async () => {
    const spare = await listen()
    const { run } = await start({ routes: routeTo(spare.port) }, names('127.0.0.2', '127.0.0.1'))
    await spare.close()
    const pile = await dial(run.port)
    await pile.closed
    const { events } = await run.read()
    const { message } = events.find(({ code }) => code === 'refused' || code === 'timeout')!
    expect(message).toMatch(/127\.0\.0\.2:\d+ E\w+ \d+ ms; 127\.0\.0\.1:\d+ ECONNREFUSED/)
  })

  // Elsewhere than under Linux only 127.0.0.1 is there without being set up.
  test.runIf(system === 'linux')('one that refuses gives way to the next', async () => {
    const platform = await listen('127.0.0.1')
    const { run } = await start({ routes: routeTo(platform.port) }, names('127.0.0.2', '127.0.0.1'))
    const pile = await dial(run.port)
    pile.socket.end('login')
    const far = await platform.next()
    await far.ended
    far.socket.end()
    await pile.ended
    await platform.close()
    expect(String(Buffer.concat(far.received))).toBe('login')
    expect((await run.read()).streams.get(pile.port)![0].toString()).toBe('login')
  })
})

describe.runIf(system === 'linux')('a platform that does not answer', () => {
  let silent: Awaited<ReturnType<typeof silentPlatform>> | null = null
  let other: ListeningServer | null = null
  afterEach(async () => {
    silent?.close()
    await other?.close()
    silent = other = null
  })

  test('is given up: the pile hears a reset, one row names the attempt and what was not delivered', async () => {
    silent = await silentPlatform()
    const { run } = await start({ routes: routeTo(silent.port) }, { ...names('127.0.0.1'), connectMillis: 300 })
    const pile = await dial(run.port)
    pile.socket.write('login')
    await pile.closed
    expect(pile.errors).toEqual(['ECONNRESET'])
    const { events, streams } = await run.read()
    const { message } = events.find(({ code }) => code === 'timeout')!
    expect(message).toMatch(/127\.0\.0\.1:\d+ ETIMEDOUT \d+ ms; 5 bytes of the pile were not delivered/)
    expect(String(streams.get(pile.port)![0])).toBe('login')
    const state = await run.recorder.end(0)
    expect(state.counts).toMatchObject({ accepted: 1, failed: 1, bytesUp: 0 })
  })

  test('leaves time for the next address, which gets what the pile said meanwhile', async () => {
    silent = await silentPlatform()
    other = await listen('127.0.0.2', silent.port)
    const parts = { ...names('127.0.0.1', '127.0.0.2'), connectMillis: 5000 }
    const { run } = await start({ routes: routeTo(silent.port) }, parts)
    const pile = await dial(run.port)
    pile.socket.write('login')
    const far = await other.next()
    await until(() => lengthOf(far) === 5)
    expect(String(Buffer.concat(far.received))).toBe('login')
  })
})

test('a side that ended and a side that stays silent: closed after the limit, told; open connections may stay silent', async () => {
  const started = await start({}, { idleMillis: 200 })
  const [[half], [whole, far]] = (await pairs(2, started)) as [[Peer, Peer], [Peer, Peer]]
  half.socket.end('bye')
  await half.closed
  whole.socket.write('still here')
  await until(() => lengthOf(far) > 0)
  expect(relaysOf(started.run)).toHaveLength(1)
  const { events } = await started.run.read(0)
  expect(events.filter(({ code }) => code === 'idle')).toHaveLength(1)
})

describe('clocks', () => {
  const day = 86_400_000

  test.each([day, -day])('the system is set by %i ms: a row with both times, no interval is negative', async (step) => {
    let offset = 0
    const clocks = { wall: () => Date.now() + offset, monotonic: () => performance.now() }
    const started = await start({}, { clocks })
    const [[pile, far]] = (await pairs(1, started)) as [[Peer, Peer]]
    pile.socket.write('before')
    await until(() => lengthOf(far) === 6)
    offset = step
    await until(() => started.run.messages.some(({ kind }) => kind === 'log'))
    pile.socket.end('after')
    await far.ended
    far.socket.end()
    const { events, streams } = await started.run.read()
    expect(events.filter(({ code }) => code === 'clock')).toHaveLength(1)
    expect(String(streams.get(pile.port)![0])).toBe('beforeafter')
    const times = events.filter(({ kind }) => kind === 'connect' || kind === 'proxy' || kind === 'close')
    expect(times.map(({ time }) => time)).toEqual(times.map(({ time }) => time).toSorted((a, b) => a - b))
  })

  test('the machine sleeps: a row says how long, connections go on', async () => {
    let slept = 0
    const clocks = { wall: () => Date.now() + slept, monotonic: () => performance.now() + slept }
    const started = await start({}, { clocks })
    const [[pile, far]] = (await pairs(1, started)) as [[Peer, Peer]]
    slept = 600_000
    await until(() => started.run.messages.some(({ kind }) => kind === 'log'))
    pile.socket.end('awake')
    await far.ended
    far.socket.end()
    const { events } = await started.run.read()
    const { message } = events.find(({ code }) => code === 'paused')!
    expect(Number(/[\d.]+/.exec(message)![0])).toBeGreaterThan(599)
    expect(String(Buffer.concat(far.received))).toBe('awake')
  })
})

describe('a disk that hangs', () => {
  let disk: HangingDisk | null = null
  afterEach(() => {
    disk?.letGo()
    disk?.remove()
    disk = null
  })
  /** Through a queue of 256 KiB, while the disk hangs. */
  const send = async (recordFirst: boolean) => {
    disk = hangingDisk()
    const { recordingWorkerPath } = disk
    const started = await start({ queueBytes: 256 * 1024, recordFirst }, { recordingWorkerPath })
    const [[pile, far]] = (await pairs(1, started)) as [[Peer, Peer]]
    const bytes = manyBytes()
    pile.socket.end(bytes)
    return { ...started, disk, pile, far, bytes }
  }

  test('forwarding goes on, the proxy answers; recorded bytes and gaps add up', async () => {
    const { run, platform, disk, pile, far, bytes } = await send(false)
    await far.ended
    expect(sha256(far.received)).toBe(sha256(bytes))
    expect(await run.recorder.check('127.0.0.1', platform.port)).toMatchObject({ isReachable: true })
    disk.letGo()
    far.socket.end()
    await pile.ended
    const { counts } = await run.recorder.end(2000)
    const { streams, gapBytes, events } = await run.read()
    expect(counts.bytesUnrecorded).toBeGreaterThan(0)
    expect(gapBytes).toBe(counts.bytesUnrecorded)
    expect(streams.get(pile.port)![0].length + gapBytes).toBe(bytes.length)
    expect(events.some(({ code }) => code === 'gap')).toBe(true)
  })

  test('record first: traffic waits for it, and nothing is missing afterwards', async () => {
    const { run, disk, pile, far, bytes } = await send(true)
    await until(() => lengthOf(far) > 0)
    const held = () => (run.recorder as unknown as { recordFirst: { isHeld: boolean } }).recordFirst.isHeld
    expect(await until(held)).toBe(true)
    // No more than the queue holds can have passed.
    expect(lengthOf(far)).toBeLessThanOrEqual(256 * 1024)
    disk.letGo()
    await far.ended
    far.socket.end()
    await pile.ended
    expect(sha256(far.received)).toBe(sha256(bytes))
    const { counts } = await run.recorder.end(2000)
    expect(counts.bytesUnrecorded).toBe(0)
    const { streams, gapBytes } = await run.read()
    expect(gapBytes).toBe(0)
    expect(sha256(streams.get(pile.port)![0])).toBe(sha256(bytes))
  })
})

test.runIf(system === 'linux')(
  'a limit for each source: its surplus is closed and counted, others come in',
  async () => {
    const started = await start({ perSource: 2 })
    await pairs(2, started)
    const surplus = await Promise.all(Array.from({ length: 30 }, () => dial(started.run.port)))
    await Promise.all(surplus.map(({ closed }) => closed))
    const other = peer(connect({ port: started.run.port, host: '127.0.0.1', localAddress: '127.0.0.2' }))
    await started.platform.next()
    expect(started.platform.peers).toHaveLength(3)
    other.socket.destroy()
    const { counts } = await started.run.recorder.end(0)
    expect(counts).toMatchObject({ accepted: 3, dropped: 30 })
    const { events } = await started.run.read()
    const told = events.filter(({ code }) => code === 'source_cap').map(({ message }) => message)
    expect(told.reduce((sum, message) => sum + Number(/^\d+/.exec(message)![0]), 0)).toBe(30)
    expect(told[0]).toContain('127.0.0.1')
  },
)
