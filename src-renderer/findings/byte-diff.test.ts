import { describe, expect, test } from 'vitest'
import { diffBytes, diffRows } from './byte-diff.ts'

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
/** `68 -00 +01 a3>8d`. */
const shown = (a: string, b: string) =>
  diffBytes(bytes(a), bytes(b))
    .map(({ kind, byte, becomes }) => {
      const mark = { same: '', removed: '-', inserted: '+', changed: '' }[kind]
      const hex = (value: number) => value.toString(16).padStart(2, '0')
      return mark + hex(byte) + (becomes === undefined ? '' : `>${hex(becomes)}`)
    })
    .join(' ')

describe('what a repair changed', () => {
  test.each([
    ['nothing', '6801', '6801', '68 01'],
    ['one byte', '680203', '680a03', '68 02>0a 03'],
    ['bytes taken out of a run', '6800000005', '68000005', '68 00 00 -00 05'],
    ['a byte put in', '680305', '68030405', '68 03 +04 05'],
    ['line ends in two places', '680d0a010d0a02', '680a010a02', '68 -0d 0a 01 -0d 0a 02'],
    ['everything', '3638', '68', '-36 -38 +68'],
  ])('%s', (_what, original, repaired, expected) => expect(shown(original, repaired)).toBe(expected))
})

test('equal rows far from changes are counted, their neighbours stay', () => {
  const original = new Uint8Array(160)
  const repaired = original.slice(0, 156)
  const rows = diffRows(diffBytes(original, repaired), 16)
  expect(rows.map((row) => ('equalRows' in row ? `…${row.equalRows}` : row.offset))).toEqual([0, '…7', 128, 144])
})
