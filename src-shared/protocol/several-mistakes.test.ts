// All mistakes of a file are told at once, each once, without those that only follow from another.
import { describe, expect, test } from 'vitest'
import { label, marked, place } from './testing/marked-mistakes.ts'
import { load, smallHead } from './testing/small-family.ts'

describe('all mistakes of a file are told at once', () => {
  test('of several kinds and places, in reading order', () => {
    const { text, places } = marked(`${smallHead}messages:
  - id: first
    type: 1
    ▶colour: red
    name: { zh: 一, en: one }
    fields:
      - { id: a, ${label}, ▶read: text }
      - { id: b, ${label}, read: u8, ▶enum: nothing_like_it }
      - { ▶id: b, ${label}, read: u8 }
  - { ▶id: first, type: 2, name: { zh: 二, en: two }, fields: [] }
`)
    const { errors } = load(text)
    expect(errors.map(place)).toEqual(places)
  })

  test('with keys that are not allowed or stand twice among them', () => {
    const { text, places } = marked(`${smallHead}▶__proto__: { id: x }
messages:
  - id: first
    type: 1
    ▶colour: red
    name: { zh: 一, en: one }
    ▶type: 2
    fields:
      - { id: b, ${label}, read: u8 }
      - { ▶id: b, ${label}, read: u8 }
`)
    const { errors, protocols } = load(text)
    expect(errors.map(place)).toEqual(places)
    expect(protocols).toEqual([])
  })

  test('but not what follows from another: with a wrong field left out, its name is not known', () => {
    const { text, places } = marked(`${smallHead}messages:
  - id: first
    type: 1
    name: { zh: 一, en: one }
    fields:
      - { id: op, ${label}, ▶read: u7 }
      - { id: a, ${label}, ▶read: text }
      - { id: b, ${label}, read: u8, when: "op == 1" }
`)
    expect(load(text).errors.map(place)).toEqual(places)
  })

  test('a mistake in a group that many messages use is told once', () => {
    const messages = Array.from(
      { length: 5 },
      (_, i) => `  - { id: m${i}, type: ${i}, name: { zh: 甲, en: m }, fields: [ { use: g } ] }\n`,
    )
    const { errors } = load(
      `${smallHead}messages:\n${messages.join('')}groups: { g: [ { id: a, ${label}, read: text } ] }\n`,
    )
    expect(errors).toHaveLength(1)
  })

  test('a wrong form hides no unknown name, and a name in what is wrong is not called unknown', () => {
    const { errors } = load(
      `${smallHead}messages:
  - id: message
    type: 1
    name: { zh: 报文, en: message }
    fields:
      - { id: op, ${label}, read: u7 }
      - { id: stage_{n}, ${label}, read: u7 }
      - { id: a, ${label}, read: u8, when: "op == 1" }
      - { id: b, ${label}, read: u8, when: "stage_1 == 1" }
      - { id: c, ${label}, read: u8, when: "oq == 1" }
      - { id: d, ${label}, read: u8, enum: colours }
`.replaceAll('stage_{n}', '"stage_{n}"'),
    )
    expect(
      errors.map(({ line, message }) => `${line - smallHead.split('\n').length} ${message.en.slice(0, 40)}`),
    ).toEqual([
      '5 The value of "read" is wrong: it should ',
      '6 The value of "read" is wrong: it should ',
      '9 The expression is wrong: There is no fie',
      '10 Nothing is called "colours".',
    ])
  })
})
