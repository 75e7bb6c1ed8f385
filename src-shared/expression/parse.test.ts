import { describe, expect, test } from 'vitest'
import { mostLevels, mostUnits, parse } from './parse.ts'
import { randomNumbers } from './testing/random.ts'
import { showTree } from './testing/show.ts'

const trees: [text: string, tree: string][] = [
  ['ykc', 'ykc'],
  ['ykc.soc', 'ykc.soc'],
  ['桩编号', '桩编号'],
  ['a-b', 'a-b'],
  ['a - b', '(- a b)'],
  ['a -1', '(- a 1)'],
  ['ykc.soc == 50', '(any eq ykc.soc 50)'],
  ['ykc.soc eq 50', '(any eq ykc.soc 50)'],
  ['ykc.soc EQ 50', '(any eq ykc.soc 50)'],
  ['ykc.soc != 50', '(all ne ykc.soc 50)'],
  ['ykc.soc ne 50', '(all ne ykc.soc 50)'],
  ['ykc.soc === 50', '(all eq ykc.soc 50)'],
  ['ykc.soc !== 50', '(any ne ykc.soc 50)'],
  ['ykc.soc all_eq 50', '(all eq ykc.soc 50)'],
  ['ykc.soc any_ne 50', '(any ne ykc.soc 50)'],
  ['ykc.soc any_eq 50', '(any eq ykc.soc 50)'],
  ['ykc.soc all_ne 50', '(all ne ykc.soc 50)'],
  ['a > 1', '(any gt a 1)'],
  ['a gt 1', '(any gt a 1)'],
  ['a < 1', '(any lt a 1)'],
  ['a lt 1', '(any lt a 1)'],
  ['a >= 1', '(any ge a 1)'],
  ['a ge 1', '(any ge a 1)'],
  ['a <= 1', '(any le a 1)'],
  ['a le 1', '(any le a 1)'],
  ['any a != 1', '(any ne a 1)'],
  ['all a == 1', '(all eq a 1)'],
  ['ALL a > 1', '(all gt a 1)'],
  ['any a in {1}', '(any in a 1)'],
  ['all a contains "x"', '(all contains a "x")'],
  ['1 < a', '(any lt 1 a)'],
  ['1 < a <= 5', '(and (any lt 1 a) (any le a 5))'],
  ['all 1 < a < 5', '(and (all lt 1 a) (all lt a 5))'],
  ['not a', '(not a)'],
  ['! a', '(not a)'],
  ['!a == 1', '(not (any eq a 1))'],
  ['not not a', '(not (not a))'],
  ['not a and b', '(and (not a) b)'],
  ['not a == 1 and b', '(and (not (any eq a 1)) b)'],
  ['a and b', '(and a b)'],
  ['a && b', '(and a b)'],
  ['a or b', '(or a b)'],
  ['a || b', '(or a b)'],
  ['a xor b', '(xor a b)'],
  ['a ^^ b', '(xor a b)'],
  ['a or b and c', '(or a (and b c))'],
  ['a xor b or c and d', '(or (xor a b) (and c d))'],
  ['a and b xor c', '(xor (and a b) c)'],
  ['a and b and c', '(and a b c)'],
  ['a or b or c or d', '(or a b c d)'],
  ['(a or b) and c', '(and (or a b) c)'],
  ['a and (b or c)', '(and a (or b c))'],
  ['not (a and b)', '(not (and a b))'],
  ['A and B or not C or D and not E or F', '(or (and A B) (not C) (and D (not E)) F)'],
  ['a contains "x"', '(any contains a "x")'],
  ['a contains 68:0d', '(any contains a 68:0d)'],
  ['a matches "x+"', '(any matches a "x+")'],
  ['a ~ "x+"', '(any matches a "x+")'],
  ['a MATCHES "\\d\\\\.\\""', '(any matches a "\\\\d\\\\.\\"")'],
  ['a matches r"\\d\\""', '(any matches a "\\\\d\\\\\\"")'],
  ['a in {1}', '(any in a 1)'],
  ['a in {1, 3, 0x13..0x25}', '(any in a 1 3 0x13..0x25)'],
  ['a in {-5..-1, "x".."z"}', '(any in a -5..-1 "x".."z")'],
  ['a in { 10 .. 10.5 }', '(any in a 10..10.5)'],
  ['a not in {1}', '(not (any in a 1))'],
  ['not a in {1}', '(not (any in a 1))'],
  ['a[0:2] == 1', '(any eq (slice a 0:2) 1)'],
  ['a[0-1]', '(slice a 0-1)'],
  ['a[3]', '(slice a 3:1)'],
  ['a[:4]', '(slice a 0:4)'],
  ['a[-2:]', '(slice a -2:)'],
  ['a[0,3-5]', '(slice a 0:1,3-5)'],
  ['a[-4--1]', '(slice a -4--1)'],
  ['a[0x10:0x2]', '(slice a 16:2)'],
  ['a[1:2][0]', '(slice (slice a 1:2) 0:1)'],
  ['a[ 1 : 2 , 3 ]', '(slice a 1:2,3:1)'],
  ['a & 0x02', '(& a 0x02)'],
  ['a & 3 == 2', '(any eq (& a 3) 2)'],
  ['a bitand 3', '(& a 3)'],
  ['a & b + 1', '(& a (+ b 1))'],
  ['a + b * c', '(+ a (* b c))'],
  ['a * b + c', '(+ (* a b) c)'],
  ['a - b - c', '(- (- a b) c)'],
  ['a / b % c', '(% (/ a b) c)'],
  ['{a + b} * c', '(* (+ a b) c)'],
  ['(a + b) * c', '(* (+ a b) c)'],
  ['-a', '(- a)'],
  ['-5', '-5'],
  ['a == -5', '(any eq a -5)'],
  ['- -5', '(- -5)'],
  ['+a', 'a'],
  ['-a[0]', '(- (slice a 0:1))'],
  ['-5 + a', '(+ -5 a)'],
  ['len(a)', '(len() a)'],
  ['count(a) > 1', '(any gt (count() a) 1)'],
  ['max(a, b + 1, 3)', '(max() a (+ b 1) 3)'],
  ['lower(a) == "x"', '(any eq (lower() a) "x")'],
  ['f()', '(f())'],
  ['int(a[2:], 16)', '(int() (slice a 2:) 16)'],
  ['@a == 68:0d', '(any eq @a 68:0d)'],
  ['$a', '$a'],
  ['${a}', '$a'],
  ['$@a == @a', '(any eq $@a @a)'],
  ['a == $b.c', '(any eq a $b.c)'],
  ['a == "x"', '(any eq a "x")'],
  ['a == "\\x41\\u6869\\101\\t"', '(any eq a "A桩A\\t")'],
  ['a == r"\\x"', '(any eq a "\\\\x")'],
  ['a == ""', '(any eq a "")'],
  ['a == 68:0d', '(any eq a 68:0d)'],
  ['a == 68-0d', '(any eq a 68-0d)'],
  ['a == 68.0d', '(any eq a 68.0d)'],
  ['a == 680d', '(any eq a 680d)'],
  ['a == ff:ff', '(any eq a ff:ff)'],
  ['a == fe80::1', '(any eq a fe80::1)'],
  ['a == 10.0.0.1', '(any eq a 10.0.0.1)'],
  ['a == 0b101', '(any eq a 0b101)'],
  ['a == 012', '(any eq a 012)'],
  ['a == 1.5', '(any eq a 1.5)'],
  ['a == 1e5', '(any eq a 1e5)'],
  ['a=="x"and b', '(and (any eq a "x") b)'],
  ['a==1&&b==2', '(and (any eq a 1) (any eq b 2))'],
  ['len (a)', '(len() a)'],
  ['  a   ==\t1\u3000', '(any eq a 1)'],
  ['a == true', '(any eq a true)'],
  ['sum(价格) != 总价', '(all ne (sum() 价格) 总价)'],
]

describe('an expression becomes the tree that its precedence says', () => {
  test.each(trees)('%s', (text, tree) => {
    const result = parse(text)
    expect('expression' in result ? showTree(result.expression) : result.error).toBe(tree)
  })
})

test('every part knows its place in the text', () => {
  const text = ' not (@桩编号[0:2] == 68:0d) or len(a) in {1..2}'
  const result = parse(text)
  if ('error' in result) throw new Error(result.error.message.en)
  const places: string[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      if (key.toLowerCase().endsWith('range')) places.push(`${key}: ${text.slice(value.start, value.end)}`)
      else visit(value)
    }
  }
  visit(result.expression)
  expect(places).toEqual([
    'nameRange: 桩编号',
    'range: @桩编号',
    'range: @桩编号[0:2]',
    'range: 68:0d',
    'operatorRange: ==',
    'range: (@桩编号[0:2] == 68:0d)',
    'range: not (@桩编号[0:2] == 68:0d)',
    'nameRange: len',
    'nameRange: a',
    'range: a',
    'range: len(a)',
    'range: 1',
    'range: 2',
    'range: 1..2',
    'operatorRange: in',
    'range: len(a) in {1..2}',
    'range: not (@桩编号[0:2] == 68:0d) or len(a) in {1..2}',
  ])
})

/** Why and where a text is refused. */
function code(text: string): string {
  const result = parse(text)
  return 'error' in result ? `${result.error.code} ${result.error.range.start}-${result.error.range.end}` : 'parsed'
}

describe('limits', () => {
  test('text up to 8 KiB is read, and not one character more', () => {
    const name = 'a'.repeat(mostUnits)
    expect(code(name)).toBe('parsed')
    expect(code(name + 'bc')).toBe('too_long 8192-8194')
    expect(code('a'.repeat(1_000_000))).toBe('too_long 8192-1000000')
  })

  test.each([
    ['parentheses', '(', 'a', ')'],
    ['not', '!', 'a', ''],
    ['minus signs', '-', 'a', ''],
    ['function calls', 'abs(', 'a', ')'],
    ['slices', '', 'a', '[0]'],
    ['a chain of sums', '', 'a', '+1'],
  ])('%s nest 90 levels but not 200', (_, before, inner, after) => {
    const nested = (levels: number) => before.repeat(levels) + inner + after.repeat(levels)
    expect(code(nested(90))).toBe('parsed')
    expect(code(nested(200))).toMatch(/^too_deep/)
    expect(code(nested(mostUnits / 8))).toMatch(/^too_deep/)
  })

  test('10,000 parentheses are refused at once', () => {
    expect(code('('.repeat(10_000))).toBe('too_long 8192-10000')
    expect(code('('.repeat(8_000))).toBe('too_deep 100-101')
    expect(mostLevels).toBe(100)
  })

  test('a chain of and/or is flat, so a long list of choices is no depth', () => {
    expect(code(Array.from({ length: 800 }, (_, i) => `a==${i}`).join(' or '))).toBe('parsed')
  })
})

test('10,000 random texts and mutations each give a tree or one error inside the text', () => {
  const seed = 20230501
  const random = randomNumbers(seed)
  const pick = (characters: readonly string[]) => characters[Math.floor(random() * characters.length)]!
  const pieces = [
    ...'ab01._-:@$[](){}<>=!&|^~+*/%,"\'\\ \t桩“（＝\uD800\u0000',
    'and',
    'not',
    'in {',
    'any ',
    '..',
    '\\x4',
  ]
  for (let round = 0; round < 10_000; round++) {
    let text = ''
    if (round % 2 === 0) {
      for (let length = random() * 30; length > 0; length--) text += pick(pieces)
    } else {
      text = pick(trees.map(([original]) => original))
      for (let changes = 1 + random() * 3; changes > 0; changes--) {
        const at = Math.floor(random() * (text.length + 1))
        text = text.slice(0, at) + (random() < 0.5 ? pick(pieces) : '') + text.slice(at + (random() < 0.5 ? 1 : 0))
      }
    }
    const where = `seed ${seed}, round ${round}: ${JSON.stringify(text)}`
    let result: ReturnType<typeof parse>
    try {
      result = parse(text)
    } catch (failure) {
      throw new Error(where, { cause: failure })
    }
    const { start, end } = 'error' in result ? result.error.range : result.expression.range
    expect(start >= 0 && start <= end && end <= text.length, where).toBe(true)
  }
})
