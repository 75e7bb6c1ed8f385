// Definitions that users wrote: YAML files of the configuration folder, and those that the command line names.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stderr } from 'node:process'
import { families as bundled } from 'virtual:definitions'
import type { Label } from '../src-shared/bytes/range.ts'
import type { FamilyDefinition } from '../src-shared/protocol/definition.ts'
import type { DefinitionError } from '../src-shared/protocol/mistake.ts'
import { CommandError, fileError } from './command-error.ts'
import { configFolder } from './config-folder.ts'
import { useFamilies, withUserFamilies } from './definitions.ts'

export interface UserDefinitions {
  /** Merged families without mistakes: new ones, and bundled ones that the user's parts extend. */
  families: FamilyDefinition[]
  /** Files that were read. */
  files: string[]
  mistakes: DefinitionError[]
  /** Ids of the families that the mistakes concern, as far as they can be known. */
  refused: string[]
  /** What else the user should know. */
  warnings: Label[]
}

/** Files of one folder; more of them are no definitions but an accident. */
const mostFiles = 200

/** Where users put their own definitions. */
export const definitionsFolder = (folder: string): string => join(folder, 'definitions')

/** The YAML files that paths name, folders as what lies in them; in order. Throws CommandError for what is not there. */
export function definitionFiles(paths: readonly string[]): string[] {
  const found = new Set<string>()
  for (const path of paths) {
    try {
      const names = statSync(path).isDirectory() ? readdirSync(path).toSorted() : null
      for (const name of names?.filter((one) => /\.ya?ml$/i.test(one) && !one.startsWith('.')).slice(0, mostFiles) ??
        [])
        found.add(join(path, name))
      if (names === null) found.add(path)
    } catch (error) {
      throw fileError(path, error)
    }
  }
  return [...found]
}

/** Reads and checks files; mistakes do not throw. */
export async function readDefinitions(files: readonly string[]): Promise<UserDefinitions> {
  if (files.length === 0) return { families: [], files: [], mistakes: [], refused: [], warnings: [] }
  const { loadDefinitions } = await import('../src-shared/protocol/load.ts')
  const { overlappingFamilies } = await import('../src-shared/protocol/overlap.ts')
  const read = files.flatMap((name) => {
    try {
      return [{ name, text: readFileSync(name, 'utf8') }]
    } catch {
      // It went away since the folder was listed.
      return []
    }
  })
  const { families, errors, refused } = loadDefinitions(read, bundled)
  const ours = new Set(families.map((family) => family.id))
  const warnings = overlappingFamilies(withUserFamilies(families))
    .filter(([, second]) => ours.has(second.id) && !bundled.some((one) => one.id === second.id))
    .map(([first, second]) => sameFrames(first, second))
  return { families, files: read.map(({ name }) => name), mistakes: errors, refused, warnings }
}

function sameFrames(first: FamilyDefinition, second: FamilyDefinition): Label {
  return {
    zh: `${second.name.zh}（${second.id}）与${first.name.zh}（${first.id}）的帧格式相同：两者同样像的帧算作 ${first.id}；要按 ${second.id} 解析，请指定协议或端口。`,
    en: `${second.name.en} (${second.id}) has frames of the same form as ${first.name.en} (${first.id}): what looks like both counts as ${first.id}; to decode it as ${second.id}, name the protocol or the port.`,
  }
}

/** A mistake as `definitions check` prints it: where and what, and how to mend it. */
export function mistakeText({ file, line, column, message, remedy }: DefinitionError): [string, string] {
  return [`${file}:${line}:${column}: ${message.zh} / ${message.en}`, `    → ${remedy.zh} / ${remedy.en}`]
}

/**
 * Makes the definitions of the configuration folder, and of the paths behind `--definitions`, known to a command. Those of
 * the folder may be wrong: it is said, and the rest counts. Those that were named may not.
 */
export async function useUserDefinitions(paths: readonly string[]): Promise<UserDefinitions> {
  const named = definitionFiles(paths)
  const folder = definitionsFolder(configFolder())
  const kept = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? definitionFiles([folder]) : []
  const result = await readDefinitions([...kept.filter((path) => !named.includes(path)), ...named])
  const wrong = result.mistakes.filter(({ file }) => named.includes(file))
  if (wrong.length > 0) {
    const lines = wrong.slice(0, 3).flatMap(mistakeText)
    const more = wrong.length > 3 ? [`… ${wrong.length - 3}`] : []
    throw new CommandError(
      `--definitions：定义有 ${wrong.length} 处错误`,
      `--definitions: ${wrong.length} ${wrong.length === 1 ? 'mistake' : 'mistakes'}${['', ...lines, ...more].join('\n  ')}`,
    )
  }
  for (const one of result.mistakes) stderr.write(`pilescope: ${mistakeText(one).join('\n')}\n`)
  for (const one of result.warnings) stderr.write(`pilescope: ${one.zh} / ${one.en}\n`)
  useFamilies(result.families)
  return result
}
