// YAML text → plain values with a place for every piece. Stricter than YAML: no custom tags, no duplicate or dangerous
// keys, bounded size, depth and number of nodes, aliases counted as what they stand for. Before load.ts checks the form.
import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
  type Alias,
  type CST,
  type Document,
  type Node,
} from 'yaml'
import { depthLimit, lineLimit, mistakeLimit, nodeLimit, sizeLimit } from './definition-limits.ts'
import type { Locations } from './locations.ts'
import { mistake, type DefinitionError, type Mistake } from './mistake.ts'
import { aliasTargets, checkExpansion } from './yaml-aliases.ts'
import { YamlGauge } from './yaml-gauge.ts'

const mistakes = {
  tooLong: (length: number) =>
    mistake(
      `文件有 ${length} 个字符，超过 1 MB 的上限。`,
      `The file has ${length} characters, above the limit of 1 MB.`,
      '拆成主文件和几个 extends 文件。',
      'Split it into a family file and parts that extend it.',
    ),
  tooManyLines: (count: number) =>
    mistake(
      `文件有 ${count} 行，超过 ${lineLimit} 行的上限。`,
      `The file has ${count} lines, above the limit of ${lineLimit}.`,
      '拆成主文件和几个 extends 文件。',
      'Split it into a family file and parts that extend it.',
    ),
  nodes: () =>
    mistake(
      `超过 ${nodeLimit} 个节点（别名按展开后计）。`,
      `More than ${nodeLimit} nodes, aliases counted as what they stand for.`,
      '减少别名或拆成几个文件。',
      'Use fewer aliases, or split the file.',
    ),
  circle: () =>
    mistake('别名引用了它自己。', 'The alias stands inside itself.', '去掉这个别名。', 'Take this alias away.'),
  depth: () =>
    mistake(`嵌套超过 ${depthLimit} 层。`, `Nested more than ${depthLimit} deep.`, '减少嵌套。', 'Nest less.'),
  tag: (tag: string) =>
    mistake(
      `不允许自定义标签 ${tag}。`,
      `The tag ${tag} is not allowed.`,
      '去掉标签，只用普通的值。',
      'Take the tag away; use plain values.',
    ),
  alias: (name: string) =>
    mistake(
      `别名 ${name} 没有定义。`,
      `The alias ${name} is not defined.`,
      '先用 & 定义它。',
      'Define it with & first.',
    ),
  key: (name: string) =>
    mistake(
      `不允许的键“${name}”。`,
      `The key "${name}" is not allowed.`,
      '换一个普通的名字。',
      'Use an ordinary name.',
    ),
  keyTwice: (name: string, firstLine: number) =>
    mistake(
      `键“${name}”重复，第一次在第 ${firstLine} 行。`,
      `The key "${name}" stands twice; first on line ${firstLine}.`,
      '删去其中一个。',
      'Delete one of them.',
    ),
  syntax: (words: string) =>
    mistake(
      `YAML 语法错误：${words}`,
      `YAML: ${words}`,
      '改正语法；注意缩进与引号。',
      'Correct the syntax; mind indentation and quotes.',
    ),
  moreDocuments: () =>
    mistake(
      '一个文件里有几个 YAML 文档。',
      'The file holds several YAML documents.',
      '删去 ---，或拆成几个文件。',
      'Delete the ---, or split the file.',
    ),
  unusual: (words: string) =>
    mistake(`YAML 解析器提示：${words}`, `YAML: ${words}`, '只用普通的 YAML 值。', 'Use plain YAML values.'),
}

const dangerous = new Set(['__proto__', 'constructor', 'prototype'])

/** Stops the reading of a file; the mistake is noted already. */
class Refused extends Error {}

/** The mistakes of one file, as many as are worth telling. */
class MistakeList {
  readonly errors: DefinitionError[] = []
  readonly file: string
  readonly lines = new LineCounter()
  /** How many of them are of keys that were left out, so that the rest of the value can still be judged. */
  leftOut = 0

  constructor(file: string) {
    this.file = file
  }

  add(offset: number, { message, remedy }: Mistake): void {
    const { line, col } = this.lines.linePos(offset)
    this.errors.push({ file: this.file, line: Math.max(line, 1), column: Math.max(col, 1), message, remedy })
    if (this.errors.length >= mistakeLimit) throw new Refused()
  }

  refuse(offset: number, what: Mistake): never {
    this.add(offset, what)
    throw new Refused()
  }
}

/**
 * Reads one file. `value` is there when it could be read; with `errors` too, what they are about was left out of it (keys
 * that are not allowed or stand twice).
 */
export function readYaml(
  file: string,
  text: string,
  locations: Locations,
): { value?: unknown; errors: DefinitionError[] } {
  const list = new MistakeList(file)
  try {
    const document = parseText(text, list)
    const targets = aliasTargets(document)
    const root = document.contents as Node | null
    const expansion = checkExpansion(root, targets)
    if (expansion) list.refuse(expansion.offset, mistakes[expansion.kind]())
    const value = new NodeReader(targets, list, locations).read(root, 0)
    const { errors, leftOut } = list
    return errors.length > leftOut ? { errors } : { value, errors }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { errors: list.errors }
  }
}

/** The document of a text that is within the limits and has no mistakes of syntax. */
function parseText(text: string, list: MistakeList): Document {
  if (text.length > sizeLimit) list.refuse(0, mistakes.tooLong(text.length))
  const lineCount = text.split('\n', lineLimit + 2).length
  if (lineCount > lineLimit + 1) list.refuse(0, mistakes.tooManyLines(text.split('\n').length))
  const tokens = parseTokens(text, list)
  const [document, second] = new Composer({ uniqueKeys: false }).compose(tokens, true)
  const { errors, warnings } = document!
  if (second) list.add(second.range[0], mistakes.moreDocuments())
  for (const { pos, code, message } of errors) {
    if (code === 'RESOURCE_EXHAUSTION') list.refuse(pos[0], mistakes.depth())
    list.add(pos[0], mistakes.syntax(message.split('\n')[0]!))
  }
  for (const { pos, message } of warnings) list.add(pos[0], mistakes.unusual(message.split('\n')[0]!))
  if (list.errors.length > 0) throw new Refused()
  return document as Document
}

/** The tokens of a text that is not too much. It is measured first, since building tokens takes longer. */
function parseTokens(text: string, list: MistakeList): CST.Token[] {
  const parser = new Parser(list.lines.addNewLine)
  list.lines.addNewLine(0)
  const lexemes: string[] = []
  const gauge = new YamlGauge()
  let excess: { offset: number; what: Mistake } | null = null
  for (const lexeme of new Lexer().lex(text)) {
    const found = gauge.add(lexeme)
    if (found) {
      excess = { offset: gauge.offset, what: mistakes[found]() }
      break
    }
    lexemes.push(lexeme)
  }
  if (excess) {
    countLines(text, excess.offset, list.lines)
    list.refuse(excess.offset, excess.what)
  }
  const tokens: CST.Token[] = []
  let errors = 0
  const take = (token: CST.Token) => {
    tokens.push(token)
    if (token.type === 'error' && ++errors > mistakeLimit) refuseBroken(tokens, list)
  }
  for (const lexeme of lexemes) for (const token of parser.next(lexeme)) take(token)
  for (const token of parser.end()) take(token)
  return tokens
}

/** Line starts up to an offset, for a text that is not parsed. */
function countLines(text: string, end: number, lines: LineCounter): void {
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1)
}

/** Tells the mistakes of a text that is no YAML, without going on. */
function refuseBroken(tokens: readonly CST.Token[], list: MistakeList): never {
  for (const token of tokens) if (token.type === 'error') list.add(token.offset, mistakes.syntax(token.message))
  throw new Refused()
}

/** Makes plain values of a document's nodes. */
class NodeReader {
  private readonly list: MistakeList
  private readonly locations: Locations
  private readonly targets: ReadonlyMap<Alias, Node>

  constructor(targets: ReadonlyMap<Alias, Node>, list: MistakeList, locations: Locations) {
    this.list = list
    this.locations = locations
    this.targets = targets
  }

  read(node: Node | null, depth: number): unknown {
    const offset = node?.range?.[0] ?? 0
    if (depth > depthLimit) this.list.refuse(offset, mistakes.depth())
    if (node === null) return null
    if (node.tag && !node.tag.startsWith('tag:yaml.org,2002:')) this.list.add(offset, mistakes.tag(node.tag))
    if (isAlias(node)) {
      const target = this.targets.get(node)
      if (target) return this.read(target, depth)
      this.list.add(offset, mistakes.alias(node.source))
      return null
    }
    if (isScalar(node)) return node.value
    if (isSeq(node)) return this.readList(node.items as (Node | null)[], offset, depth)
    return isMap(node) ? this.readMap(node.items as { key: Node | null; value: Node | null }[], offset, depth) : null
  }

  private readList(items: (Node | null)[], offset: number, depth: number): unknown[] {
    const keys = new Map<string | number, number>()
    const list = items.map((item, index) => {
      keys.set(index, item?.range?.[0] ?? offset)
      return this.read(item, depth + 1)
    })
    this.locations.add(list, { file: this.list.file, lines: this.list.lines, offset, keys })
    return list
  }

  private readMap(
    items: { key: Node | null; value: Node | null }[],
    offset: number,
    depth: number,
  ): Record<string, unknown> {
    const keys = new Map<string | number, number>()
    const map: Record<string, unknown> = {}
    for (const { key, value } of items) {
      const at = key?.range?.[0] ?? offset
      const name = isScalar(key) ? String(key.value) : ''
      const first = keys.get(name)
      if (!isScalar(key) || dangerous.has(name)) this.leaveOut(at, mistakes.key(name))
      else if (first !== undefined) this.leaveOut(at, mistakes.keyTwice(name, this.list.lines.linePos(first).line))
      else {
        keys.set(name, at)
        map[name] = this.read(value, depth + 1)
      }
    }
    this.locations.add(map, { file: this.list.file, lines: this.list.lines, offset, keys })
    return map
  }

  private leaveOut(offset: number, what: Mistake): void {
    this.list.leftOut++
    this.list.add(offset, what)
  }
}
