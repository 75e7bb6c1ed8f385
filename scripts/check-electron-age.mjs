#!/usr/bin/env node
// Electron's project mends security faults in its latest three majors only, so ours must be one of them: exits 1 when it is
// not. Without a registry to ask it says so and leaves it at that. Run by CI, not by `npm run check`, which needs no network.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const supported = 3
const patience = 15_000

const majorOf = (version) => Number(/^\d+/.exec(version.trim())?.[0])
const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const ours = majorOf(devDependencies.electron)
const asked = spawnSync('npm', ['view', 'electron', 'version'], { encoding: 'utf8', timeout: patience })
const latest = asked.status === 0 ? majorOf(asked.stdout) : Number.NaN

if (Number.isNaN(latest)) console.log(`Electron ${ours}: no registry answered, so its age is not known`)
else if (latest - ours >= supported) {
  console.error(`Electron ${ours} gets no security fixes any more: ${latest} is out. Raise it in package.json.`)
  process.exitCode = 1
} else console.log(`Electron ${ours} is supported; the latest is ${latest}`)
