// The bundled definitions as a reader meets them: both languages everywhere, names that are unique, clauses to look up,
// pairs and samples that exist.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkSamples } from './check-samples.ts'
import type { FieldDefinition } from './definition-field.ts'
import { loadDefinitions } from './load.ts'
import { families, protocols } from './testing/bundled.ts'

const folder = 'src-shared/definitions'

test('the files load without a mistake, and the build leaves none of them out', () => {
  const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }))
  const { errors, families: loaded } = loadDefinitions(files)
  expect(errors.map((error) => `${error.file}:${error.line}:${error.column} ${error.message.en}`)).toEqual([])
  expect(families.map((family) => family.id)).toEqual(loaded.map((family) => family.id))
})

/** Every { zh, en } of a definition, with the keys that lead to it. */
function labels(value: unknown, path = ''): { path: string; zh: unknown; en: unknown }[] {
  if (typeof value !== 'object' || value === null) return []
  if ('zh' in value || 'en' in value)
    return [{ path, zh: (value as { zh?: unknown }).zh, en: (value as { en?: unknown }).en }]
  return Object.entries(value).flatMap(([key, inner]) => labels(inner, `${path}/${key}`))
}

describe.each(families.map((family) => [family.id, family] as const))('%s', (_id, family) => {
  test('every label says something in both languages', () => {
    const found = labels(family)
    expect(found.length).toBeGreaterThan(50)
    const empty = found.filter(
      ({ zh, en }) => typeof zh !== 'string' || typeof en !== 'string' || !zh.trim() || !en.trim(),
    )
    expect(empty).toEqual([])
  })

  test('English texts of findings and names are English', () => {
    const chinese = (family.messages ?? []).filter(({ name }) => /\p{Script=Han}{3}/u.test(name.en))
    expect(chinese.map((message) => message.name.en)).toEqual([])
  })

  test('message ids are unique, and every message says where its specification describes it', () => {
    const messages = family.messages ?? []
    expect(new Set(messages.map((message) => message.id)).size).toBe(messages.length)
    expect(messages.filter((message) => !message.reference).map((message) => message.id)).toEqual([])
  })

  test('every message travels one way', () => {
    expect((family.messages ?? []).filter((message) => !message.direction).map((message) => message.id)).toEqual([])
  })

  test('pairs name messages that are there, a request and its reply travel opposite ways', () => {
    const byId = new Map((family.messages ?? []).map((message) => [message.id, message]))
    for (const { request, reply } of family.pairs ?? []) {
      for (const id of [...request, ...reply]) expect(byId.has(id), id).toBe(true)
      for (const from of request)
        for (const to of reply) expect(byId.get(from)!.direction, `${from} → ${to}`).not.toBe(byId.get(to)!.direction)
    }
    expect((family.pairs ?? []).length).toBeGreaterThan(0)
  })

  test('numbers with a scale have a unit or stand for something without one', () => {
    const strange: string[] = []
    const visit = (fields: readonly FieldDefinition[]) => {
      for (const field of fields) {
        if (field.scale !== undefined && field.unit === '') strange.push(field.id ?? '')
        visit(field.fields ?? [])
        visit(field.repeat?.fields ?? [])
      }
    }
    for (const message of family.messages ?? []) visit(message.fields)
    expect(strange).toEqual([])
  })
})

test.each(protocols.map((protocol) => [protocol.id, protocol] as const))(
  '%s: its samples decode as they say',
  (_id, protocol) => {
    expect(checkSamples(protocol)).toEqual([])
  },
)

test('field names are permanent words below the prefix of their protocol', () => {
  for (const protocol of protocols)
    for (const field of protocol.fields)
      expect(field.name, protocol.id).toMatch(new RegExp(`^${protocol.prefix}\\.[a-z0-9_.{}:]+$`, 'i'))
})
