// The JSON Schema of definition files, for editors that complete and check them while they are written. Generated from
// definition.ts; definition-schema.test.ts keeps definition.schema.json as this says.
import { z } from 'zod'
import { familySchema, partSchema } from './definition.ts'

/** The schema of a family file or a part file, as plain JSON. */
export function definitionJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(z.union([familySchema, partSchema]), { io: 'input', reused: 'ref' })
}

let keys: Set<string> | null = null

/** Every key that a definition may have somewhere. */
export function definitionKeys(): ReadonlySet<string> {
  keys ??= collectKeys(definitionJsonSchema(), new Set())
  return keys
}

function collectKeys(schema: unknown, found: Set<string>): Set<string> {
  if (typeof schema !== 'object' || schema === null) return found
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' && typeof value === 'object' && value !== null)
      for (const name of Object.keys(value)) found.add(name)
    collectKeys(value, found)
  }
  return found
}
