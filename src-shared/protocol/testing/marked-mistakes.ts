// Definitions with their mistakes marked, for the tests of what is told of them.
import { expect } from 'vitest'
import type { DefinitionError } from '../mistake.ts'
import { load, smallFamily, smallHead } from './small-family.ts'

/** `▶` stands where the mistake must be told; it is taken out. */
export function marked(text: string): { text: string; places: string[] } {
  const places: string[] = []
  let plain = ''
  for (const piece of text.split('▶')) {
    if (plain !== '' || piece !== text.split('▶')[0]) {
      const lines = plain.split('\n')
      places.push(`file.yaml:${lines.length}:${lines.at(-1)!.length + 1}`)
    }
    plain += piece
  }
  return { text: plain, places }
}

/** `file.yaml:3:7`. */
export const place = (error: DefinitionError) => `${error.file}:${error.line}:${error.column}`

/** A label of a field. */
export const label = 'label: { zh: 名, en: name }'
/** A family with one message, whose one field `a` says also this; the mistake is told at the field, or within it. */
export const field = (rest: string) => smallFamily(`[ { ▶id: a, ${label}, ${rest} } ]`)
export const inField = (rest: string) => smallFamily(`[ { id: a, ${label}, ${rest} } ]`)
/** A family with two messages that say also this. */
export const twoMessages = (first: string, second: string) =>
  `${smallHead}messages:\n  - { ${first}, name: { zh: 一, en: one }, fields: [] }\n  - { ${second}, name: { zh: 二, en: two }, fields: [] }\n`

/** A field of units of tag, length and value, by the dictionary `tags`. */
export const tlv = `tlv: { item: { id: u, ${label} }, tag: { id: t, ${label}, read: u8 }, length: { id: l, ${label}, read: u8 }, dictionary: tags, sizes: exact, unknown: { id: x, ${label} } }`

/** What is wrong, a definition with ▶ at the mistake, words of the reason, words of the remedy. */
export type MarkedMistake = [what: string, source: string, reason: string, remedy: string]

/** The mistake is told at its place, with its reason and its remedy, in both languages; the definition is refused. */
export function expectMistake(source: string, reason: string, remedy: string): void {
  const { text, places } = marked(source)
  const { errors, protocols } = load(text)
  expect(errors.map(place)).toEqual(places)
  expect(errors[0]!.message.en).toContain(reason)
  expect(errors[0]!.remedy.en).toContain(remedy)
  for (const error of errors) {
    expect(error.message.zh).toMatch(/\p{Script=Han}/u)
    expect(error.remedy.zh).toMatch(/\p{Script=Han}/u)
  }
  expect(protocols).toEqual([])
}
