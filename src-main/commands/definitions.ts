// `pilescope definitions list | check`: which protocols there are, and every mistake of definition files.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Protocol } from '../../src-shared/protocol/plan.ts'
import { CommandError, fileError } from '../command-error.ts'
import { bundledProtocols } from '../definitions.ts'
import { parseOptions } from '../options.ts'
import { LineWriter } from '../output.ts'

/** Runs the command; returns the exit code. */
export async function definitionsCommand(args: string[]): Promise<number> {
  const { positionals } = parseOptions('definitions', args, {})
  const [action, ...paths] = positionals
  if (action === 'list' && paths.length === 0) return list()
  if (action === 'list')
    throw new CommandError(`definitions list 后面不跟“${paths[0]}”`, `definitions list takes no "${paths[0]}"`)
  if (action === 'check') return check(paths)
  throw new CommandError('definitions 后面应为 list 或 check', 'definitions is followed by list or check')
}

async function list(): Promise<number> {
  const writer = new LineWriter()
  for (const protocol of bundledProtocols()) {
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

/** The files to check: those named, those of a folder, or the bundled ones beside a named part. */
function filesOf(paths: readonly string[]): { name: string; text: string }[] {
  const names = new Set<string>()
  for (const path of paths) {
    try {
      if (statSync(path).isDirectory())
        for (const entry of readdirSync(path)) if (/\.ya?ml$/.test(entry)) names.add(join(path, entry))
      if (statSync(path).isFile()) names.add(path)
    } catch (error) {
      throw fileError(path, error)
    }
  }
  // A family and its parts make sense only together, so the neighbours that belong to it are read too.
  for (const path of names) {
    const family =
      /^extends:\s*["']?([\w.-]+)/m.exec(readFileSync(path, 'utf8'))?.[1] ??
      /^id:\s*["']?([\w.-]+)/m.exec(readFileSync(path, 'utf8'))?.[1]
    for (const entry of readdirSync(dirname(path))) {
      const neighbour = join(dirname(path), entry)
      if (!/\.ya?ml$/.test(entry) || names.has(neighbour) || basename(path) === entry) continue
      const text = readFileSync(neighbour, 'utf8')
      if (
        family !== undefined &&
        new RegExp(`^(id|extends):\\s*["']?${family.replaceAll('.', '\\.')}["']?\\s*$`, 'm').test(text)
      )
        names.add(neighbour)
    }
  }
  return [...names].toSorted().map((name) => ({ name, text: readFileSync(name, 'utf8') }))
}

async function check(paths: readonly string[]): Promise<number> {
  const writer = new LineWriter()
  if (paths.length === 0) {
    await writer.line(
      `自带的 ${bundledProtocols().length} 个协议在构建时已检查 / the ${bundledProtocols().length} bundled protocols were checked when the program was built`,
    )
    await writer.flush()
    return bundledProtocols().length > 0 ? 0 : 1
  }
  const { loadDefinitions } = await import('../../src-shared/protocol/load.ts')
  const { checkSamples } = await import('../../src-shared/protocol/check-samples.ts')
  const files = filesOf(paths)
  if (files.length === 0)
    throw new CommandError(`${paths.join(' ')}：没有 .yaml 文件`, `${paths.join(' ')}: no .yaml files`)
  const result = loadDefinitions(files)
  for (const error of result.errors) {
    await writer.line(`${error.file}:${error.line}:${error.column}: ${error.message.zh} / ${error.message.en}`)
    await writer.line(`    → ${error.remedy.zh} / ${error.remedy.en}`)
  }
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
