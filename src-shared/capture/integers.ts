// Integers in either byte order, for the capture readers. The caller has checked that the bytes are there.

export function u16le(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8)
}

export function u16be(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!
}

export function u32le(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0
}

export function u32be(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
}

export function u16(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  return littleEndian ? u16le(bytes, at) : u16be(bytes, at)
}

export function u32(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  return littleEndian ? u32le(bytes, at) : u32be(bytes, at)
}

/** The 64-bit unsigned integer at `at`, as the nearest number (exact below 2^53). */
export function u64(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  const first = u32(bytes, at, littleEndian)
  const second = u32(bytes, at + 4, littleEndian)
  return littleEndian ? second * 0x1_0000_0000 + first : first * 0x1_0000_0000 + second
}

export function allZero(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] !== 0) return false
  return true
}
