#!/usr/bin/env node
// Writes the JSON Schema of definition files from the schemas that the program checks them by. `--check` only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { runnerImport } from 'vite'

const target = 'src-shared/protocol/definition.schema.json'

/** The schema file as it should be. */
export async function schemaText() {
  const { module } = await runnerImport('./src-shared/protocol/definition-schema.ts', { logLevel: 'silent' })
  return `${JSON.stringify(module.definitionJsonSchema(), null, 1)}\n`
}

/** True when the file says what the program checks. */
export async function isSchemaCurrent() {
  return existsSync(target) && readFileSync(target, 'utf8') === (await schemaText())
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!process.argv.includes('--check')) writeFileSync(target, await schemaText())
  else if (!(await isSchemaCurrent())) {
    console.error(`${target} is not what definition.ts says: run node scripts/definition-schema.mjs`)
    process.exitCode = 1
  }
}
