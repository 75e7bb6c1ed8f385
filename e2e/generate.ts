// Generated captures, as bench/generate.ts makes them.
import { spawnSync } from 'node:child_process'
import { inProject } from './samples.ts'

/** Writes a pcapng file of `frames` frames. */
export function generate(path: string, frames: number): void {
  const run = spawnSync(process.execPath, [
    inProject('out/main/generate.js'),
    '--out',
    path,
    '--frames',
    String(frames),
  ])
  if (run.status !== 0) throw new Error(`generate: ${String(run.stderr)}`)
}
