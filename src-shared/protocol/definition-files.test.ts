// Several definition files together: families, their parts, and families that come with the program.
import { describe, expect, test } from 'vitest'
import { loadDefinitions } from './load.ts'
import { place } from './testing/marked-mistakes.ts'
import { load, smallHead } from './testing/small-family.ts'

describe('files of one load', () => {
  test('a wrong file refuses its family only, and says nothing of parts that it leaves alone', () => {
    const other = smallHead.replace('id: small', 'id: other').replace('prefix: small', 'prefix: other')
    const part = 'extends: small\nmessages: []\n'
    const { protocols, errors } = loadDefinitions([
      { name: 'small.yaml', text: `${smallHead}colour: red\n` },
      { name: 'part.yaml', text: part },
      { name: 'other.yaml', text: other },
    ])
    expect(protocols.map((protocol) => protocol.id)).toEqual(['other'])
    expect(errors.map((error) => error.file)).toEqual(['small.yaml'])
  })

  test('a part with a mistake refuses its family', () => {
    const { protocols, errors } = loadDefinitions([
      { name: 'small.yaml', text: smallHead },
      { name: 'part.yaml', text: 'extends: small\nmessages: 5\n' },
    ])
    expect(protocols).toEqual([])
    expect(errors.map(place)).toEqual(['part.yaml:2:1'])
  })

  test('a part of no family, a table that stands twice, an unknown dialect of a part', () => {
    const { errors } = loadDefinitions([
      { name: 'small.yaml', text: `${smallHead}enums: { colour: { 0: { zh: 红, en: red } } }\n` },
      { name: 'a.yaml', text: 'extends: smal\n' },
      { name: 'b.yaml', text: 'extends: small\ndialect: v2\nenums: { colour: { 1: { zh: 蓝, en: blue } } }\n' },
    ])
    expect(errors.map((error) => `${place(error)} ${error.message.en}`)).toEqual([
      'a.yaml:1:1 There is no protocol "smal" to extend.',
      'b.yaml:2:1 small has no dialect "v2".',
      'b.yaml:3:10 The family has "colour" already.',
    ])
  })

  test('two families of one id', () => {
    const { errors } = loadDefinitions([
      { name: 'a.yaml', text: smallHead },
      { name: 'b.yaml', text: smallHead },
    ])
    expect(errors.map((error) => `${place(error)} ${error.message.en}`)).toEqual([
      'b.yaml:1:1 The protocol "small" is defined already.',
    ])
  })
})

describe('beside families that are known', () => {
  const known = load(smallHead).families
  const message = 'messages: [ { id: own, type: 9, name: { zh: 甲, en: own }, fields: [] } ]\n'

  test('a part extends one, with dialects and samples of its own', () => {
    const text = `extends: small\ndialect: mine\ndialects: [ { id: mine, name: { zh: 我的, en: mine } } ]\n${message}samples: [ { hex: "68040909", message: own } ]\n`
    const { protocols, errors } = loadDefinitions([{ name: 'own.yaml', text }], known)
    expect(errors).toEqual([])
    expect(protocols[0]).toMatchObject({ id: 'small', dialects: [{ id: 'mine' }], samples: [{ message: 'own' }] })
  })

  test('a part with a mistake is refused, and says which family it concerns', () => {
    const result = loadDefinitions([{ name: 'own.yaml', text: 'extends: small\ncolour: red\n' }], known)
    expect(result).toMatchObject({ families: [], refused: ['small'] })
    expect(result.errors.map(place)).toEqual(['own.yaml:2:1'])
  })

  test('none is defined anew', () => {
    const { errors, families } = loadDefinitions([{ name: 'own.yaml', text: smallHead }], known)
    expect(families).toEqual([])
    expect(errors[0]!.message.en).toBe('"small" is a protocol that comes with the program.')
  })
})
