// Runs the built command line as a user would. Tests only; `npm test` builds first.
import { spawnSync } from 'node:child_process'

export interface CliResult {
  code: number | null
  stdout: string
  stderr: string
}

/** `pilescope ARGS` with `input` on standard input. */
export function runCli(args: readonly string[], input: string | Uint8Array = ''): CliResult {
  const run = spawnSync(process.execPath, ['out/main/cli.js', ...args], { input, encoding: 'utf8', maxBuffer: 1 << 29 })
  return { code: run.status, stdout: run.stdout, stderr: run.stderr }
}

/** The JSON lines that `decode --format ndjson ARGS` prints. */
export function decodeJson(args: readonly string[], input: string | Uint8Array = ''): FrameJson[] {
  const { stdout } = runCli(['decode', '--format', 'ndjson', ...args], input)
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FrameJson)
}

export interface FieldJson {
  name: string
  range: [number, number]
  bits?: [number, number]
  raw: string
  value?: string | number | null
  text: { zh: string; en: string }
  children: FieldJson[]
}

export interface FrameJson {
  kind: string
  number: number
  protocol: string | null
  dialect: string | null
  time: string | null
  direction: string
  hex: string
  message: { type: string; id: string; name: { zh: string; en: string } } | null
  length: { declared: number; actual: number; status: string } | null
  checksum: { found: string | null; expected: string | null; status: string } | null
  missing?: number
  source?: { line: number; column: number }
  label?: string
  duplicate_of?: number
  fields: FieldJson[]
  expert: {
    code: string
    severity: string
    range: [number, number]
    message: { zh: string; en: string }
    /** The repaired frame in hex. */
    repair: string | null
  }[]
}

/** A field and all below it. */
export function allFields(fields: readonly FieldJson[]): FieldJson[] {
  return fields.flatMap((field) => [field, ...allFields(field.children)])
}
