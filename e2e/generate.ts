// Generated captures, as bench/generate.ts makes them.
import { spawnSync } from 'node:child_process'
import { inProject } from './samples.ts'

/** Writes a pcapng file of `frames` frames. */
export function generate(path: string, frames: number): void {
  runGenerator('--out', path, '--frames', String(frames))
}

/** Writes a pcap file of whole charges, four for each pile, some with a planted fault. */
export function generateCharges(path: string, piles: number): void {
  runGenerator('--out', path, '--charging-piles', String(piles), '--seed', '7')
}

function runGenerator(...options: string[]): void {
  const run = spawnSync(process.execPath, [inProject('out/main/generate.js'), ...options])
  if (run.status !== 0) throw new Error(`generate: ${String(run.stderr)}`)
}
