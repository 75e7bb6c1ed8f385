// The checksums of generated frames, written apart from the analyzer's own: a mistake there must not hide behind itself.

/** CRC-16/MODBUS of bytes [start, end), bit by bit as its specification has it. */
export function crcModbus(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0xffff
  for (let i = start; i < end; i++) {
    crc ^= bytes[i]!
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  }
  return crc
}

/** Sum of bytes [start, end), not cut to any width. */
export function plainSum(bytes: Uint8Array, start: number, end: number): number {
  return bytes.subarray(start, end).reduce((total, byte) => total + byte, 0)
}
