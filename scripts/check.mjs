#!/usr/bin/env node
// `npm run check`: types, lint, format, import zones, file rules. Prints what is wrong; exits 1 when anything is.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { checkZones } from './check-zones.mjs'
import { checkDefinitions } from './check-definitions.mjs'
import { isSchemaCurrent } from './definition-schema.mjs'

const steps = [
  ['types of src-shared', 'tsc', ['-p', 'src-shared']],
  ['types of src-main', 'tsc', ['-p', 'src-main']],
  ...(existsSync('src-renderer/tsconfig.json') ? [['types of src-renderer', 'tsc', ['-p', 'src-renderer']]] : []),
  ['types of e2e', 'tsc', ['-p', 'e2e']],
  ['lint', 'oxlint', ['--deny-warnings', '--quiet', '.']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
]

let failed = false
for (const [name, command, args] of steps) {
  const run = spawnSync(`node_modules/.bin/${command}`, args, { encoding: 'utf8' })
  report(name, run.status === 0, `${run.stdout}${run.stderr}`)
}
const zones = checkZones()
report('import zones', zones.length === 0, zones.join('\n'))
const definitions = await checkDefinitions()
report('definitions', definitions.ok, definitions.text)
report('definition schema', await isSchemaCurrent(), 'run node scripts/definition-schema.mjs')
process.exitCode = failed ? 1 : 0

function report(name, ok, text) {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}`)
  if (!ok) {
    failed = true
    console.log(text.trim())
  }
}
