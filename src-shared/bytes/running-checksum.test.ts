import { expect, test } from 'vitest'
import { growth } from './testing/cpu-time.ts'
import { computeChecksum, type ChecksumAlgorithm } from './checksum.ts'
import { RunningChecksum } from './running-checksum.ts'

const algorithms: ChecksumAlgorithm[] = ['crc16-modbus', 'crc16-ccitt', 'sum8', 'sum16', 'sum32', 'xor8']
const bytes = Uint8Array.from({ length: 3000 }, (_, i) => (i * i * 31 + i * 7 + 3) & 0xff)

test.each(algorithms)('%s of any range is the same as computed, long after totals are kept', (algorithm) => {
  const running = new RunningChecksum()
  running.follow(bytes, bytes.length, 0)
  for (let start = 0; start < bytes.length; start += 37)
    for (const end of [start, start + 1, start + 100, bytes.length])
      if (end <= bytes.length)
        expect(running.of(algorithm, start, end), `${start}–${end}`).toBe(computeChecksum(algorithm, bytes, start, end))
})

test.each(algorithms)('%s stays right while bytes come and go', (algorithm) => {
  const running = new RunningChecksum()
  let held = new Uint8Array(0)
  for (let at = 0; at < bytes.length; at += 100) {
    const dropped = at % 300 === 0 ? Math.floor(held.length / 3) : 0
    const next = new Uint8Array(held.length - dropped + 100)
    next.set(held.subarray(dropped))
    next.set(bytes.subarray(at, at + 100), held.length - dropped)
    held = next
    running.follow(held, held.length, dropped)
    for (let start = 0; start < held.length; start += 53)
      expect(running.of(algorithm, start, held.length)).toBe(computeChecksum(algorithm, held, start, held.length))
  }
})

test('the length of overlapping ranges costs nothing', () => {
  const large = new Uint8Array(1 << 18).fill(0x68)
  const running = new RunningChecksum()
  running.follow(large, large.length, 0)
  const read = (length: number): void => {
    for (let at = 0; at + 8000 < large.length; at += 5) running.of('crc16-modbus', at, at + length)
  }
  // One by one, ranges forty times as long take forty times as long.
  expect(growth(read, 200, 8000)).toBeLessThan(8)
})
