// Hex in words that hold other letters too: 0x68, 68h, 0A3h, x68, &H68, hex glued to a name. Used by tokens.ts.

import { hexDigit } from '../../bytes/hex.ts'
import { isDigit } from './characters.ts'

/** Digits [from, to) within the word's part [start, end). */
export interface SpelledHex {
  start: number
  end: number
  from: number
  to: number
  form: 'plain' | 'prefixed'
}

/** The hex in the word [at, end), which holds letters beyond f; empty when it is plain text. */
export function readSpelledHex(text: string, at: number, end: number): SpelledHex[] {
  const head = text.slice(at, Math.min(end, at + 5))
  const prefixed = withPrefix(text, at, end, head)
  if (prefixed) return [prefixed]
  if (/^[0-9a-fA-F]{2}[hH]$/.test(head)) return [{ start: at, end, from: at, to: end - 1, form: 'prefixed' }]
  // An assembler wants a digit in front: 0A3h.
  if (/^0[0-9a-fA-F]{2}[hH]$/.test(head)) return [{ start: at, end, from: at + 1, to: end - 1, form: 'prefixed' }]
  if (/^0[xX]/.test(head) && /^(?:0[xX][0-9a-fA-F]{2}){2,}$/.test(text.slice(at, end))) return repeated(at, end)
  const glued = gluedHex(text, at, end)
  return glued ? [glued] : []
}

function withPrefix(text: string, at: number, end: number, head: string): SpelledHex | null {
  const prefix = /^(?:0[xX]|[xX](?=[0-9a-fA-F]{2}$)|[hH](?=[0-9a-fA-F]{2}$))/.exec(head)
  if (!prefix || (/^[hH]/.test(prefix[0]) && text[at - 1] !== '&')) return null
  const from = at + prefix[0].length
  let to = from
  while (to < end && hexDigit(text.charCodeAt(to)) >= 0) to++
  const isWhole = to === end || /^(?:[uUlL]{1,3}|[ui](?:8|16|32|64|size))$/.test(text.slice(to, Math.min(end, to + 6)))
  return to > from && isWhole ? { start: at, end, from, to, form: 'prefixed' } : null
}

/** 0x680x0d… without anything between. */
function repeated(at: number, end: number): SpelledHex[] {
  const found: SpelledHex[] = []
  for (let i = at; i < end; i += 4) found.push({ start: i, end: i + 4, from: i + 2, to: i + 4, form: 'prefixed' })
  return found
}

const leastGlued = 16

/** The longest run of hex digits in a word, as in `data680d14…` and `680d14…H`: at least 8 bytes, from a digit on. */
function gluedHex(text: string, at: number, end: number): SpelledHex | null {
  let best = { start: at, end: at }
  for (let start = at; start < end;) {
    let to = start
    while (to < end && hexDigit(text.charCodeAt(to)) >= 0) to++
    let from = start
    // Letters in front may belong to the name: "Received680d".
    if (start > at) while (from < to && !isDigit(text.charCodeAt(from))) from++
    if (to - from > best.end - best.start) best = { start: from, end: to }
    start = Math.max(to, start) + 1
  }
  if (best.end - best.start < leastGlued) return null
  const isSuffixed = best.end === end - 1 && (text[best.end] === 'H' || text[best.end] === 'h')
  return { start: best.start, end: isSuffixed ? end : best.end, from: best.start, to: best.end, form: 'plain' }
}
