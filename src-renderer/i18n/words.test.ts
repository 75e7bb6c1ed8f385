// Every word of the interface in both languages. That a word has both keys is a matter of types; this looks at the texts.
import { expect, test } from 'vitest'
import { appCommands } from '../../src-shared/bridge/app-commands.ts'
import type { Label } from '../../src-shared/bytes/range.ts'

const modules = import.meta.glob<Record<string, unknown>>('./words-*.ts', { eager: true })

const isLabel = (value: unknown): value is Label =>
  typeof value === 'object' && value !== null && 'zh' in value && typeof value.zh === 'string' && 'en' in value

/** All labels below a value, with the way to them. Functions are called with numbers, which fit texts too. */
function labelsIn(value: unknown, path: string): [string, Label][] {
  if (isLabel(value)) return [[path, value]]
  if (typeof value === 'function') return labelsIn(value(...Array.from({ length: value.length }, () => 7)), `${path}()`)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => labelsIn(inner, `${path}.${key}`))
}

const labels = [
  ...Object.entries(modules).flatMap(([file, module]) => labelsIn(module, file)),
  ...appCommands.map(({ id, label }): [string, Label] => [id, label]),
]
const chinese = /\p{Script=Han}/u
/** Texts that name the languages themselves. */
const inBothScripts = /languageWords/

test('the dictionary is found', () => {
  expect(Object.keys(modules).length).toBeGreaterThanOrEqual(5)
  expect(labels.length).toBeGreaterThan(200)
})

test('no text is empty or padded', () => {
  const bad = labels.filter(([, { zh, en }]) => zh.trim() === '' || en.trim() === '' || zh.trimStart() !== zh)
  expect(bad).toEqual([])
})

test('English texts have no Chinese in them', () => {
  expect(labels.filter(([path, { en }]) => chinese.test(en) && !inBothScripts.test(path))).toEqual([])
})

test('what differs between the languages is Chinese in Chinese', () => {
  expect(labels.filter(([, { zh, en }]) => zh !== en && !chinese.test(zh))).toEqual([])
})
