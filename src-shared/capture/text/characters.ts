// Characters of a log line brought to one form without moving any: full-width to ASCII, invisible and colour codes to
// blanks. On the data path: line → here → tokens.ts.

const needsWork = /[^\x20-\x7e\u4e00-\u9fff]|&nbsp;/

/** Characters without a systematic ASCII partner, and what they are read as. */
const single = new Map<string, string>([
  ['\u3000', ' '],
  ['\u3008', '<'],
  ['\u3009', '>'],
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2012', '-'],
  ['\u2013', '-'],
  ['\u2014', '-'],
  ['\u2015', '-'],
  ['\u2212', '-'],
  ['\u2500', '-'],
  ['\u2501', '-'],
  ['\u2502', '|'],
  ['\u2503', '|'],
  ['\u3010', '['],
  ['\u3011', ']'],
  ['\u3014', '['],
  ['\u3015', ']'],
])

/** Blanks of other scripts, marks of no width, and those that turn the writing direction. */
function isInvisible(code: number): boolean {
  if (code < 0x20) return code !== 0x09
  return (
    (code >= 0x7f && code <= 0xa0) ||
    code === 0xad ||
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    code === 0xfeff
  )
}

/** The line with the same length, each character in the form that the reader looks for. */
export function normalizeLine(text: string): string {
  if (!needsWork.test(text)) return text
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x1b) {
      const end = escapeSequenceEnd(text, i)
      out += ' '.repeat(end - i)
      i = end - 1
    } else if (code === 0x26 && text.startsWith('&nbsp;', i)) {
      out += '      '
      i += 5
    } else if (code < 0x7f && code >= 0x20) out += text[i]
    else if (code >= 0xff01 && code <= 0xff5e) out += String.fromCharCode(code - 0xfee0)
    else if (isInvisible(code)) out += ' '
    else out += single.get(text[i]!) ?? text[i]
  }
  return out
}

/** Where a terminal's control sequence that starts at `at` ends; the escape character alone when it is none. */
function escapeSequenceEnd(text: string, at: number): number {
  if (text[at + 1] !== '[') return at + 1
  for (let i = at + 2; i < text.length && i < at + 24; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x40 && code <= 0x7e) return i + 1
    if (code < 0x20 || code > 0x3f) break
  }
  return at + 1
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** Letters and digits of ASCII. */
export function isWordCharacter(code: number): boolean {
  return isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a)
}

/** Chinese characters and the like: written without blanks, so a word ends where hex begins. */
export function isIdeograph(code: number): boolean {
  return (code >= 0x2e80 && code <= 0x9fff && !(code >= 0x3000 && code <= 0x303f)) || (code >= 0xac00 && code <= 0xd7ff)
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}
