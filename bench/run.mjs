#!/usr/bin/env node
// `npm run bench`: every bench of this folder, one small table each. Runs on what was built.
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(fileURLToPath(import.meta.url))
const wanted = process.argv[2] ?? ''
const names = readdirSync(folder).filter((name) => name.endsWith('.bench.mjs') && name.includes(wanted))

for (const name of names.toSorted()) {
  const { bench } = await import(join(folder, name))
  const rows = await bench()
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)))
  console.log(name.replace('.bench.mjs', ''))
  for (const [what, value, remark] of rows)
    console.log(`  ${what.padEnd(widths[0])}  ${value.padStart(widths[1])}  ${remark}`.trimEnd())
}
