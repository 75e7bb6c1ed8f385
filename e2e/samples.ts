// The bundled samples and what the command line says of them: what the windows show is compared with that.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('..', import.meta.url))

export interface Label {
  zh: string
  en: string
}

/** One line of `decode --format ndjson`, as far as the journeys look at it. */
export interface DecodedFrame {
  number: number
  conversation: number | null
  hex: string
  message: { type: string; name: Label } | null
  checksum: { status: 'good' | 'swapped' | 'bad' | 'absent' }
  direction: 'up' | 'down' | 'unknown'
  expert: { code: string; severity: string; message: Label }[]
}

/** Path of a file of the project. */
export const inProject = (path: string): string => `${project}${path}`

/** The samples that have names, in the order in which the app offers them. */
export function namedSamples(): { id: string; name: Label }[] {
  const named = JSON.parse(readFileSync(inProject('samples/samples.json'), 'utf8')) as Record<string, { name: Label }>
  return Object.entries(named).map(([id, { name }]) => ({ id, name }))
}

/** What `pilescope decode` prints of a file, frame by frame. */
export function decodedByCommand(path: string, ...options: string[]): DecodedFrame[] {
  const firstLine = readFileSync(path, 'utf8').split('\n', 1)[0]!
  // What a sample's first line says for people, the app heeds too.
  const as = /^# as: (\S+)/.exec(firstLine)?.[1]
  return pilescope('decode', '--format', 'ndjson', ...(as ? ['--as', as] : []), ...options, path)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DecodedFrame)
}

/** Runs the command line; returns what it printed. Throws when it could not read what it was given. */
export function pilescope(...args: string[]): string {
  const run = spawnSync(process.execPath, [inProject('out/main/cli.js'), ...args], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (run.status !== 0 && run.status !== 1) throw new Error(`pilescope ${args.join(' ')}: ${run.stderr}`)
  return run.stdout
}

/** Texts with hex as people find it, and the frames that are in them. */
export interface TextCase {
  id: string
  text: string
  expect: {
    hex: string
    line?: number
    incomplete?: boolean
    missing?: number
    duplicate?: boolean
    optional?: boolean
  }[]
  note: string
}

export function textCases(): TextCase[] {
  return (JSON.parse(readFileSync(inProject('samples/text-cases.json'), 'utf8')) as { cases: TextCase[] }).cases
}
