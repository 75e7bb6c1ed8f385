// The column of characters that many tools print behind a row of bytes, as in `68 65 78  hex`. It may look like hex itself;
// that it spells the bytes before it gives it away. Used by line-shape.ts.

import { hexDigit } from '../../bytes/hex.ts'
import { isBlank } from './characters.ts'
import type { HexToken, LexedLine } from './tokens.ts'

const mostBytes = 64
const leastBytes = 2

/** Removes the tokens of a character column and returns where the column starts, or -1 when the line has none. */
export function dropCharacterColumn(text: string, lexed: LexedLine): number {
  const start = findColumn(text, lexed)
  if (start < 0) return -1
  for (const region of lexed.regions) {
    region.tokens = region.tokens.filter((token) => token.start < start)
    if (region.start >= start) {
      region.words = false
      region.ideographs = false
    }
  }
  return start
}

function findColumn(text: string, lexed: LexedLine): number {
  const outside = lexed.regions[0]!
  const bytes: number[] = []
  for (const [i, token] of outside.tokens.entries()) {
    if (token.form !== 'plain' || (token.to - token.from !== 2 && token.to - token.from !== 4)) {
      bytes.length = 0
      continue
    }
    addBytes(bytes, text, token)
    if (bytes.length > mostBytes) return -1
    const start = columnStart(text, token.end)
    const limit = outside.tokens[i + 1]?.start ?? text.length
    if (start >= 0 && start <= limit && spells(text, start, bytes)) return start
  }
  return -1
}

function addBytes(bytes: number[], text: string, token: HexToken): void {
  for (let at = token.from; at < token.to; at += 2) {
    bytes.push(hexDigit(text.charCodeAt(at)) * 16 + hexDigit(text.charCodeAt(at + 1)))
  }
}

/** Where text begins behind two blanks and more, or a bar; -1 when there is no such gap. */
function columnStart(text: string, end: number): number {
  let at = end
  while (isBlank(text.charCodeAt(at))) at++
  const isWide = at - end >= 2 || text[end] === '\t'
  if (text[at] === '|' || text[at] === ';') {
    at++
    if (text[at] === ' ') at++
    return at
  }
  return isWide && at < text.length ? at : -1
}

/** Whether the text from `start` on shows the bytes: printable ones as themselves, with a dot for most others. */
function spells(text: string, start: number, bytes: readonly number[]): boolean {
  const rest = text.slice(start, start + 2 * mostBytes).replace(/[ |]+$/, '')
  // Blanks at the end may be bytes; a blank in the middle may be the tool's.
  const count = bytes.length
  if (count < leastBytes ? rest.length !== count : rest.length < count - 4 || rest.length > count + 4) return false
  let right = 0
  let at = 0
  for (const byte of bytes) {
    const isPrintable = byte > 0x20 && byte < 0x7f
    if (rest[at] === ' ' && byte !== 0x20) at++
    const sign = rest[at++]
    if (
      isPrintable
        ? sign === String.fromCharCode(byte)
        : sign === undefined || sign === '.' || sign === ' ' || sign > '~'
    )
      right++
  }
  return right === count && at >= rest.length - 1
}
