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

/** CRC-16/MODBUS: reflected 0x8005, initial 0xffff, no final xor. "123456789" gives 0x4b37. */
export function crc16Modbus(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0xffff
  for (let i = start; i < end; i++) crc = (crc >>> 8) ^ modbusTable[(crc ^ bytes[i]!) & 0xff]!
  return crc
}

/** CRC-16/CCITT-FALSE: 0x1021, initial 0xffff, not reflected. "123456789" gives 0x29b1. */
export function crc16Ccitt(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0xffff
  for (let i = start; i < end; i++) crc = ((crc << 8) ^ ccittTable[((crc >>> 8) ^ bytes[i]!) & 0xff]!) & 0xffff
  return crc
}

/** Plain sum of the bytes, modulo 2^32. */
export function sum(bytes: Uint8Array, start: number, end: number): number {
  let total = 0
  for (let i = start; i < end; i++) total = (total + bytes[i]!) >>> 0
  return total
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
  if (algorithm === 'crc16-modbus') return (value >>> 8) ^ modbusTable[(value ^ byte) & 0xff]!
  if (algorithm === 'crc16-ccitt') return ((value << 8) ^ ccittTable[((value >>> 8) ^ byte) & 0xff]!) & 0xffff
  return value ^ byte
}

/** The mask that a sum is cut to, or 0 for checksums that are no sums: sums of any range follow from running totals. */
export function sumMask(algorithm: ChecksumAlgorithm): number {
  return algorithm === 'sum8' ? 0xff : algorithm === 'sum16' ? 0xffff : algorithm === 'sum32' ? 0xffffffff : 0
}
