import { describe, expect, test } from 'vitest'
import { compilePattern } from './pattern.ts'
import { randomNumbers } from './testing/random.ts'

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
  const started = Date.now()
  expect(matches(`[^${members}]{126}x`, 'b'.repeat(126) + 'x')).toBe(true)
  expect(Date.now() - started).toBeLessThan(1000)
})

/** Patterns that take exponential or quadratic time in backtracking engines, and large ones. */
// prettier-ignore
const evilPatterns = [
  '(a+)+$', '(a+)+b', '(a|aa)+$', '(a|a)*b', '(a*)*b', '(a*)*$', '((a+)+)+$', '(a+a+)+y', '(.*)*x', '(.*a){20}x',
  '(a|a?)+$', '(.*)+.$', '([a-zA-Z]+)*$', '([a-z]+)*=', '(a?){60}a{60}$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y',
  '.*.*.*=.*', '.*.*=.*.*;', '(?:.*)*=', '(.*?,){11}P', '^(a?)*?$', '(a|b)*a(a|b){20}', '(a|b)*a(a|b){60}$',
  'a.{0,120}b', '(.{0,24}a){5}x', '([ab]*a[ab]{28}){4}c', 'a{0,126}b', '[^x]{0,126}x', '(\\w+\\s*)+$', '\\b(\\w+\\s?)*\\B$',
  '^(\\d+)*$', '(\\d+,?)+$', '(0|1)*1(0|1){40}$', '(?:\\s+)*x', '(\\s*\\w*)*!', '(a+|b+|c+)*d', '((ab)*)*c', '(ab|a)(bc|c)*d',
  '(^a|b$)*x', '(a+b?)+c', '(a{1,9}){1,9}c', '((a{2}){3}){9}b', '(a*b*)*c', '(a*?)*?b', '.*a.*b.*c.*d', '(.a){40}b',
  '[ab]{100}c', '(a|ab|b|ba)*c', '(?:a?a?a?a?)+b', '(\\D+|\\d+)*!', '(.|\\n)*x', '(?i)(A+)+$', '(?-i)(a+)+B',
  '^(?:a+)+(?:b+)+$', '(桩+)+电', '(.*桩){10}x', '\\b(.{0,60}a){2}\\bx', '(a?b?c?d?)*e', '(a|b|ab)*(?:bc|c)(d|$)x',
]

test(`${evilPatterns.length} evil patterns end within 250 ms on a megabyte, or are refused`, () => {
  const length = 1 << 20
  const random = randomNumbers(42)
  const subjects = ['a'.repeat(length), Array.from({ length }, () => 'ab01 桩'[Math.floor(random() * 6)]).join('')]
  const slow: string[] = []
  for (const source of evilPatterns) {
    const compiled = compilePattern(source)
    if ('error' in compiled) continue
    for (const subject of subjects) {
      // The machine may be busy with something else: the best of three counts.
      let best = Infinity
      for (let round = 0; round < 3 && best > 250; round++) {
        const started = Date.now()
        compiled.pattern.test(subject)
        best = Math.min(best, Date.now() - started)
      }
      if (best > 250) slow.push(`${source}: ${best} ms`)
    }
  }
  expect(evilPatterns.length).toBeGreaterThanOrEqual(60)
  expect(slow).toEqual([])
}, 60_000)

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
