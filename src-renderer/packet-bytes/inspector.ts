// Readings of the bytes at the cursor: numbers in both orders, packed decimal, time. Pure.
import { formatHex } from '../../src-shared/bytes/hex.ts'
import { isBcd, readUnsigned, toSigned } from '../../src-shared/bytes/number.ts'
import { readCp56Time } from '../../src-shared/bytes/time.ts'

export interface Reading {
  /** Name as engineers write it; the same in both languages. */
  name: string
  /** null: there are too few bytes, or they are no such value. */
  text: string | null
  /** Bytes that it takes, from the cursor. */
  size: number
}

/** All readings from byte `at`; packed decimal takes bytes up to `end`. */
export function readingsAt(bytes: Uint8Array, at: number, end: number): Reading[] {
  const number = (size: number, order: 'little' | 'big'): string | null =>
    at + size > bytes.length ? null : withSign(readUnsigned(bytes, at, at + size, order), size)
  return [
    { name: 'u8', text: number(1, 'big'), size: 1 },
    { name: 'u16le', text: number(2, 'little'), size: 2 },
    { name: 'u16be', text: number(2, 'big'), size: 2 },
    { name: 'u32le', text: number(4, 'little'), size: 4 },
    { name: 'u32be', text: number(4, 'big'), size: 4 },
    { name: 'bin', text: at < bytes.length ? bytes[at]!.toString(2).padStart(8, '0') : null, size: 1 },
    { name: 'BCD', text: isBcd(bytes, at, end) && end > at ? formatHex(bytes, at, end) : null, size: end - at },
    { name: 'CP56', text: timeAt(bytes, at), size: 7 },
  ]
}

/** Negative readings stand behind: `65535 (−1)`. */
function withSign(value: number, size: number): string {
  const signed = toSigned(value, size)
  return signed === value ? String(value) : `${value} (${String(signed).replace('-', '−')})`
}

function timeAt(bytes: Uint8Array, at: number): string | null {
  if (at + 7 > bytes.length) return null
  const { time } = readCp56Time(bytes, at)
  return time?.replace('T', ' ') ?? null
}
