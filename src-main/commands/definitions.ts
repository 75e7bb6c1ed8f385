// `pilescope definitions list | check`: which protocols there are, and every mistake of definition files.
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { families } from 'virtual:definitions'
import type { FamilyDefinition } from '../../src-shared/protocol/definition.ts'
import type { Protocol } from '../../src-shared/protocol/plan.ts'
import { CommandError } from '../command-error.ts'
import { knownProtocols } from '../definitions.ts'
import { parseOptions } from '../options.ts'
import { LineWriter } from '../output.ts'
import { definitionFiles, mistakeText, useUserDefinitions } from '../user-definitions.ts'

/** Runs the command; returns the exit code. */
export async function definitionsCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions('definitions', args, {
    definitions: { type: 'string', multiple: true },
  } as const)
  const named = values.definitions ?? []
  const [action, ...paths] = positionals
  if (action === 'list' && paths.length === 0) {
    await useUserDefinitions(named)
    return list()
  }
  if (action === 'list')
    throw new CommandError(`definitions list 后面不跟“${paths[0]}”`, `definitions list takes no "${paths[0]}"`)
  if (action === 'check') return check([...paths, ...named])
  throw new CommandError('definitions 后面应为 list 或 check', 'definitions is followed by list or check')
}

async function list(): Promise<number> {
  const writer = new LineWriter()
  for (const protocol of knownProtocols()) {
    await writer.line(`${protocol.id}  ${protocol.name.zh} / ${protocol.name.en}  ${describe(protocol)}`)
    for (const dialect of protocol.dialects)
      await writer.line(`  ${protocol.id}/${dialect.id}  ${dialect.name.zh} / ${dialect.name.en}`)
  }
  await writer.flush()
  return 0
}

function describe(protocol: Protocol): string {
  const types = protocol.byKey.size
  return `${protocol.messages.length} 种报文格式 layouts, ${types} 个类型 types, ${protocol.names.length} 个字段名 field names`
}

/** The files to check, with the neighbours that belong to them: a family and its parts make sense only together. */
function filesOf(paths: readonly string[]): { name: string; text: string }[] {
  const names = new Set(definitionFiles(paths))
  for (const path of names) {
    const family = familyOf(readFileSync(path, 'utf8'))
    if (family === null) continue
    for (const neighbour of definitionFiles([dirname(path)]))
      if (familyOf(readFileSync(neighbour, 'utf8')) === family) names.add(neighbour)
  }
  return [...names].toSorted().map((name) => ({ name, text: readFileSync(name, 'utf8') }))
}

/** The protocol that a file is about. */
function familyOf(text: string): string | null {
  return (/^extends:\s*["']?([\w.-]+)/m.exec(text) ?? /^id:\s*["']?([\w.-]+)/m.exec(text))?.[1] ?? null
}

/** Bundled families that none of the files defines itself, for parts that extend them. */
function bundledBeside(files: readonly { text: string }[]): FamilyDefinition[] {
  const own = new Set(files.flatMap(({ text }) => (/^extends:/m.test(text) ? [] : [familyOf(text)])))
  return families.filter((family) => !own.has(family.id))
}

async function check(paths: readonly string[]): Promise<number> {
  const writer = new LineWriter()
  if (paths.length === 0) {
    await writer.line(
      `自带的 ${knownProtocols().length} 个协议在构建时已检查 / the ${knownProtocols().length} bundled protocols were checked when the program was built`,
    )
    await writer.flush()
    return knownProtocols().length > 0 ? 0 : 1
  }
  const { loadDefinitions } = await import('../../src-shared/protocol/load.ts')
  const { checkSamples } = await import('../../src-shared/protocol/check-samples.ts')
  const files = filesOf(paths)
  if (files.length === 0)
    throw new CommandError(`${paths.join(' ')}：没有 .yaml 文件`, `${paths.join(' ')}: no .yaml files`)
  const result = loadDefinitions(files, bundledBeside(files))
  for (const line of result.errors.flatMap(mistakeText)) await writer.line(line)
  let wrong = result.errors.length
  for (const protocol of result.protocols) {
    const samples = checkSamples(protocol)
    wrong += samples.length
    for (const one of samples) await writer.line(`${protocol.id}: ${one.zh} / ${one.en}`)
    await writer.line(`${protocol.id}: ${describe(protocol)}${samples.length === 0 ? ' ✓' : ''}`)
  }
  await writer.flush()
  return wrong > 0 ? 1 : 0
}
