// Writes a filter for the value that a frame has of a name, as menus apply it: `ykc.soc == 78`. Counterpart: frame-filter.ts.
import { formatHex } from '../bytes/hex.ts'
import type { NameInfo } from '../expression/names.ts'
import type { Value } from '../expression/value.ts'
import type { Capture } from './capture.ts'
import { FrameFilter, type FrameKnowledge } from './frame-filter.ts'

/** Bytes of a value that a filter compares; the first ones of longer values. */
const mostBytes = 64

/** `occurrence`: which of the values, from 0. null: there is no such name, or the frame has no such value. */
export function filterOfField(
  capture: Capture,
  known: FrameKnowledge,
  row: number,
  name: string,
  occurrence: number,
): string | null {
  const reader = FrameFilter.reader(name, capture, known)
  if (!reader) return null
  const values = reader.read(row)
  const value = values[occurrence] ?? values[0]
  if (reader.info.type === 'presence' || (value === undefined && values.length > 0)) return name
  return value === undefined ? null : comparison(name, value, reader.info)
}

function comparison(name: string, value: Value, { type }: NameInfo): string {
  if (value instanceof Uint8Array) return ofBytes(name, value)
  if (typeof value === 'boolean') return value ? name : `not ${name}`
  if (typeof value === 'bigint') return type === 'time' ? `${name} == "${timeText(value)}"` : `${name} == ${value}`
  if (typeof value === 'number') return `${name} == ${value}`
  return `${name} == "${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}"`
}

function ofBytes(name: string, bytes: Uint8Array): string {
  const hex = (end: number) => formatHex(bytes, 0, end).replace(/(..)(?=.)/g, '$1:')
  if (bytes.length === 0) return `len(${name}) == 0`
  if (bytes.length === 1) return `${name} == 0x${formatHex(bytes)}`
  return bytes.length <= mostBytes ? `${name} == ${hex(bytes.length)}` : `${name}[0:${mostBytes}] == ${hex(mostBytes)}`
}

/** Nanoseconds since 1970 as a zoned time. */
function timeText(nanos: bigint): string {
  const seconds = new Date(Number(nanos / 1_000_000_000n) * 1000).toISOString().slice(0, 19)
  return `${seconds}.${String(nanos % 1_000_000_000n).padStart(9, '0')}Z`
}
