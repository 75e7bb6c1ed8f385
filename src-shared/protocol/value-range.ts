// The least and the greatest whole number that a field can hold, so that a comparison with one that it cannot is refused.
import type { ReadName } from './definition-field.ts'

/** Both inclusive. */
export interface ValueRange {
  min: bigint
  max: bigint
}

const width = /^([ui])(\d+)(?:be)?$/

/** What a field of whole numbers can hold; null: it holds others, or its size is not fixed. */
export function valueRange(field: {
  read?: ReadName | undefined
  size?: unknown
  as?: string | undefined
  scale?: number | undefined
  offset?: number | undefined
}): ValueRange | null {
  const { read, size, scale, offset = 0 } = field
  if (!read || field.as || scale !== undefined || !Number.isInteger(offset)) return null
  if (read === 'uint' || read === 'int')
    return typeof size === 'number' ? shifted(size * 8, read === 'int', BigInt(offset)) : null
  const found = width.exec(read)
  return found ? shifted(Number(found[2]), found[1] === 'i', BigInt(offset)) : null
}

/** What `bits` bits hold, unsigned. */
export function bitRange(bits: number): ValueRange {
  return shifted(bits, false, 0n)
}

function shifted(bits: number, isSigned: boolean, offset: bigint): ValueRange {
  const all = 1n << BigInt(bits)
  const min = isSigned ? -all / 2n : 0n
  return { min: min + offset, max: min + all - 1n + offset }
}

/** What fits into either; null when one has no bounds. */
export function joinRanges(a: ValueRange | null, b: ValueRange | null): ValueRange | null {
  if (!a || !b) return null
  return { min: a.min < b.min ? a.min : b.min, max: a.max > b.max ? a.max : b.max }
}
