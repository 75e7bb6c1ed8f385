// Layouts of logs that users taught: a YAML list of rules, from `--rules FILE` or `layouts.yaml` in the configuration
// folder. The command line reads them, the app reads and writes them, people edit them.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document, Node } from 'yaml'
import type { LayoutList } from '../src-shared/bridge/results.ts'
import { parseTemplate, type LayoutRule } from '../src-shared/capture/text/layout-rule.ts'
import { CommandError, fileError } from './command-error.ts'
import { configFolder } from './config-folder.ts'
import { replaceFile } from './settings-file.ts'

const fileName = 'layouts.yaml'
const largest = 1024 * 1024

/** Rules of `file`, or of the configuration folder's file when there is one. Throws CommandError for wrong ones. */
export async function layoutRules(file: string | null): Promise<LayoutRule[]> {
  const path = file ?? join(configFolder(), fileName)
  const text = await readText(path, file === null)
  return text === null ? [] : parseRules(path, text)
}

/** Null where there is no such file and it need not be there. */
async function readText(path: string, mayLack: boolean): Promise<string | null> {
  try {
    const text = await readFile(path, 'utf8')
    if (text.length <= largest) return text
  } catch (error) {
    if (mayLack && (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw fileError(path, error)
  }
  throw new CommandError(`${path}：规则文件超过 1 MB`, `${path}: a file of rules has at most 1 MB`)
}

async function parseRules(path: string, text: string): Promise<LayoutRule[]> {
  const { parse } = await import('yaml')
  let value: unknown
  try {
    value = parse(text, { maxAliasCount: 100 })
  } catch (error) {
    throw new CommandError(`${path}：YAML 语法错误：${firstLine(error)}`, `${path}: YAML: ${firstLine(error)}`)
  }
  if (value === null) return []
  if (!Array.isArray(value))
    throw new CommandError(
      `${path}：应为规则的列表（- name: … / template: …）`,
      `${path}: it should be a list of rules (- name: … / template: …)`,
    )
  return value.map((rule: unknown, index) => checkedRule(path, rule, index + 1))
}

function checkedRule(path: string, rule: unknown, number: number): LayoutRule {
  const say = (zh: string, en: string): never => {
    throw new CommandError(`${path}：第 ${number} 条规则${zh}`, `${path}: rule ${number} ${en}`)
  }
  if (typeof rule !== 'object' || rule === null) return say('不是键值对', 'is no mapping')
  const { name, template, join: joining, others, ...more } = rule as Record<string, unknown>
  const unknown = Object.keys(more)[0]
  if (unknown !== undefined) return say(`有不认识的键“${unknown}”`, `has an unknown key "${unknown}"`)
  if (typeof name !== 'string' || typeof template !== 'string')
    return say('缺少 name 或 template', 'lacks its name or its template')
  if (joining !== undefined && joining !== 'line' && joining !== 'until-next')
    return say('的 join 只能是 line 或 until-next', 'has a join that is not line or until-next')
  if (others !== undefined && others !== 'read' && others !== 'ignore')
    return say('的 others 只能是 read 或 ignore', 'has an others that is not read or ignore')
  const parsed = parseTemplate(template)
  if ('problem' in parsed) {
    const { message, position } = parsed.problem
    return say(
      `的模板第 ${position + 1} 个字符处：${message.zh}`,
      `has a wrong template at character ${position + 1}: ${message.en}`,
    )
  }
  return { name, template, ...(joining ? { join: joining } : {}), ...(others ? { others } : {}) }
}

const firstLine = (error: unknown) => String(error instanceof Error ? error.message : error).split('\n')[0]!

/** The rules that the app keeps, in the file that the command line reads too. */
export class KeptLayouts {
  readonly path: string
  private writing: Promise<unknown> = Promise.resolve()

  constructor(folder: string) {
    this.path = join(folder, fileName)
  }

  /** The rules as the file holds them now; none, and what is wrong, when it cannot be read. */
  async list(): Promise<LayoutList> {
    try {
      const text = await readText(this.path, true)
      return { rules: text === null ? [] : await parseRules(this.path, text), problem: null }
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      return { rules: [], problem: error.label }
    }
  }

  /** Keeps `rules` in place of those there were. What a person wrote beside a rule that stays is kept. */
  set(rules: readonly LayoutRule[]): Promise<void> {
    const next = this.writing.catch(() => {}).then(() => this.write(rules))
    this.writing = next
    return next
  }

  private async write(rules: readonly LayoutRule[]): Promise<void> {
    const { isNode, isSeq, parseDocument, YAMLSeq } = await import('yaml')
    const text = await readText(this.path, true)
    // A file that a person has damaged is theirs to mend: it is not written over.
    if (text !== null) await parseRules(this.path, text)
    const document: Document = parseDocument(text ?? '')
    const before = isSeq(document.contents) ? document.contents.items.filter(isNode) : []
    const list = new YAMLSeq<Node>(document.schema)
    for (const rule of rules) {
      const same = before.find((node) => JSON.stringify(node.toJS(document)) === JSON.stringify(rule))
      list.add(same ?? document.createNode(rule))
    }
    document.contents = list
    await replaceFile(this.path, document.toString({ lineWidth: 0 }))
  }
}
