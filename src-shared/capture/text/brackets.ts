// Which bracket closes which in one line, quotes included. Captions and lists are told apart by it. Used by tokens.ts.

import { isBlank, isWordCharacter } from './characters.ts'

/** Kind of each bracket, negative for those that close; quotes do both. */
const kinds = new Map<number, number>(
  [...'()[]{}<>「」《》'].map((sign, i) => [sign.charCodeAt(0), i % 2 === 0 ? i / 2 + 1 : -(i + 1) / 2]),
)
;[...'"\'`'].forEach((sign, i) => kinds.set(sign.charCodeAt(0), 7 + i))
const anyBracket = /[()[\]{}<>「」《》"'`]/
const angle = 4

/**
 * By position: for an opening bracket that of its partner; for a closing one -1; 0 for everything else, brackets without a
 * partner included. Null for a line without brackets.
 */
export type BracketPairs = Int32Array | null

/**
 * Pairs the brackets of a normalised line. Widths are one already; a pair of two kinds, as in `（…]`, counts as a pair when
 * nothing better fits. Linear in the length of the line.
 */
export function pairBrackets(text: string): BracketPairs {
  if (!anyBracket.test(text)) return null
  const pairs = new Int32Array(text.length)
  const open: { at: number; kind: number }[] = []
  const waiting = new Int32Array(10)
  const drop = () => waiting[open.pop()!.kind]!--
  for (let i = 0; i < text.length; i++) {
    const kind = kinds.get(text.charCodeAt(i))
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
    } else if (isQuote || wanted === angle || (open.at(-1)?.kind ?? angle) >= angle) continue
    pairs[open.at(-1)!.at] = i
    pairs[i] = -1
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
