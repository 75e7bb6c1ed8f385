#!/usr/bin/env node
// Writes all goldens anew. Read the difference before you commit it: a golden nobody read proves nothing.
import { rmSync, writeFileSync } from 'node:fs'
import { golden, goldenEnding, orphans, printed, sampleFiles } from './goldens.mjs'

for (const path of orphans()) {
  rmSync(path)
  console.log(`removed ${path}`)
}
for (const path of sampleFiles()) {
  const text = printed(path)
  if (golden(path) === text) continue
  writeFileSync(path + goldenEnding, text)
  console.log(`wrote ${path}${goldenEnding}`)
}
