// Both directions of a CRC undo each other, from any state, and the byte between two states is found.
import { describe, expect, it } from 'vitest'
import { computeChecksum } from './checksum.ts'
import { crcSteps } from './crc-steps.ts'

describe.each(['crc16-modbus', 'crc16-ccitt'] as const)('%s', (algorithm) => {
  const steps = crcSteps(algorithm)!

  it('steps to the checksum of the bytes', () => {
    const bytes = new TextEncoder().encode('123456789')
    const end = bytes.reduce((state, byte) => steps.step(state, byte), steps.begin)
    expect(end).toBe(computeChecksum(algorithm, bytes, 0, bytes.length))
  })

  it('steps back to where it came from', () => {
    for (let state = 0; state < 0x10000; state += 257)
      for (const byte of [0, 1, 0x68, 0x80, 0xff]) expect(steps.unstep(steps.step(state, byte), byte)).toBe(state)
  })

  it('finds the byte between two states, and that there is none', () => {
    for (let byte = 0; byte < 256; byte++) expect(steps.byteBetween(0x1234, steps.step(0x1234, byte))).toBe(byte)
    const reachable = new Set(Array.from({ length: 256 }, (_, byte) => steps.step(0x1234, byte)))
    const other = Array.from({ length: 0x10000 }, (_, state) => state).find((state) => !reachable.has(state))!
    expect(steps.byteBetween(0x1234, other)).toBe(-1)
  })
})

it('has no steps for sums', () => {
  expect(crcSteps('sum8')).toBeNull()
  expect(crcSteps('xor8')).toBeNull()
})
