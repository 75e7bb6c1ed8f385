// Relatives of the literal inputs: bytes in other spellings, separators and programming languages.

import { describe, test } from 'vitest'
import { check } from './testing/check.ts'
import { bytesOf, rows, spell, stopCharge, timeAnswer } from './testing/frames.ts'

const upper = (hex: string) => hex.toUpperCase()

describe('separators', () => {
  test.each([
    ['upper case', upper(stopCharge)],
    ['blanks', spell(stopCharge, ' ')],
    ['two blanks', spell(stopCharge, '  ')],
    ['tabs', spell(stopCharge, '\t')],
    ['commas', spell(stopCharge, ',')],
    ['commas and blanks', spell(upper(stopCharge), ', ')],
    ['semicolons', spell(stopCharge, '; ')],
    ['dots', spell(stopCharge, '.')],
    ['underscores', spell(stopCharge, '_')],
    ['bars', spell(stopCharge, ' | ')],
    ['hyphens', spell(upper(stopCharge), '-')],
    ['colons', spell(stopCharge, ':')],
    ['groups of four bytes', `<${spell(stopCharge, ' ', 4)}>`],
    ['groups of two bytes', spell(stopCharge, ' ', 2)],
    ['0x before the whole', `0x${stopCharge}`],
    ['0x before each', spell(stopCharge, ' 0x').replace(/^/, '0x')],
    ['h behind each', `${spell(upper(stopCharge), 'H ')}H`],
    ['$ before each, as in Pascal', `$${spell(upper(stopCharge), ',$')}`],
    ['&H before each, as in Basic', `&H${spell(upper(stopCharge), ', &H')}`],
    ['percent signs', `%${spell(upper(stopCharge), '%')}`],
    ['each in quotes', `["${spell(stopCharge, '","')}"]`],
    ['each in brackets', `[${spell(stopCharge, '][')}]`],
    ['full-width digits', [...stopCharge].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')],
    ['no-break blanks', spell(stopCharge, '\u00a0')],
    ['blanks of no width', spell(stopCharge, '\u200b')],
    ['HTML blanks', spell(stopCharge, '&nbsp;')],
    ['in an HTML table cell', `<tr><td>${spell(stopCharge, ' ')}</td></tr>`],
    ['Chinese quotes', `“${spell(stopCharge, ' ')}”`],
    ['bytea of PostgreSQL', `\\x${stopCharge}`],
    ['SQL literal', `INSERT INTO t VALUES (7, X'${upper(stopCharge)}', 'ok');`],
  ])('%s', (_name, text) => check(text, [stopCharge]))
})

describe('arrays of programming languages', () => {
  const numbers = bytesOf(timeAnswer)
  const signed = numbers.map((byte) => (byte > 127 ? byte - 256 : byte))
  test.each([
    [
      'C over several lines',
      `const uint8_t frame[17] = {\n  ${rows(timeAnswer, 8)
        .replace(/\b(\w\w)\b/g, '0x$1,')
        .replaceAll('\n', '\n  ')}\n};`,
    ],
    [
      'C with a comment per line',
      `0x75, 0x72, // start\n${numbers
        .slice(2)
        .map((n) => `0x${n.toString(16)},`)
        .join(' ')} /* rest */`,
    ],
    ['Go, decimal without commas', `[${numbers.join(' ')}]`],
    ['Go, %#v', `[]byte{${numbers.map((n) => `0x${n.toString(16)}`).join(', ')}}`],
    ['Rust, {:x?}', `[${numbers.map((n) => n.toString(16)).join(', ')}]`],
    ['Java over several lines', `[${signed.slice(0, 6).join(', ')},\n ${signed.slice(6).join(', ')}]`],
    ['Java casts', `new byte[] { ${numbers.map((n) => `(byte) 0x${n.toString(16)}`).join(', ')} }`],
    ['Kotlin', `byteArrayOf(${numbers.map((n) => `0x${n.toString(16).padStart(2, '0')}.toByte()`).join(', ')})`],
    ['Node, one number per line', `Uint8Array(17) [\n  ${numbers.join(',\n  ')}\n]`],
    ['Buffer as JSON', `{"type":"Buffer","data":[${numbers.join(',')}]}`],
    ['Erlang', `<<${numbers.join(',')}>>`],
    ['C#, BitConverter', spell(upper(timeAnswer), '-')],
    ['Python list of hex strings', `['${numbers.map((n) => `0x${n.toString(16)}`).join("', '")}']`],
    ['redis-cli', `"ur\\x0f\\x00\\x1e \\x11\\x00\\b\\x10\\x01\\x00h\\xc6\\x01\\x00\\x00"`],
    ['octal escapes', String.raw`"ur\017\000\036 \021\000\b\020\001\000h\306\001\000\000"`],
    ['JavaScript escapes', `"${numbers.map((n) => `\\u00${n.toString(16).padStart(2, '0')}`).join('')}"`],
    [
      'Python bytes inside JSON',
      JSON.stringify({ message: String.raw`recv b'ur\x0f\x00\x1e \x11\x00\x08\x10\x01\x00h\xc6\x01\x00\x00'` }),
    ],
    ['base64 for URLs', `payload=${Buffer.from(numbers).toString('base64url')}`],
    ['base64 bare', Buffer.from(numbers).toString('base64')],
    ['hex of hex', spell(Buffer.from(timeAnswer).toString('hex'), ' ')],
  ])('%s', (_name, text) => check(text, [timeAnswer]))
})
