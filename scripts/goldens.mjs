// The goldens: for every sample, exactly what the command line prints. Found by listing, so that nothing is forgotten.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = 'samples'
export const goldenEnding = '.tree.golden'

/** Sample files that have a golden beside them. */
export function sampleFiles() {
  return systems().flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(hex|txt|md|log|pcap|pcapng)$/.test(name) && name !== 'README.md')
      .map((name) => join(folder, name)),
  )
}

/** Goldens whose sample is gone. */
export function orphans() {
  return systems().flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(goldenEnding))
      .map((name) => join(folder, name))
      .filter((path) => !existsSync(path.slice(0, -goldenEnding.length))),
  )
}

function systems() {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(root, entry.name))
}

/** The arguments that a sample is decoded with: one frame a line in .hex files, anything else as it comes. */
export function decodeArguments(path, format) {
  const isLines = path.endsWith('.hex')
  // `# as: PROTOCOL/DIALECT` in the first line settles what the bytes of the file leave open.
  const as = isLines ? /^# as: (\S+)/.exec(readFileSync(path, 'utf8'))?.[1] : undefined
  return [
    'decode',
    ...(isLines ? ['--input', 'lines'] : []),
    ...(as ? ['--as', as] : []),
    '--format',
    format,
    '--lang',
    'both',
    path,
  ]
}

/** What the built command line prints for a sample. */
export function printed(path, format = 'tree') {
  const run = spawnSync(process.execPath, ['out/main/cli.js', ...decodeArguments(path, format)], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (run.error) throw run.error
  if (run.status !== 0 && run.status !== 1) throw new Error(`${path}: exit ${run.status}: ${run.stderr}`)
  return run.stdout
}

export function golden(path) {
  const file = path + goldenEnding
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
