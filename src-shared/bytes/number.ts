// Whole numbers in bytes, either order, and packed decimal digits.

export type ByteOrder = 'little' | 'big'

/** Unsigned number of 0–6 bytes [start, end); exact. */
export function readUnsigned(bytes: Uint8Array, start: number, end: number, order: ByteOrder): number {
  let value = 0
  if (order === 'little') for (let i = end - 1; i >= start; i--) value = value * 256 + bytes[i]!
  else for (let i = start; i < end; i++) value = value * 256 + bytes[i]!
  return value
}

/** Unsigned number of any width, exact. */
export function readBigUnsigned(bytes: Uint8Array, start: number, end: number, order: ByteOrder): bigint {
  let value = 0n
  if (order === 'little') for (let i = end - 1; i >= start; i--) value = (value << 8n) | BigInt(bytes[i]!)
  else for (let i = start; i < end; i++) value = (value << 8n) | BigInt(bytes[i]!)
  return value
}

/** The two's complement reading of an unsigned number of `size` bytes, 1–6. */
export function toSigned(value: number, size: number): number {
  const span = 2 ** (size * 8)
  return value >= span / 2 ? value - span : value
}

/** Bytes [start, end) as an array of their own. `slice` would not do: of Node's Buffer it shares the memory. */
export function copyOf(bytes: Uint8Array, start: number, end: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.subarray(start, end))
}

/** A copy of bytes [start, end), last byte first. */
export function reversed(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return copyOf(bytes, start, end).reverse()
}

/** True when every nibble of bytes [start, end) is a decimal digit. */
export function isBcd(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! >> 4 > 9 || (bytes[i]! & 15) > 9) return false
  return true
}
