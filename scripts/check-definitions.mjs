// The bundled definitions, checked by the built command line as a user would check their own: forms, ids, names, labels in
// both languages. Beyond that, each of their messages says which clause of the specification it comes from.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'

const folder = 'src-shared/definitions'

/** Runs `definitions check` over the bundled YAML; the program must be built. */
export async function checkDefinitions() {
  if (!existsSync('out/main/cli.js'))
    return { ok: false, text: 'out/main/cli.js is missing: run `npm run build` first.' }
  const run = spawnSync(process.execPath, ['out/main/cli.js', 'definitions', 'check', folder], { encoding: 'utf8' })
  const without = await messagesWithoutReference()
  const text = without.map((name) => `${name} has no reference to the specification\n`).join('')
  return { ok: run.status === 0 && without.length === 0, text: `${run.stdout}${run.stderr}${text}` }
}

async function messagesWithoutReference() {
  const { module } = await runnerImport('./src-shared/protocol/load.ts', { logLevel: 'silent' })
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  const files = names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  return module
    .loadDefinitions(files)
    .families.flatMap(({ id, messages }) => (messages ?? []).map((message) => ({ id, message })))
    .filter(({ message }) => !message.reference)
    .map(({ id, message }) => `${id} ${message.id}`)
}
