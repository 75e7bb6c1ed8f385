// Build step: the bundled YAML definitions, checked and merged, as one JSON module (`virtual:definitions`). Parsing a
// megabyte of YAML takes over a second, parsing the same as JSON a few milliseconds; the YAML stays the only source. A
// family with a mistake is left out with a warning here; `npm run check` and the tests refuse it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { loadDefinitions } from '../src-shared/protocol/load.ts'

const id = 'virtual:definitions'

/** Serves `virtual:definitions`: a list of merged FamilyDefinitions of the YAML files in `folder`. */
export function definitionsPlugin(folder: string): Plugin {
  return {
    name: 'pilescope-definitions',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(source) {
      if (source !== `\0${id}`) return null
      const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
      for (const name of names) this.addWatchFile(join(folder, name))
      const result = loadDefinitions(names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })))
      for (const error of result.errors)
        this.warn(`${error.file}:${error.line}:${error.column} ${error.message.en} ${error.remedy.en}`)
      return `export const families = JSON.parse(${JSON.stringify(JSON.stringify(result.families))})`
    },
  }
}
