// The checksums that charging protocols use, each over a half-open range of bytes.

/** Table for one byte of a CRC that shifts right (reflected), polynomial already reflected. */
function reflectedTable(polynomial: number): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1
    return crc
  })
}

/** Table for one byte of a CRC that shifts left. */
function forwardTable(polynomial: number): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << 8
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ polynomial) & 0xffff : (crc << 1) & 0xffff
    return crc
  })
}

const modbusTable = reflectedTable(0xa001)
const ccittTable = forwardTable(0x1021)

/**
 * Tables to take eight bytes at a time: entry 256 × k + byte is what the byte makes of a CRC of 0 when k bytes of zero
 * follow it. A CRC is linear, so the eight parts are simply combined, and none waits for the one before.
 */
function wideTable(step: (crc: number, byte: number) => number): Uint16Array {
  const table = new Uint16Array(8 * 256)
  for (let byte = 0; byte < 256; byte++) {
    let crc = step(0, byte)
    for (let zeros = 0; zeros < 8; zeros++) {
      table[256 * zeros + byte] = crc
      crc = step(crc, 0)
    }
  }
  return table
}

const modbusStep = (crc: number, byte: number): number => (crc >>> 8) ^ modbusTable[(crc ^ byte) & 0xff]!
const ccittStep = (crc: number, byte: number): number =>
  ((crc << 8) ^ ccittTable[((crc >>> 8) ^ byte) & 0xff]!) & 0xffff
const modbusWide = wideTable(modbusStep)
const ccittWide = wideTable(ccittStep)

/** What bytes at + 2 … at + 7 add to a CRC, by one of the wide tables. */
function laterSix(table: Uint16Array, bytes: Uint8Array, at: number): number {
  return (
    table[0x500 + bytes[at + 2]!]! ^
    table[0x400 + bytes[at + 3]!]! ^
    table[0x300 + bytes[at + 4]!]! ^
    table[0x200 + bytes[at + 5]!]! ^
    table[0x100 + bytes[at + 6]!]! ^
    table[bytes[at + 7]!]!
  )
}

/** CRC-16/MODBUS: reflected 0x8005, initial 0xffff, no final xor. "123456789" gives 0x4b37. */
export function crc16Modbus(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0xffff
  let i = start
  for (; i + 8 <= end; i += 8)
    crc =
      modbusWide[0x700 + ((crc ^ bytes[i]!) & 0xff)]! ^
      modbusWide[0x600 + ((crc >>> 8) ^ bytes[i + 1]!)]! ^
      laterSix(modbusWide, bytes, i)
  for (; i < end; i++) crc = (crc >>> 8) ^ modbusTable[(crc ^ bytes[i]!) & 0xff]!
  return crc
}

/** CRC-16/CCITT-FALSE: 0x1021, initial 0xffff, not reflected. "123456789" gives 0x29b1. */
export function crc16Ccitt(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0xffff
  let i = start
  for (; i + 8 <= end; i += 8)
    crc =
      ccittWide[0x700 + ((crc >>> 8) ^ bytes[i]!)]! ^
      ccittWide[0x600 + ((crc & 0xff) ^ bytes[i + 1]!)]! ^
      laterSix(ccittWide, bytes, i)
  for (; i < end; i++) crc = ((crc << 8) & 0xffff) ^ ccittTable[(crc >>> 8) ^ bytes[i]!]!
  return crc
}

/** Plain sum of the bytes, modulo 2^32. */
export function sum(bytes: Uint8Array, start: number, end: number): number {
  let total = 0
  for (let i = start; i < end; i++) total = (total + bytes[i]!) | 0
  return total >>> 0
}

function xor(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i++) value ^= bytes[i]!
  return value
}

export type ChecksumAlgorithm = 'crc16-modbus' | 'crc16-ccitt' | 'sum8' | 'sum16' | 'sum32' | 'xor8'

/** The checksum of bytes [start, end) as an unsigned number. */
export function computeChecksum(algorithm: ChecksumAlgorithm, bytes: Uint8Array, start: number, end: number): number {
  switch (algorithm) {
    case 'crc16-modbus':
      return crc16Modbus(bytes, start, end)
    case 'crc16-ccitt':
      return crc16Ccitt(bytes, start, end)
    case 'sum8':
      return sum(bytes, start, end) & 0xff
    case 'sum16':
      return sum(bytes, start, end) & 0xffff
    case 'sum32':
      return sum(bytes, start, end)
    case 'xor8':
      return xor(bytes, start, end)
  }
}

/** One byte more for a checksum that is no sum: its value before → after. */
export function checksumStep(algorithm: ChecksumAlgorithm, value: number, byte: number): number {
  if (algorithm === 'crc16-modbus') return modbusStep(value, byte)
  if (algorithm === 'crc16-ccitt') return ccittStep(value, byte)
  return value ^ byte
}

/** The mask that a sum is cut to, or 0 for checksums that are no sums: sums of any range follow from running totals. */
export function sumMask(algorithm: ChecksumAlgorithm): number {
  return algorithm === 'sum8' ? 0xff : algorithm === 'sum16' ? 0xffff : algorithm === 'sum32' ? 0xffffffff : 0
}
