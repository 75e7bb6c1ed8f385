// What can be said about a frame, before its place is known: code, severity, texts. Tables of remarks keep the texts apart
// from the code that decides when they hold.
import type { ByteRange, Label } from '../bytes/range.ts'
import type { FindingGroup, Severity } from './severity.ts'
import type { ExpertInfo } from './expert.ts'

export type Remark = Omit<ExpertInfo, 'range' | 'repair'>

/** One entry of a table of remarks. */
export function remark(
  code: string,
  severity: Severity,
  group: FindingGroup,
  zh: string,
  en: string,
  remedy?: Label,
): Remark {
  return { code, severity, group, message: { zh, en }, ...(remedy ? { remedy } : {}) }
}

/** A remark about bytes. */
export function about(range: ByteRange, what: Remark): ExpertInfo {
  const { code, severity, group, message, remedy } = what
  return { code, severity, group, range, message, ...(remedy ? { remedy } : {}) }
}

/** `1 byte`, `2 bytes`. */
export function counted(count: number | string, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `0x0D`: a number as wide as `size` bytes. */
export function hexNumber(value: number, size: number): string {
  const digits = value.toString(16).toUpperCase()
  return `0x${digits.padStart(size * 2, '0')}`
}
