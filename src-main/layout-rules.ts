// Layouts of logs that users taught: a YAML list of rules, from `--rules FILE` or the configuration folder.
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { env, platform } from 'node:process'
import { parseTemplate, type LayoutRule } from '../src-shared/capture/text/layout-rule.ts'
import { CommandError, fileError } from './command-error.ts'

/** Where settings of the user are kept. */
export function configurationFolder(): string {
  if (env['PILESCOPE_CONFIG']) return env['PILESCOPE_CONFIG']
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Pilescope')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Pilescope')
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'pilescope')
}

/** Rules of `file`, or of `layouts.yaml` in the configuration folder when there is one. */
export async function layoutRules(file: string | null): Promise<LayoutRule[]> {
  const path = file ?? join(configurationFolder(), 'layouts.yaml')
  if (file === null && !existsSync(path)) return []
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw fileError(path, error)
  }
  const { parse } = await import('yaml')
  let value: unknown
  try {
    value = parse(text, { maxAliasCount: 100 })
  } catch (error) {
    throw new CommandError(`${path}：YAML 语法错误：${firstLine(error)}`, `${path}: YAML: ${firstLine(error)}`)
  }
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
