// A CRC as a machine that goes both ways, byte by byte. Meeting in the middle, the state that the bytes in front lead to and
// the one that the bytes behind need tell in one pass which change of a frame would make its checksum right.
import { checksumStep, type ChecksumAlgorithm } from './checksum.ts'

/** Steps of one CRC of 16 bits. */
export interface CrcSteps {
  /** State in front of the first byte. */
  begin: number
  /** State behind `byte`. */
  step(state: number, byte: number): number
  /** State in front of `byte`, when behind it there is `state`. */
  unstep(state: number, byte: number): number
  /** The byte that leads from one state to another, or −1: none does. */
  byteBetween(before: number, after: number): number
}

const made = new Map<ChecksumAlgorithm, CrcSteps>()

/** The steps of a CRC; null for sums and xor: too many changes leave those right for one to be told from the other. */
export function crcSteps(algorithm: ChecksumAlgorithm): CrcSteps | null {
  if (algorithm !== 'crc16-modbus' && algorithm !== 'crc16-ccitt') return null
  let steps = made.get(algorithm)
  if (!steps) made.set(algorithm, (steps = makeSteps(algorithm)))
  return steps
}

function makeSteps(algorithm: 'crc16-modbus' | 'crc16-ccitt'): CrcSteps {
  const table = Uint16Array.from({ length: 256 }, (_, byte) => checksumStep(algorithm, 0, byte))
  const shiftsRight = algorithm === 'crc16-modbus'
  // What a step shifts in comes from the table alone: that byte of an entry names the entry.
  const indexOf = new Uint8Array(256)
  for (let index = 0; index < 256; index++) indexOf[shiftsRight ? table[index]! >>> 8 : table[index]! & 0xff] = index
  const step = (state: number, byte: number) => checksumStep(algorithm, state, byte)
  const unstep = shiftsRight
    ? (state: number, byte: number) => {
        const index = indexOf[state >>> 8]!
        return (((state ^ table[index]!) & 0xff) << 8) | (index ^ byte)
      }
    : (state: number, byte: number) => {
        const index = indexOf[state & 0xff]!
        return ((state ^ table[index]!) >>> 8) | ((index ^ byte) << 8)
      }
  const byteBetween = (before: number, after: number) => {
    const byte = shiftsRight ? indexOf[after >>> 8]! ^ (before & 0xff) : indexOf[after & 0xff]! ^ (before >>> 8)
    return step(before, byte) === after ? byte : -1
  }
  return { begin: 0xffff, step, unstep, byteBetween }
}
