#!/usr/bin/env node
// What the proxy promises, in full and against the built program: `npm run endurance [fidelity|half-close|reset|slow|storm|
// kill|decoder …]`. Prints each figure; exits 1 when one is not as it has to be. Takes minutes; parts are in proxy-endurance/.
import { argv } from 'node:process'
import { decoder } from './proxy-endurance/decoder.mjs'
import { halfClose, reset } from './proxy-endurance/ends.mjs'
import { fidelity } from './proxy-endurance/fidelity.mjs'
import { finish } from './proxy-endurance/harness.mjs'
import { kill } from './proxy-endurance/kill.mjs'
import { slow, storm } from './proxy-endurance/limits.mjs'

const parts = { fidelity, 'half-close': halfClose, reset, slow, storm, kill, decoder }
const wanted = argv.length > 2 ? argv.slice(2) : Object.keys(parts)
try {
  for (const name of wanted) await parts[name]()
} finally {
  finish()
}
