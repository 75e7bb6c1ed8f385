// The JSON Schema that editors use: up to date, and of one mind with the program about the bundled files.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { definitionJsonSchema, definitionKeys } from './definition-schema.ts'
import { schemaFaults } from './testing/json-schema.ts'
import { smallFamily, smallHead } from './testing/small-family.ts'

const file = 'src-shared/protocol/definition.schema.json'
const schema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
const folder = 'src-shared/definitions'

test('the file is what definition.ts says; after a change run node scripts/definition-schema.mjs', () => {
  expect(schema).toEqual(JSON.parse(JSON.stringify(definitionJsonSchema())))
})

test.each(readdirSync(folder))('%s fits', (name) => {
  expect(schemaFaults(schema, parse(readFileSync(`${folder}/${name}`, 'utf8'), { maxAliasCount: -1 }))).toEqual([])
})

test.each([
  ['an unknown key', `${smallHead}colour: red\n`, '/colour: unknown key'],
  ['a wrong word', smallHead.replace('order: little', 'order: middle'), '/order: enum'],
  ['a label in one language', smallFamily('[ { id: a, label: { zh: 名 }, read: u8 } ]'), ': en is missing'],
  ['a code that is no number', `${smallHead}enums: { e: { x1: { zh: 甲, en: a } } }\n`, '/enums/e/x1: text'],
  ['a fraction of a byte', smallFamily('[ { id: a, label: { zh: 名, en: a }, read: bytes, size: 1.5 } ]'), '/size:'],
])('%s does not fit', (_what, text, fault) => {
  expect(schemaFaults(schema, parse(text)).join('\n')).toContain(fault)
})

test('keys can be suggested for misspelt ones', () => {
  for (const key of ['label', 'read', 'header_size', 'item_enum', 'dictionary', 'extends'])
    expect(definitionKeys().has(key), key).toBe(true)
})
