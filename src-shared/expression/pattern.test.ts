import { describe, expect, test } from 'vitest'
import { growth } from '../bytes/testing/cpu-time.ts'
import { compilePattern } from './pattern.ts'
import { randomNumbers } from './testing/random.ts'
import { evilPatterns } from './testing/evil-patterns.ts'

function matches(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern)
  if ('error' in compiled) throw new Error(`${pattern}: ${compiled.error.message.en}`)
  return compiled.pattern.test(text)
}

describe('a pattern is found anywhere in a text', () => {
  test.each<[pattern: string, yes: string[], no: string[]]>([
    ['', ['', 'a'], []],
    ['abc', ['abc', 'xabcx', 'ABC'], ['ab', 'acb']],
    ['(?-i)abc', ['abc'], ['ABC', 'abC']],
    ['a(?-i)b(?i)c', ['AbC'], ['ABC']],
    ['(?-i:a)b', ['aB'], ['Ab']],
    ['(?-i)(?i:a)b', ['Ab'], ['aB']],
    ['((?-i)a)b', ['aB'], ['AB']],
    ['a.c', ['abc', 'a桩c', 'a😀c'], ['ac', 'a\nc']],
    ['(?s)a.c', ['a\nc'], []],
    ['^a', ['a', 'ab'], ['ba', '\na']],
    ['a$', ['a', 'ba'], ['ab', 'a\n']],
    ['^$', [''], ['a']],
    ['^(a|bc)*$', ['', 'a', 'bc', 'abca'], ['b', 'ac']],
    ['a|b|c', ['b'], ['d']],
    ['a||b', [''], []],
    ['\\d\\D', ['1a'], ['11', 'aa']],
    ['\\w\\W', ['a-', '_ '], ['ab']],
    ['\\s\\S', [' a', '\u3000桩'], ['aa']],
    ['[abc]', ['b', 'B'], ['d']],
    ['[^abc]', ['d'], ['b', 'B', '']],
    ['[a-cx-z]', ['y'], ['m']],
    ['[]a]', [']', 'a'], ['b']],
    ['[^]a]', ['b'], [']', 'a']],
    ['[a-]', ['-', 'a'], ['b']],
    ['[\\d.-]', ['1', '.', '-'], ['a']],
    ['[\\]\\\\]', [']', '\\'], ['[']],
    ['[桩-桶]', ['桩'], ['充']],
    ['^[😀😁]$', ['😀'], ['😂', '\uD83D']],
    ['\\x41\\u6869', ['A桩', 'a桩'], ['桩']],
    ['\\.\\*\\(\\[\\{\\\\', ['.*([{\\'], ['a']],
    ['\\t\\n\\r', ['\t\n\r'], ['tnr']],
    ['a*b', ['b', 'aab'], ['a']],
    ['a+b', ['ab', 'aab'], ['b']],
    ['^a?b$', ['b', 'ab'], ['aab']],
    ['^a{3}$', ['aaa'], ['aa', 'aaaa']],
    ['^a{2,}$', ['aa', 'aaaa'], ['a']],
    ['^a{1,2}$', ['a', 'aa'], ['', 'aaa']],
    ['^a{0}$', [''], ['a']],
    ['^(ab){2}$', ['abab'], ['ab', 'ababab']],
    ['^a*?b+?c??$', ['b', 'aabc'], ['a']],
    ['a{', ['a{'], ['a']],
    ['{x}', ['{x}'], ['x']],
    ['\\bab\\b', ['ab', 'x ab-y'], ['xab', 'abx', 'ab1']],
    ['\\Bb', ['ab'], ['b', ' b']],
    ['^\\b', ['a'], [' a', '']],
    ['(?:a|b)c', ['ac', 'bc'], ['c']],
    ['(?<name>a)b', ['ab'], ['b']],
    ['ä', ['Ä', 'ä'], ['a']],
    ['é|σ', ['É', 'Σ'], ['k']],
    ['k', ['K'], ['\u212A']],
    ['充电桩', ['充电桩心跳包'], ['充电站']],
  ])('%s', (pattern, yes, no) => {
    expect(
      yes.filter((text) => !matches(pattern, text)),
      'should match',
    ).toEqual([])
    expect(
      no.filter((text) => matches(pattern, text)),
      'should not match',
    ).toEqual([])
  })
})

test('for bytes, only ASCII letters have two cases', () => {
  const compiled = compilePattern('\\xe9K', 'ascii')
  if ('error' in compiled) throw new Error(compiled.error.message.en)
  expect(['\xe9k', '\xc9K'].map((text) => compiled.pattern.test(text))).toEqual([true, false])
})

test.each(['a{1000}', '(a{20}){20}', '((){999}){999}', '((((a?){9}){9}){9}){9}', '('.repeat(200), 'a'.repeat(200)])(
  'what would grow too large is refused: %s',
  (pattern) => {
    const compiled = compilePattern(pattern)
    expect('error' in compiled && compiled.error.code).toMatch(/pattern_(too_large|end)/)
  },
)

test('a class of thousands of characters, repeated, compiles at once', () => {
  const members = Array.from({ length: 2600 }, (_, i) => String.fromCodePoint(0x4e00 + i * 3)).join('')
  expect(matches(`[^${members}]{126}x`, 'b'.repeat(126) + 'x')).toBe(true)
  const build = (times: number): boolean => matches(`[^${members}]{${times}}x`, 'b')
  expect(growth(build, 3, 126)).toBeLessThan(42)
})

test.each(evilPatterns)('an evil pattern takes time in proportion to the text, or is refused: %s', (source) => {
  const compiled = compilePattern(source)
  if ('error' in compiled) return expect(compiled.error.code).toMatch(/^pattern_/)
  const random = randomNumbers(42)
  const letters = Array.from({ length: 1 << 16 }, () => 'ab01 桩'[Math.floor(random() * 6)]).join('')
  for (const subject of ['a'.repeat(letters.length), letters]) {
    const read = (length: number): boolean => compiled.pattern.test(subject.slice(0, length))
    // Sixteen times the text: quadratic work takes 256 times as long.
    expect(growth(read, letters.length >> 4, letters.length)).toBeLessThan(80)
  }
})

test('there are at least 60 evil patterns', () => {
  expect(new Set(evilPatterns).size).toBeGreaterThanOrEqual(60)
})

test('random patterns match exactly what the platform says', () => {
  const seed = 7
  const random = randomNumbers(seed)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const atoms = [
    'a',
    'b',
    'B',
    '1',
    '_',
    '桩',
    '-',
    ' ',
    '.',
    '\\d',
    '\\W',
    '\\w',
    '\\s',
    '[ab]',
    '[^a1]',
    '[a-c桩]',
    '\\x41',
    '\\.',
  ]
  const repeats = ['*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}', '*?', '+?']
  const build = (depth: number): string => {
    const kind = random()
    if (depth === 0 || kind < 0.35) return pick(atoms)
    if (kind < 0.5) return pick(['^', '$', '\\b', '\\B', ''])
    if (kind < 0.7) return build(depth - 1) + build(depth - 1)
    if (kind < 0.8) return `(${build(depth - 1)}|${build(depth - 1)})`
    const item = build(depth - 1)
    return `(?:${item})${pick(repeats)}`
  }
  let matched = 0
  let compared = 0
  for (let round = 0; round < 3000; round++) {
    const source = build(4)
    const compiled = compilePattern(source)
    if ('error' in compiled) {
      expect(compiled.error.code, `seed ${seed}: ${source}`).toBe('pattern_too_large')
      continue
    }
    const native = new RegExp(source, 'iu')
    for (let i = 0; i < 12; i++) {
      const text = Array.from({ length: random() * 9 }, () => pick([...'aAbBc1_桩- .\n'])).join('')
      const expected = native.test(text)
      compared++
      if (expected) matched++
      const where = `seed ${seed}: ${source} on ${JSON.stringify(text)}`
      expect(compiled.pattern.test(text), where).toBe(expected)
    }
  }
  expect(matched).toBeGreaterThan(compared / 10)
  expect(compared - matched).toBeGreaterThan(compared / 10)
})

test('any text is a pattern or refused inside itself, and never throws', () => {
  const seed = 11
  const random = randomNumbers(seed)
  const pieces = [...'ab1^$.|()[]{}*+?\\-,:=!<>桩\uD800', '(?', '(?:', '{2,3}', '[^', '\\x4', '\\b', '\\1', '(?i)']
  for (let round = 0; round < 5000; round++) {
    let source = ''
    for (let length = random() * 15; length > 0; length--) source += pieces[Math.floor(random() * pieces.length)]!
    const compiled = compilePattern(source)
    if ('error' in compiled) {
      const { start, end } = compiled.error.range
      const where = `seed ${seed}: ${JSON.stringify(source)} ${start}-${end}`
      expect(start >= 0 && start <= end && end <= source.length, where).toBe(true)
    } else {
      compiled.pattern.test('ab1桩-')
    }
  }
})
