import { expect, test } from 'vitest'
import { defaultColourRules } from '../../src-shared/view/colour-rules.ts'
import { rulesFromFile, rulesToFile } from './rules-file.ts'

test('what is exported is imported as it was', () => {
  expect(rulesFromFile(rulesToFile(defaultColourRules))).toEqual(defaultColourRules)
})

test('other files are refused', () => {
  const wrong = rulesToFile(defaultColourRules).replace('"red"', '"pink"')
  for (const text of ['', '{', '[]', '{}', 'null', '{"pilescopeColourRules":[{}]}', wrong])
    expect(rulesFromFile(text), text).toBeNull()
})
