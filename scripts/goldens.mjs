// The goldens: for every sample, exactly what the command line prints. Found by listing, so that nothing is forgotten.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const samples = 'samples'
export const goldenEnding = '.tree.golden'

/** Sample files; each must have a golden beside it. */
export function sampleFiles(root = samples) {
  return systems(root).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(hex|txt|md|log|pcap|pcapng)$/.test(name) && name !== 'README.md')
      .map((name) => join(folder, name)),
  )
}

/** Samples that no golden stands beside. */
export function withoutGolden(root = samples) {
  return sampleFiles(root).filter((path) => golden(path) === null)
}

/** Goldens whose sample is gone. */
export function orphans(root = samples) {
  return systems(root).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(goldenEnding))
      .map((name) => join(folder, name))
      .filter((path) => !existsSync(path.slice(0, -goldenEnding.length))),
  )
}

/** Messages of these families, as `PROTOCOL MESSAGE`, that no sample holds. */
export function messagesWithoutSample(families, root = samples) {
  const seen = new Set()
  for (const path of sampleFiles(root)) {
    for (const line of printed(path, 'ndjson').split('\n')) {
      const frame = line === '' ? null : JSON.parse(line)
      if (frame?.message) seen.add(`${frame.protocol} ${frame.message.id}`)
    }
  }
  return families
    .flatMap((family) => (family.messages ?? []).map((message) => `${family.id} ${message.id}`))
    .filter((name) => !seen.has(name))
}

function systems(root) {
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
