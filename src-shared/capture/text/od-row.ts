// One row of `od` or `hexdump` in another form than hex bytes: octal, decimal or characters byte by byte, words and double
// words in the order of a little-endian machine. On the data path: line → here → hexdump.ts's DumpRow → dump-block.ts.

import type { DumpRow } from './hexdump.ts'

/** An offset of seven digits (od, hexdump) and what stands behind it. */
const row = /^[ \t]{0,4}([0-9a-f]{7,8})(?:[ \t]|$)/
const namedBytes = new Map<string, number>([
  ['\\0', 0],
  ['\\a', 7],
  ['\\b', 8],
  ['\\t', 9],
  ['\\n', 10],
  ['\\v', 11],
  ['\\f', 12],
  ['\\r', 13],
])
const mostCells = 32

interface Cell {
  text: string
  start: number
  end: number
}

/** How all cells of a row may be read: bytes per cell and the value of one; NaN: not in this form. */
const forms: readonly { size: number; value(text: string): number }[] = [
  { size: 1, value: octal(3, 255) },
  { size: 1, value: (text) => (/^\d{1,3}$/.test(text) && Number(text) < 256 ? Number(text) : NaN) },
  { size: 1, value: character },
  { size: 2, value: octal(6, 0xffff) },
  { size: 2, value: (text) => (/^\d{5}$/.test(text) && Number(text) <= 0xffff ? Number(text) : NaN) },
  { size: 2, value: (text) => (/^[0-9a-f]{4}$/.test(text) ? parseInt(text, 16) : NaN) },
  { size: 4, value: (text) => (/^[0-9a-f]{8}$/.test(text) ? parseInt(text, 16) : NaN) },
]

/** The cells of a row, and the forms in which all of them can be read. */
export interface OdCells {
  /** One bit for each form. */
  fits: number
  /** Bytes in the first of the forms `among`, with start and end of each in the line. */
  read(among: number): { bytes: number[]; places: number[] }
}

/**
 * The row that a normalised line is, or null. Rows of hex bytes and words are hexdump.ts's, but within a dump of another
 * form (`isWithin`) they belong to that.
 */
export function readOdRow(text: string, isWithin = false): DumpRow | null {
  const head = row.exec(text.slice(0, 16))
  if (!head || text.length > 400) return null
  const number = head[1]!
  const start = head[0].indexOf(number)
  const end = start + number.length
  const cells = cellsOf(text, end)
  if (cells.length === 0 || cells.length > mostCells) return null
  // Two digits, or four with one blank between, are hexdump.ts's: it tries words in both orders of their bytes.
  const isNarrow = cells.length < 2 || cells[1]!.start - cells[0]!.end === 1
  const isPlain = (length: number) => cells.every((cell) => cell.text.length === length)
  if (!isWithin && (isPlain(2) || (isNarrow && isPlain(4)))) return null
  let fits = 0
  forms.forEach((form, i) => {
    if (cells.every((cell) => !Number.isNaN(form.value(cell.text)))) fits |= 1 << i
  })
  if (fits === 0) return null
  const formOf = (among: number) => forms.find((_form, i) => (among & (1 << i)) !== 0)!
  return {
    start,
    end,
    hex: parseInt(number, 16),
    octal: /^[0-7]+$/.test(number) ? parseInt(number, 8) : NaN,
    decimal: /^\d+$/.test(number) ? Number(number) : NaN,
    tokens: [],
    size: cells.length * formOf(fits).size,
    words: false,
    marked: true,
    od: { fits, read: (among) => readCells(cells, formOf(among)) },
  }
}

function cellsOf(text: string, from: number): Cell[] {
  const cells: Cell[] = []
  const pattern = /\S+/g
  pattern.lastIndex = from
  for (let m = pattern.exec(text); m && cells.length <= mostCells; m = pattern.exec(text))
    cells.push({ text: m[0], start: m.index, end: m.index + m[0].length })
  return cells
}

function readCells(cells: readonly Cell[], form: (typeof forms)[number]): { bytes: number[]; places: number[] } {
  const bytes: number[] = []
  const places: number[] = []
  for (const cell of cells) {
    const value = form.value(cell.text)
    for (let i = 0; i < form.size; i++) {
      bytes.push(Math.floor(value / 256 ** i) & 0xff)
      places.push(cell.start, cell.end)
    }
  }
  return { bytes, places }
}

function octal(digits: number, most: number): (text: string) => number {
  return (text) => {
    const value = text.length === digits && /^[0-7]+$/.test(text) ? parseInt(text, 8) : NaN
    return value <= most ? value : NaN
  }
}

/** `od -c`: a character, an escape, or three octal digits. */
function character(text: string): number {
  const named = namedBytes.get(text)
  if (named !== undefined) return named
  if (text.length === 1) return text.charCodeAt(0) < 0x80 ? text.charCodeAt(0) : NaN
  return octal(3, 255)(text)
}
