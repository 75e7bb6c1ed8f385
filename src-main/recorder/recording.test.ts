// The recording on a disk that fills up, hangs back, breaks, or runs a ring: files end at whole blocks, and what is not in
// them is told to the byte.
import { describe, expect, test } from 'vitest'
import { Capture } from '../../src-shared/capture/capture.ts'
import { CaptureImport } from '../../src-shared/capture/import-capture.ts'
import { createRandom } from '../../src-shared/capture/testing/random.ts'
import { bundledProtocols } from '../definitions.ts'
import { RecordFeed } from './record-feed.ts'
import { RecordQueue } from './record-queue.ts'
import type { RecordingDisk } from './recording-disk.ts'
import { Recording, type RecordingNews } from './recording.ts'

/** Files in memory on a disk of a size; syncs answer at once unless told to fail. */
class FakeDisk implements RecordingDisk {
  readonly files = new Map<string, { bytes: number[]; isRemoved: boolean }>()
  readonly open = new Map<number, { bytes: number[]; isRemoved: boolean }>()
  room = Infinity
  failSyncs = 0
  failWrites = 0
  private next = 3

  create(path: string): number {
    if (this.files.has(path)) throw Object.assign(new Error('exists'), { code: 'EEXIST' })
    const file = { bytes: [], isRemoved: false }
    this.files.set(path, file)
    this.open.set(this.next, file)
    return this.next++
  }

  write(descriptor: number, bytes: Uint8Array, start: number, end: number): number {
    if (this.failWrites-- > 0) throw Object.assign(new Error('broken'), { code: 'EIO' })
    const size = Math.min(end - start, this.room - this.used)
    if (size <= 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    const { bytes: file } = this.open.get(descriptor)!
    for (let at = start; at < start + size; at++) file.push(bytes[at]!)
    return size
  }

  truncate(descriptor: number, length: number): void {
    this.open.get(descriptor)!.bytes.length = length
  }

  sync(_descriptor: number, done: (error: Error | null) => void): void {
    done(this.failSyncs-- > 0 ? new Error('EIO') : null)
  }

  close(descriptor: number): void {
    const file = this.open.get(descriptor)!
    this.open.delete(descriptor)
    if (file.isRemoved) file.bytes.length = 0
  }

  remove(path: string): void {
    this.files.get(path)!.isRemoved = true
    this.files.delete(path)
  }

  freeBytes(): number {
    return this.room - this.used
  }

  private get used(): number {
    const all = new Set([...this.files.values(), ...this.open.values()])
    return [...all].reduce((sum, { bytes }) => sum + bytes.length, 0)
  }
}

const limits = { reserve: 4096, warnFree: 20_000, resumeFree: 50_000 }
const pile = { address: '192.0.2.7', port: 40_001 }
const platform = { address: '198.51.100.1', port: 8767 }

function start(disk: FakeDisk, ring: { bytes: number; files: number } | null = null) {
  const news: RecordingNews[] = []
  const queue = new RecordQueue(1024 * 1024)
  const feed = new RecordFeed(queue)
  const options = { path: 'a.pcapng', ring, disk, application: 'test', limits, recordFirst: false }
  const recording = new Recording(options, (one) => news.push(one))
  const turn = () => {
    queue.take(Infinity, (entry) => recording.take(entry))
    recording.flush()
  }
  const connect = () =>
    feed.open({ isAnswered: true, pile, platform, listener: platform, remark: { event: 'connect' } })
  return { news, feed, recording, turn, connect }
}

/** Several files one behind the other, as our reader has them. */
function read(disk: FakeDisk, names: readonly string[]) {
  const capture = new Capture({ protocols: bundledProtocols() })
  const captureImport = CaptureImport.create('pcapng', capture)!
  for (const name of names) captureImport.push(Uint8Array.from(disk.files.get(name)!.bytes))
  captureImport.end()
  const [frames] = capture.conversations
  const codes = capture.events.map(({ code, kind }) => code ?? kind)
  return {
    received: frames?.received ?? [0, 0],
    gapBytes: captureImport.tcp.counts.gapBytes,
    holes: captureImport.holes,
    codes,
  }
}

test('names that are taken get numbers; nothing is overwritten', () => {
  const disk = new FakeDisk()
  start(disk)
  start(disk)
  start(disk)
  expect([...disk.files.keys()].toSorted()).toEqual(['a-2.pcapng', 'a-3.pcapng', 'a.pcapng'])
})

describe('a full disk', () => {
  test.each([1, 2, 3, 4, 5])(
    'seed %i: the file ends at a whole block with a note; bytes in files and gaps add up',
    (seed) => {
      const random = createRandom(seed)
      const disk = new FakeDisk()
      const { news, feed, recording, turn, connect } = start(disk)
      const connection = connect()
      turn()
      disk.room = 60_000 + random.below(3000)
      let sent = 0
      const send = (count: number) => {
        for (let piece = 0; piece < count; piece++) {
          const bytes = random.bytes(random.between(1, 3000))
          feed.data(connection, 0, bytes)
          sent += bytes.length
          turn()
        }
      }
      send(60)
      expect(news.at(-1)).toMatchObject({ kind: 'alarm', alarm: { en: expect.stringContaining('disk is full') } })
      recording.secondly()
      expect(disk.files.size, 'no new file without room').toBe(1)
      disk.room = Infinity
      recording.secondly()
      send(10)
      feed.finish(connection, 0)
      turn()
      recording.end(() => {})
      const found = read(disk, ['a.pcapng', 'a-2.pcapng'])
      expect(found.holes).toBe(0)
      expect(found.gapBytes).toBe(recording.bytesLost)
      expect(found.received[0] + found.gapBytes).toBe(sent)
      expect(found.codes).toContain('disk_full')
      expect(found.codes).toContain('gap')
    },
  )

  test('low space is told before', () => {
    const disk = new FakeDisk()
    const { news, recording } = start(disk)
    disk.room = 15_000
    recording.secondly()
    expect(news.at(-1)).toMatchObject({ kind: 'alarm', alarm: { zh: expect.stringContaining('腾出空间') } })
    disk.room = Infinity
    recording.secondly()
    expect(news.at(-1)).toEqual({ kind: 'alarm', alarm: null })
  })
})

test('a sync that fails is not repeated: a new file, and a note how far the old one is certain', () => {
  const disk = new FakeDisk()
  const { feed, recording, turn, connect } = start(disk)
  const connection = connect()
  feed.data(connection, 0, Uint8Array.of(1, 2, 3))
  turn()
  disk.failSyncs = 1
  recording.secondly()
  feed.data(connection, 0, Uint8Array.of(4, 5))
  turn()
  recording.end(() => {})
  const found = read(disk, ['a.pcapng', 'a-2.pcapng'])
  expect(found).toMatchObject({ received: [5, 0], gapBytes: 0 })
  expect(found.codes).toContain('sync_failed')
})

test.each([1, 2, 5])(
  '%i writes that fail: told, a new file as soon as it goes, what is missing is a gap',
  (failures) => {
    const disk = new FakeDisk()
    const { feed, recording, turn, connect, news } = start(disk)
    const connection = connect()
    turn()
    disk.failWrites = failures
    feed.data(connection, 0, new Uint8Array(100))
    turn()
    expect(recording.isWriting).toBe(false)
    expect(news.at(-1)).toMatchObject({ alarm: { en: expect.stringContaining('cannot be written (EIO)') } })
    for (let second = 0; second < failures; second++) recording.secondly()
    expect(recording.isWriting).toBe(true)
    expect(news.at(-1)).toEqual({ kind: 'alarm', alarm: null })
    feed.data(connection, 0, new Uint8Array(7))
    turn()
    recording.end(() => {})
    const found = read(disk, [...disk.files.keys()])
    expect(found).toMatchObject({ received: [7, 0], gapBytes: 100, holes: 0 })
    expect(recording.bytesLost).toBe(100)
  },
)

test('a ring keeps its newest files, each readable by itself', () => {
  const disk = new FakeDisk()
  const { feed, recording, turn, connect, news } = start(disk, { bytes: 20_000, files: 3 })
  const connection = connect()
  for (let piece = 0; piece < 100; piece++) {
    feed.data(connection, 0, new Uint8Array(1000))
    turn()
  }
  recording.end(() => {})
  const names = [...disk.files.keys()]
  expect(names).toHaveLength(3)
  expect(news.filter(({ kind }) => kind === 'removed').length).toBe(
    news.filter(({ kind }) => kind === 'file').length - 3,
  )
  for (const name of names) {
    expect(disk.files.get(name)!.bytes.length).toBeLessThan(22_000)
    expect(read(disk, [name]).holes).toBe(0)
  }
})

describe('the queue', () => {
  test.each([1, 2, 3])('seed %i: what went in comes out, in order, across many rounds of the ring', (seed) => {
    const random = createRandom(seed)
    const queue = new RecordQueue(4096)
    const expected: string[] = []
    const found: string[] = []
    for (let step = 0; step < 3000; step++) {
      const bytes = random.bytes(random.below(700))
      const isIn = queue.put(2, random.chance(0.5) ? 1 : 0, step, step, 5, bytes, 0)
      if (isIn) expected.push(`${step} ${Buffer.from(bytes).toString('hex')}`)
      else expect(queue.used, 'refused only when nearly full').toBeGreaterThan(4096 - 2 * 740)
      if (random.chance(0.3) || !isIn)
        queue.take(random.below(3000), ({ connection, payload }) =>
          found.push(`${connection} ${Buffer.from(payload).toString('hex')}`),
        )
    }
    queue.take(Infinity, ({ connection, payload }) =>
      found.push(`${connection} ${Buffer.from(payload).toString('hex')}`),
    )
    expect(found).toEqual(expected)
  })
})
