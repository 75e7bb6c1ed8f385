// Definitions made to hurt: each is refused in a moment, with a place and a reason, and none is loaded.
import { describe, expect, test } from 'vitest'
import { cpuTime } from '../bytes/testing/cpu-time.ts'
import { load, smallFamily, smallHead } from './testing/small-family.ts'

/** How fast this machine is just now: some steps that are always the same, in milliseconds. */
const pace = cpuTime(() => {
  let sum = 0
  for (let i = 0; i < 50_000_000; i++) sum = (sum * 31 + i) | 0
  if (sum === 1) throw new Error('the loop must not be left out')
})
const limit = 15 * pace

const label = 'label: { zh: 名, en: name }'
const megabyte = 1024 * 1024
const fill = (piece: string, size = megabyte - smallHead.length - 100) => piece.repeat(Math.floor(size / piece.length))
const inMessages = (text: string) => `${smallHead}messages: ${text}`

/** Anchors of which each stands for ten of the one before. */
function aliasBomb(levels: number): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < levels; i++)
    lines.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    )
  return `${smallHead}${lines.join('\n')}\n`
}

/** Groups of which each uses the next several times, in groups of fields so that names may repeat. */
function groupBomb(levels: number, width: number): string {
  const groups = Array.from({ length: levels }, (_, level) => {
    const inner = level + 1 < levels ? `{ use: g${level + 1} }` : `{ id: leaf, ${label}, read: u8 }`
    const members = Array.from({ length: width }, (_one, i) => `{ id: f${i}, ${label}, fields: [ ${inner} ] }`)
    return `  g${level}: [ ${members.join(', ')} ]\n`
  })
  return `${smallFamily('[ { use: g0 } ]')}groups:\n${groups.join('')}`
}

const tlv = (dictionary: string) =>
  `tlv: { item: { id: u, ${label} }, tag: { id: t, ${label}, read: u8 }, length: { id: l, ${label}, read: u8 }, dictionary: ${dictionary}, sizes: exact, unknown: { id: x, ${label} } }`

function dictionaryBomb(width: number): string {
  const entries = Array.from({ length: width }, (_, i) => `    - { tag: ${i}, id: e${i}, ${label}, ${tlv('tags')} }\n`)
  return `${smallFamily(`[ { id: a, ${label}, ${tlv('tags')} } ]`)}dictionaries:\n  tags:\n${entries.join('')}`
}

const hostile: [string, string][] = [
  // Size.
  ['more than a megabyte', `${smallHead}# ${'x'.repeat(megabyte)}`],
  ['a megabyte of lines', `${smallHead}${fill('#\n')}`],
  ['a megabyte of empty lines', `${smallHead}${fill('\n')}`],
  ['a list of half a million', inMessages(`[${fill('a,')}]`)],
  ['a map of a hundred thousand', inMessages(`{${Array.from({ length: 100_000 }, (_, i) => `k${i}: 1`).join(', ')}}`)],
  ['a block list of a quarter of a million', `${smallHead}messages:\n${fill('- a\n')}`],
  ['empty entries', inMessages(`[${fill(',')}]`)],
  ['keys without values', `${smallHead}${fill(': \n')}`],
  // Depth.
  ['a million brackets', inMessages(fill('['))],
  ['a million braces', inMessages(fill('{a: '))],
  ['nested lists on one line', `${smallHead}messages:\n${fill('- ')}`],
  ['nested keys on one line', `${smallHead}messages:\n${fill('? ')}`],
  [
    'growing indentation',
    `${smallHead}messages:\n${Array.from({ length: 1300 }, (_, i) => `${' '.repeat(i + 1)}a:\n`).join('')}`,
  ],
  ['seventy groups in each other', smallFamily(`${`[ { id: a, ${label}, fields: `.repeat(70)}[]${' } ]'.repeat(70)}`)],
  ['twenty groups in each other', smallFamily(`${`[ { id: a, ${label}, fields: `.repeat(20)}[]${' } ]'.repeat(20)}`)],
  // Aliases and anchors.
  ['an alias bomb', aliasBomb(12)],
  ['an alias bomb of a thousand million', aliasBomb(9)],
  ['an alias inside itself', inMessages('&a [*a]')],
  ['an alias twice inside itself', inMessages('&a [*a, *a]')],
  ['a quarter of a million aliases', `${smallHead}x: &a 1\nmessages: [${fill('*a,')}]`],
  ['a hundred thousand anchors', inMessages(`[${Array.from({ length: 100_000 }, (_, i) => `&a${i} x`).join(',')}]`)],
  ['anchors without nodes', inMessages(fill('&a '))],
  // Broken YAML.
  ['half a million quotes', inMessages(fill('"'))],
  ['half a million colons', inMessages(fill('a: '))],
  ['tags without end', inMessages(fill('!a '))],
  ['directives', fill('%a\n')],
  ['documents', `${smallHead}${fill('---\n')}`],
  ['broken indentation', `${smallHead}${fill(' a:\n- b\n', 10_000)}`],
  ['an open quote', inMessages(`"${fill('a\n', 40_000)}`)],
  ['reserved characters', inMessages(fill('@'))],
  ['control characters', inMessages(fill('\u0000\u0001'))],
  ['lone surrogates', inMessages(fill('\ud800'))],
  // Keys that reach into objects.
  ['__proto__', `${smallHead}__proto__: { frames: [] }\n`],
  ['__proto__ in a table', `${smallHead}enums: { __proto__: { 0: { zh: 甲, en: a } } }\n`],
  ['constructor in a table', `${smallHead}groups: { constructor: [] }\n`],
  ['a list as a key', `${smallHead}? [a, b]\n: 1\n`],
  // Patterns, expressions, circles, explosions.
  [
    'an id that would hold up a careless pattern',
    smallFamily(`[ { id: "${'{n}aaaa'.repeat(60)}!", ${label}, read: u8 } ]`),
  ],
  ['a long expression', smallFamily(`[ { id: a, ${label}, read: u8, when: "${'1+'.repeat(20_000)}1 == 1" } ]`)],
  [
    'a deep expression',
    smallFamily(`[ { id: a, ${label}, read: u8, when: "${'('.repeat(4000)}1${')'.repeat(4000)} == 1" } ]`),
  ],
  [
    'a pattern in an expression',
    smallFamily(`[ { id: a, ${label}, read: u8, when: 'text matches "${'(a*)*'.repeat(200)}b"' } ]`),
  ],
  ['groups that use each other', `${smallFamily('[ { use: a } ]')}groups: { a: [ { use: b } ], b: [ { use: a } ] }\n`],
  ['groups that explode', groupBomb(14, 3)],
  ['groups that explode slowly', groupBomb(8, 6)],
  ['a dictionary inside itself', dictionaryBomb(100)],
  ['a circle of dialects', `${smallHead}dialects: [ { id: a, name: { zh: 甲, en: a }, inherits: a } ]\n`],
  [
    'items without bytes',
    smallFamily(`[ { id: a, ${label}, repeat: { count: rest, item: { ${label}, read: bytes, size: 0 } } } ]`),
  ],
  [
    'four thousand mistakes',
    `${smallHead}enums: { e: {${Array.from({ length: 4000 }, (_, i) => `x${i}: 1`).join(', ')}} }\n`,
  ],
]

describe('a hostile definition is refused at once', () => {
  test.each(hostile)('%s', (_name, text) => {
    const check = () => {
      const { errors, protocols } = load(text)
      expect(protocols).toEqual([])
      expect(errors.length).toBeGreaterThan(0)
      expect(errors.length).toBeLessThanOrEqual(200)
      for (const { line, column, message, remedy } of errors) {
        expect(line).toBeGreaterThan(0)
        expect(column).toBeGreaterThan(0)
        expect(message.zh && message.en && remedy.zh && remedy.en).toBeTruthy()
      }
    }
    // What explodes takes minutes; the largest that is read through, about four times the pace.
    expect(cpuTime(check, limit, 3)).toBeLessThan(limit)
  })

  test('there are forty and more', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(40)
  })
})

describe('what is large but right is loaded', () => {
  test('a message of two thousand fields', () => {
    const fields = Array.from({ length: 2000 }, (_, i) => `      - { id: f${i}, ${label}, read: u8 }\n`)
    expect(load(smallFamily(`\n${fields.join('')}`)).errors).toEqual([])
  })

  test('an enum of three thousand codes, by aliases in ten fields', () => {
    const codes = Array.from({ length: 300 }, (_, i) => `${i}: &t${i} { zh: 码, en: code }`)
    const fields = Array.from(
      { length: 10 },
      (_, i) => `{ id: f${i}, ${label}, read: u8, enum: ${i === 0 ? `&codes { ${codes.join(', ')} }` : '*codes'} }`,
    )
    expect(load(smallFamily(`[ ${fields.join(', ')} ]`)).errors).toEqual([])
  })

  test('sixty levels of lists are no mistake of depth', () => {
    const { errors } = load(inMessages(`${'['.repeat(60)}${']'.repeat(60)}`))
    expect(errors.map((error) => error.message.en).join()).not.toContain('deep')
  })
})
