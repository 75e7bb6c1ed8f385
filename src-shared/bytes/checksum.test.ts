import { expect, test } from 'vitest'
import { checksumStep, computeChecksum, sumMask, type ChecksumAlgorithm } from './checksum.ts'

const digits = new TextEncoder().encode('123456789')

// The check values that catalogues of checksums give for the nine digits.
test.each<[ChecksumAlgorithm, number]>([
  ['crc16-modbus', 0x4b37],
  ['crc16-ccitt', 0x29b1],
  ['sum8', 0xdd],
  ['sum16', 0x1dd],
  ['sum32', 0x1dd],
  ['xor8', 0x31],
])('%s of "123456789" is its check value', (algorithm, expected) => {
  expect(computeChecksum(algorithm, digits, 0, digits.length)).toBe(expected)
})

test('a range leaves out what stands before and behind it', () => {
  const framed = new Uint8Array([0xff, ...digits, 0xff])
  expect(computeChecksum('crc16-modbus', framed, 1, 10)).toBe(0x4b37)
})

test('no bytes give the initial value', () => {
  expect(computeChecksum('crc16-modbus', digits, 3, 3)).toBe(0xffff)
  expect(computeChecksum('sum8', digits, 3, 3)).toBe(0)
})

test('sums wrap at their width', () => {
  const bytes = new Uint8Array(70_000).fill(0xff)
  const sum = 70_000 * 0xff
  expect(computeChecksum('sum8', bytes, 0, bytes.length)).toBe(sum & 0xff)
  expect(computeChecksum('sum16', bytes, 0, bytes.length)).toBe(sum & 0xffff)
  expect(computeChecksum('sum32', bytes, 0, bytes.length)).toBe(sum)
})

// CRCs are computed eight bytes at a time: every number of bytes that are left over, from every place, is tried.
test.each(['crc16-modbus', 'crc16-ccitt', 'xor8'] as const)(
  '%s step by step gives the same as at once',
  (algorithm) => {
    const bytes = Uint8Array.from({ length: 64 }, (_, i) => (i * 167 + 41) & 0xff)
    for (let start = 0; start < 9; start++) {
      let value = computeChecksum(algorithm, bytes, start, start)
      for (let end = start; end <= bytes.length; end++) {
        expect(computeChecksum(algorithm, bytes, start, end), `${start} to ${end}`).toBe(value)
        value = checksumStep(algorithm, value, bytes[end] ?? 0)
      }
    }
  },
)

test('only sums have a mask', () => {
  expect((['sum8', 'sum16', 'sum32'] as const).map(sumMask)).toEqual([0xff, 0xffff, 0xffffffff])
  expect((['crc16-modbus', 'crc16-ccitt', 'xor8'] as const).map(sumMask)).toEqual([0, 0, 0])
})
