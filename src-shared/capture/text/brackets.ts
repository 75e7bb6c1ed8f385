// Which bracket closes which in one line, quotes included. Captions and lists are told apart by it. Used by tokens.ts.

import { isBlank, isWordCharacter } from './characters.ts'

const kinds = new Map<string, number>([
  ['(', 1],
  [')', -1],
  ['[', 2],
  [']', -2],
  ['{', 3],
  ['}', -3],
  ['<', 4],
  ['>', -4],
  ['「', 5],
  ['」', -5],
  ['《', 6],
  ['》', -6],
  ['"', 7],
  ["'", 8],
  ['`', 9],
])
const anyBracket = /[()[\]{}<>「」《》"'`]/
const angle = 4

/** Position of an opening bracket → that of its partner. Brackets without one are plain characters. */
export type BracketPairs = ReadonlyMap<number, number>

const noPairs: BracketPairs = new Map()

/**
 * Pairs the brackets of a normalised line. Widths are one already; a pair of two kinds, as in `（…]`, counts as a pair when
 * nothing better fits. Linear in the length of the line.
 */
export function pairBrackets(text: string): BracketPairs {
  if (!anyBracket.test(text)) return noPairs
  const pairs = new Map<number, number>()
  const open: { at: number; kind: number }[] = []
  const waiting = new Int32Array(10)
  const drop = () => waiting[open.pop()!.kind]!--
  for (let i = 0; i < text.length; i++) {
    const kind = kinds.get(text[i]!)
    if (kind === undefined) continue
    const isQuote = kind >= 7
    if (isQuote && (text[i - 1] === '\\' || (kind === 8 && isApostrophe(text, i)))) continue
    if (kind > 0 && !(isQuote && waiting[kind]! > 0)) {
      if (kind === angle && !opensTag(text, i)) continue
      open.push({ at: i, kind })
      waiting[kind]!++
      continue
    }
    const wanted = Math.abs(kind)
    if (wanted === angle && isArrowHead(text, i)) continue
    if (waiting[wanted]! > 0) {
      while (open.at(-1)!.kind !== wanted) drop()
    } else if (isQuote || wanted === angle || !(open.at(-1)?.kind! < angle)) continue
    pairs.set(open.at(-1)!.at, i)
    drop()
  }
  return pairs
}

function isApostrophe(text: string, at: number): boolean {
  return isWordCharacter(text.charCodeAt(at - 1)) && isWordCharacter(text.charCodeAt(at + 1)) && text[at - 1] !== 'b'
}

/** `<` opens only right before what it holds; `<-`, `<=`, `<<` are arrows. */
function opensTag(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1)
  return !isBlank(next) && !'-=<>'.includes(text[at + 1] ?? ' ') && !'-=<'.includes(text[at - 1] ?? '')
}

function isArrowHead(text: string, at: number): boolean {
  return '-=>'.includes(text[at - 1] ?? ' ') || text[at + 1] === '>'
}
