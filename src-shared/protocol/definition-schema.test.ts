// The JSON Schema that ships for editors is made from the schemas that check definitions. After a change of the language:
// npx vitest run -u src-shared/protocol/definition-schema.test.ts
import { expect, test } from 'vitest'
import { definitionJsonSchema } from './definition-schema.ts'

test('definition.schema.json says what the schemas say', async () => {
  await expect(`${JSON.stringify(definitionJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('definition.schema.json')
})

test('it knows family files and part files, and refuses unknown keys', () => {
  const schema = JSON.stringify(definitionJsonSchema())
  for (const key of ['extends', 'frames', 'select', 'dialects', 'messages', 'tlv', 'bits'])
    expect(schema).toContain(`"${key}"`)
  expect(schema).toContain('"additionalProperties":false')
})
