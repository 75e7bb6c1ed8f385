import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadDefinitions } from './load.ts'

test('the bundled definitions have no mistakes', () => {
  const folder = 'src-shared/definitions'
  const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }))
  const result = loadDefinitions(files)
  expect(result.errors.map((error) => `${error.file}:${error.line}:${error.column} ${error.message.en}`)).toEqual([])
})
