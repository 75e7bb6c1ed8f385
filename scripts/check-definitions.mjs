// The bundled definitions, checked by the built command line as a user would check their own.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Runs `definitions check` over the bundled YAML; the program must be built. */
export function checkDefinitions() {
  if (!existsSync('out/main/cli.js'))
    return { ok: false, text: 'out/main/cli.js is missing: run `npm run build` first.' }
  const run = spawnSync(process.execPath, ['out/main/cli.js', 'definitions', 'check', 'src-shared/definitions'], {
    encoding: 'utf8',
  })
  return { ok: run.status === 0, text: `${run.stdout}${run.stderr}` }
}
