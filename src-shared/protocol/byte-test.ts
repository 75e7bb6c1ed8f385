// Header tests of frame formats as plain byte comparisons: `frame[4] in {0x00, 0x01}`. They are asked at every position of
// a stream, where the general evaluation of expressions would take longer than the checksum. Part of compile-frame.ts.
import { parse } from '../expression/parse.ts'
import type { CompareOperator, Expression, SetItem } from '../expression/syntax.ts'

/** True when the header that begins at `at` passes; all its bytes must be there. */
export type ByteTest = (bytes: Uint8Array, at: number) => boolean

/** The test that `text` stands for, or null when it needs more than single bytes compared with bytes. */
export function compileByteTest(text: string, headerSize: number): ByteTest | null {
  const parsed = parse(text)
  return 'error' in parsed ? null : testOf(parsed.expression, headerSize)
}

function testOf(expression: Expression, headerSize: number): ByteTest | null {
  switch (expression.kind) {
    case 'logic': {
      const tests = expression.operands.map((operand) => testOf(operand, headerSize))
      if (tests.some((test) => test === null) || expression.operator === 'xor') return null
      return combined(expression.operator, tests as ByteTest[])
    }
    case 'not': {
      const test = testOf(expression.operand, headerSize)
      return test && ((bytes, at) => !test(bytes, at))
    }
    case 'in':
      return tableTest(expression.left, setTable(expression.items), headerSize)
    case 'comparison': {
      const { left, right, operator } = expression
      const masked = maskedTable(left, operator, right)
      if (masked) return tableTest(masked.byte, masked.table, headerSize)
      const constant = byteOf(right)
      if (constant !== null) return tableTest(left, comparedTable(operator, constant), headerSize)
      return operator === 'eq' ? sameBytes(left, right, headerSize) : null
    }
    default:
      return null
  }
}

function combined(operator: 'and' | 'or', tests: readonly ByteTest[]): ByteTest {
  return operator === 'and'
    ? (bytes, at) => {
        for (const test of tests) if (!test(bytes, at)) return false
        return true
      }
    : (bytes, at) => {
        for (const test of tests) if (test(bytes, at)) return true
        return false
      }
}

/** One byte, looked up in a table of 256 answers. */
function tableTest(side: Expression, table: Uint8Array | null, headerSize: number): ByteTest | null {
  const place = placeOf(side, headerSize)
  if (table === null || place === null || place.size !== 1) return null
  const { start } = place
  return (bytes, at) => table[bytes[at + start]!] === 1
}

function sameBytes(left: Expression, right: Expression, headerSize: number): ByteTest | null {
  const a = placeOf(left, headerSize)
  const b = placeOf(right, headerSize)
  if (a === null || b === null || a.size !== b.size) return null
  return (bytes, at) => {
    for (let i = 0; i < a.size; i++) if (bytes[at + a.start + i] !== bytes[at + b.start + i]) return false
    return true
  }
}

function setTable(items: readonly SetItem[]): Uint8Array | null {
  const table = new Uint8Array(256)
  for (const item of items) {
    const from = byteOf(item.from)
    const to = item.to === null ? from : byteOf(item.to)
    if (from === null || to === null) return null
    table.fill(1, from, to + 1)
  }
  return table
}

function comparedTable(operator: CompareOperator, constant: number): Uint8Array {
  const fits: Record<CompareOperator, (byte: number) => boolean> = {
    eq: (byte) => byte === constant,
    ne: (byte) => byte !== constant,
    lt: (byte) => byte < constant,
    gt: (byte) => byte > constant,
    le: (byte) => byte <= constant,
    ge: (byte) => byte >= constant,
  }
  return Uint8Array.from({ length: 256 }, (_, byte) => (fits[operator](byte) ? 1 : 0))
}

/** `(frame[1] & 3) == 2`: the byte, and the answers for its values. Numbers here are numbers, however they are written. */
function maskedTable(
  left: Expression,
  operator: CompareOperator,
  right: Expression,
): { byte: Expression; table: Uint8Array } | null {
  if (left.kind !== 'arithmetic' || left.operator !== '&') return null
  const mask = numberOf(left.right)
  const constant = numberOf(right)
  if (mask === null || constant === null) return null
  const answers = comparedTable(operator, constant)
  return { byte: left.left, table: answers.map((_, byte) => answers[byte & mask]!) }
}

function numberOf(expression: Expression): number | null {
  if (expression.kind !== 'word' || !/^(?:[1-9]\d{0,2}|0|0x[0-9a-f]{1,2})$/i.test(expression.text)) return null
  const number = Number(expression.text)
  return number < 256 ? number : null
}

/** A byte written as `0x1f`: other spellings mean other things in other places. */
function byteOf(expression: Expression): number | null {
  return expression.kind === 'word' && /^0x[0-9a-f]{2}$/i.test(expression.text) ? Number(expression.text) : null
}

/** Bytes [start, start + size) of the header, for `frame[start:size]`. */
function placeOf(expression: Expression, headerSize: number): { start: number; size: number } | null {
  if (expression.kind !== 'slice' || expression.parts.length !== 1) return null
  const { operand } = expression
  if (operand.kind !== 'name' || operand.name !== 'frame' || operand.raw || operand.selected) return null
  const { from, form, to } = expression.parts[0]!
  if (from < 0 || to < 0 || form === 'end') return null
  const size = form === 'length' ? to : to + 1 - from
  return size > 0 && from + size <= headerSize ? { start: from, size } : null
}
