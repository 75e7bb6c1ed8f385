// A wrong definition is refused as a whole, and every mistake is told with its place, in both languages, with a remedy.
import { describe, expect, test } from 'vitest'
import { loadDefinitions } from './load.ts'

/** A small definition that is right; line numbers below count in it. */
const right = `id: demo
prefix: demo
name: { zh: 示例, en: Demo }
order: little
text: { ends: first_nul, encoding: ascii }
dialects:
  - { id: old, name: { zh: 旧, en: old } }
  - { id: new, name: { zh: 新, en: new }, inherits: old }
frames:
  - id: standard
    start: "aa"
    header_size: 3
    length: { at: 1, read: u8, add: 0, min: 4, max: 255, counts: { zh: 整帧, en: the whole frame } }
    checksum: { field: checksum, algorithm: sum8, from: 0, to: -1, size: 1, order: little }
    header:
      - { id: start, label: { zh: 起始, en: Start }, read: bytes, size: 1, const: "aa" }
      - { id: length, label: { zh: 长度, en: Length }, read: u8 }
      - { id: type, label: { zh: 类型, en: Type }, read: u8 }
    trailer:
      - { id: checksum, label: { zh: 校验, en: Checksum }, read: u8, as: hex }
    end: [real]
select: { by: [type], type: hex }
extra: { id: rest, label: { zh: 其余, en: Rest }, report: true }
enums:
  state: { 0: { zh: 好, en: good }, 1: { zh: 坏, en: bad } }
groups:
  both:
    - { id: one, label: { zh: 一, en: One }, read: u8 }
    - { id: two, label: { zh: 二, en: Two }, read: u8 }
messages:
  - id: hello
    type: 1
    name: { zh: 你好, en: Hello }
    direction: up
    fields:
      - { id: state, label: { zh: 状态, en: State }, read: u8, enum: state }
      - { id: size, label: { zh: 大小, en: Size }, read: u8 }
      - { id: text, label: { zh: 文本, en: Text }, read: text, size: size }
      - { use: both }
`

const errorsOf = (text: string) => loadDefinitions([{ name: 'demo.yaml', text }]).errors
/** The right definition with one thing replaced. */
const wrong = (from: string, to: string) => {
  if (!right.includes(from)) throw new Error(`the definition has no ${from}`)
  return right.replace(from, to)
}
const line = (text: string, word: string) => text.slice(0, text.indexOf(word)).split('\n').length

const table: [string, string, number, RegExp][] = [
  ['an unknown key', wrong('order: little', 'order: little\ncolour: red'), 5, /colour/],
  ['an unknown key in a field', wrong('read: u8, enum: state }', 'read: u8, enum: state, colour: red }'), 35, /colour/],
  ['a wrong value', wrong('order: little', 'order: middle'), 4, /little/],
  ['a missing label', wrong('name: { zh: 示例, en: Demo }', 'name: { zh: 示例 }'), 3, /en/],
  ['an unknown read', wrong('read: text, size: size', 'read: letters, size: size'), 37, /read/],
  ['an enum key that is no number', wrong('1: { zh: 坏, en: bad }', 'x: { zh: 坏, en: bad }'), 24, /./],
  ['an enum that is not there', wrong('enum: state }', 'enum: states }'), 35, /states/],
  ['a group that is not there', wrong('use: both', 'use: all'), 38, /all/],
  [
    'a group that uses itself',
    wrong('    - { id: one,', '    - { use: both }\n    - { id: one,'),
    27,
    /both → both|circle/,
  ],
  [
    'dialects that inherit in a circle',
    wrong('{ id: old, name: { zh: 旧, en: old } }', '{ id: old, name: { zh: 旧, en: old }, inherits: new }'),
    7,
    /old → new → old|circle/,
  ],
  ['a dialect that is not there', wrong('direction: up', 'direction: up\n    dialects: [newest]'), 34, /newest/],
  ['two fields of one id', wrong('id: size, label', 'id: state, label'), 36, /state/],
  [
    'two messages of one id',
    right + '  - { id: hello, type: 2, name: { zh: 再, en: Again }, fields: [] }\n',
    39,
    /hello/,
  ],
  ['a field without its size', wrong('read: text, size: size', 'read: text'), 37, /size/],
  ['a field that is two things', wrong('read: u8, enum: state', 'read: u8, fields: [], enum: state'), 35, /one of/],
  [
    'bits that overlap',
    right +
      '      - { id: b, label: { zh: 位, en: Bits }, size: 1, bits: [{ id: x, label: { zh: x, en: x }, from: 0, count: 2 }, { id: y, label: { zh: y, en: y }, from: 1, count: 1 }] }\n',
    39,
    /1/,
  ],
  [
    'bits outside their bytes',
    right +
      '      - { id: b, label: { zh: 位, en: Bits }, size: 1, bits: [{ id: x, label: { zh: x, en: x }, from: 7, count: 2 }] }\n',
    39,
    /8/,
  ],
  [
    'an item without bytes, repeated to the end',
    right + '      - { id: l, label: { zh: 表, en: List }, repeat: { count: rest, fields: [] } }\n',
    39,
    /./,
  ],
  ['an expression that is none', wrong('size: size }', 'size: "size +" }'), 37, /expression/i],
  ['an expression with an unknown name', wrong('size: size }', 'size: sizes }'), 37, /sizes/],
  [
    'a wrong text of a check',
    right + '    checks: [{ code: c, severity: warn, when: "state == 1", message: { zh: "{stat}", en: "{state}" } }]\n',
    39,
    /stat/,
  ],
  ['a pair with an unknown message', right + 'pairs: [{ request: [hello], reply: [bye] }]\n', 39, /bye/],
  ['a message that nothing chooses', wrong('    type: 1\n', ''), 31, /type/],
  ['a checksum field that is not there', wrong('field: checksum, algorithm', 'field: sum, algorithm'), 14, /sum/],
  ['a duplicate key', wrong('order: little', 'order: little\norder: big'), 5, /order/],
  ['a key that reaches into the program', wrong('order: little', 'order: little\n__proto__: { a: 1 }'), 5, /__proto__/],
  ['a constructor', wrong('enums:\n', 'enums:\n  constructor: { 0: { zh: 零, en: zero } }\n'), 24, /constructor/],
  ['a custom tag', wrong('order: little', 'order: !!js/function little'), 4, /tag|js/i],
  ['broken YAML', wrong('order: little', 'order: [little'), 4, /./],
]

describe('a wrong definition', () => {
  test('the right one is right', () => {
    const result = loadDefinitions([{ name: 'demo.yaml', text: right }])
    expect(result.errors).toEqual([])
    expect(result.protocols.map((protocol) => protocol.id)).toEqual(['demo'])
  })

  test.each(table)('%s', (_name, text, at, words) => {
    const result = loadDefinitions([{ name: 'demo.yaml', text }])
    expect(result.protocols).toEqual([])
    const told = result.errors.map((error) => `${error.file}:${error.line} ${error.message.en} ${error.message.zh}`)
    const error = result.errors.find(
      (one) => Math.abs(one.line - at) <= 1 && (words.test(one.message.en) || words.test(one.message.zh)),
    )
    expect(error, `expected line ${at} and ${words}; told:\n${told.join('\n')}`).toBeDefined()
    expect(error!.column).toBeGreaterThan(0)
    for (const label of [error!.message, error!.remedy]) {
      expect(label.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(label.en.length).toBeGreaterThan(5)
    }
  })

  test('all mistakes are told, not the first', () => {
    const text = right
      .replace('enum: state', 'enum: states')
      .replace('use: both', 'use: all')
      .replace('size: size', 'size: sizes')
    const lines = errorsOf(text).map((error) => error.line)
    for (const word of ['enum: states', 'use: all', 'size: sizes']) expect(lines).toContain(line(text, word))
  })

  test('an alias bomb is refused', () => {
    let bomb = 'a0: &a0 [x, x, x, x, x, x, x, x, x]\n'
    for (let level = 1; level < 9; level++)
      bomb += `a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]\n`
    const begun = performance.now()
    expect(errorsOf(bomb).length).toBeGreaterThan(0)
    expect(performance.now() - begun).toBeLessThan(2_000)
  })

  test('more than 1 MB, 64 levels or 50,000 nodes are refused', () => {
    expect(errorsOf('x'.repeat(1024 * 1024 + 1))[0]!.message.en).toMatch(/1 MB/)
    expect(errorsOf(`a: ${'['.repeat(70)}${']'.repeat(70)}`)[0]!.message.en).toMatch(/64/)
    expect(errorsOf(`a: [${'1, '.repeat(60_000)}1]`)[0]!.message.en).toMatch(/50,?000/)
  })

  test('a part of an unknown family is refused', () => {
    const errors = errorsOf('extends: nothing\nmessages: []\n')
    expect(errors[0]).toMatchObject({ line: 1, message: { en: expect.stringContaining('nothing') as string } })
  })
})
