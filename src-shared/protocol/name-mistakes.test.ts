// Names that stand for nothing, expressions that ask for them, and circles are refused at the place.
import { describe, expect, test } from 'vitest'
import { expectMistake, inField, label, tlv, twoMessages, type MarkedMistake } from './testing/marked-mistakes.ts'
import { load, smallFamily, smallHead } from './testing/small-family.ts'

const mistakes: MarkedMistake[] = [
  ['unknown enum', inField('read: u8, ▶enum: colours'), 'Nothing is called "colours"', 'Define it first'],
  [
    'misspelt enum',
    `${inField('read: u8, ▶enum: color')}enums: { colour: { 0: { zh: 红, en: red } } }\n`,
    'Nothing is called "color"',
    'Did you mean colour',
  ],
  ['unknown flags', inField('read: u8, ▶flags: faults'), 'Nothing is called "faults"', 'Define it first'],
  ['unknown group', smallFamily('[ { ▶use: clock } ]'), 'Nothing is called "clock"', 'Define it first'],
  [
    'unknown dictionary',
    inField(
      `tlv: { item: { id: u, ${label} }, tag: { id: t, ${label}, read: u8 }, length: { id: l, ${label}, read: u8 }, ▶dictionary: tags, sizes: exact, unknown: { id: x, ${label} } }`,
    ),
    'Nothing is called "tags"',
    'Define it first',
  ],
  [
    'unknown dialect of a message',
    `${smallHead}messages:\n  - { id: a, type: 1, name: { zh: 一, en: one }, ▶dialects: [v9], fields: [] }\n`,
    'Nothing is called "v9"',
    'Define it first',
  ],
  ['unknown default dialect', `${smallHead}▶default_dialect: v9\n`, 'Nothing is called "v9"', 'Define it first'],
  [
    'unknown field in a pair',
    `${twoMessages('id: a, type: 1', 'id: b, type: 2')}pairs: [ { request: [a], reply: [b], ▶keys: [gun] } ]\n`,
    'Nothing is called "gun"',
    'Define it first',
  ],
  [
    'unknown message in a pair',
    `${twoMessages('id: a, type: 1', 'id: b, type: 2')}pairs: [ { request: [a], ▶reply: [c] } ]\n`,
    'Nothing is called "c"',
    'Did you mean',
  ],
  [
    'unknown message of a sample',
    `${smallHead}samples: [ { hex: "6804", ▶message: login } ]\n`,
    'Nothing is called "login"',
    'Define it first',
  ],
  [
    'unknown field in expect',
    `${smallHead}messages:\n  - { id: a, type: 1, name: { zh: 一, en: one }, expect: { ▶flag: 1 }, fields: [] }\n`,
    'Nothing is called "flag"',
    'Define it first',
  ],
  [
    'unknown field of a check',
    `${smallHead}checks: [ { code: odd, severity: warn, when: "type == 1", ▶field: soc, message: { zh: 怪, en: odd } } ]\n`,
    'Nothing is called "soc"',
    'Define it first',
  ],
  // Expressions.
  ['bad expression', inField('read: u8, ▶when: "type =="'), 'The expression is wrong', 'section 6'],
  ['expression with an unknown name', inField('read: u8, ▶when: "tpye == 1"'), 'The expression is wrong', 'section 6'],
  ['size of an unknown field', inField('read: bytes, ▶size: len_of_it'), 'The expression is wrong', 'section 6'],
  [
    'bad template',
    `${smallHead}checks: [ { code: odd, severity: warn, when: "type == 1", message: { zh: 怪, ▶en: "odd {tpye}" } } ]\n`,
    'The expression is wrong',
    'section 6',
  ],
  [
    'frame test over fields',
    smallHead.replace('header_size: 3', 'header_size: 3\n    ▶when: "type == 1"'),
    'can look at `frame` only',
    'frame[4]',
  ],
]

test.each(mistakes)('%s', (_what, source, reason, remedy) => expectMistake(source, reason, remedy))

describe('circles', () => {
  const use = (name: string) => `[ { use: ${name} } ]`

  test('of groups', () => {
    const text = `${smallFamily(use('g1'))}groups:\n  g1: ${use('g2')}\n  g2: ${use('g1')}\n`
    const { errors } = load(text)
    expect(errors).toHaveLength(1)
    expect(errors[0]!.message.en).toBe('Groups use each other in a circle: g1 → g2 → g1')
  })

  test('of dialects', () => {
    const { errors } = load(
      `${smallHead}dialects:\n  - { id: a, name: { zh: 甲, en: a }, inherits: b }\n  - { id: b, name: { zh: 乙, en: b }, inherits: a }\n`,
    )
    expect(errors.map((error) => error.message.en)).toEqual([
      'Dialects inherit in a circle: a → b → a',
      'Dialects inherit in a circle: b → a → b',
    ])
  })

  test('of dictionaries', () => {
    const { errors } = load(`${inField(tlv)}dictionaries: { tags: [ { tag: 1, id: b, ${label}, ${tlv} } ] }\n`)
    expect(errors.map((error) => error.message.en)).toEqual(['The dictionary "tags" is used inside itself.'])
  })
})
