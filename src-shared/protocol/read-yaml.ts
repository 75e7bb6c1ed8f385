// YAML text → plain values with a place for every piece. Stricter than YAML: no custom tags, no duplicate or dangerous
// keys, bounded size, depth and number of nodes, aliases counted as what they stand for.
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import type { Label } from '../bytes/range.ts'

export const sizeLimit = 1024 * 1024
export const depthLimit = 64
export const nodeLimit = 50_000

export interface DefinitionError {
  file: string
  /** 1-based; columns count UTF-16 units. */
  line: number
  column: number
  message: Label
  remedy: Label
}

/** Where the pieces of a file stand: offsets of each object and of each of its keys or items. */
export class Locations {
  private readonly pieces = new WeakMap<
    object,
    { file: string; lines: LineCounter; offset: number; keys: Map<string | number, number> }
  >()

  add(piece: object, file: string, lines: LineCounter, offset: number, keys: Map<string | number, number>): void {
    this.pieces.set(piece, { file, lines, offset, keys })
  }

  /** Place of a piece, or of one key of it when that is known. */
  find(piece: object, key: string | number | null): { file: string; line: number; column: number } | null {
    const found = this.pieces.get(piece)
    if (!found) return null
    const { line, col } = found.lines.linePos((key === null ? undefined : found.keys.get(key)) ?? found.offset)
    return { file: found.file, line, column: col }
  }
}

const dangerous = new Set(['__proto__', 'constructor', 'prototype'])

class Refused extends Error {}

class Reader {
  readonly errors: DefinitionError[] = []
  private nodes = 0
  private readonly file: string
  private readonly document: Document
  private readonly lines: LineCounter
  private readonly locations: Locations

  constructor(file: string, document: Document, lines: LineCounter, locations: Locations) {
    this.file = file
    this.document = document
    this.lines = lines
    this.locations = locations
  }

  problem(offset: number, zh: string, en: string, remedyZh: string, remedyEn: string): void {
    const { line, col } = this.lines.linePos(offset)
    this.errors.push({
      file: this.file,
      line,
      column: col,
      message: { zh, en },
      remedy: { zh: remedyZh, en: remedyEn },
    })
  }

  /** Stops the reading of the file. */
  private refuse(offset: number, zh: string, en: string, remedyZh: string, remedyEn: string): never {
    this.problem(offset, zh, en, remedyZh, remedyEn)
    throw new Refused()
  }

  read(node: Node | null, depth: number): unknown {
    const offset = node?.range?.[0] ?? 0
    if (++this.nodes > nodeLimit)
      this.refuse(
        offset,
        `超过 ${nodeLimit} 个节点（别名按展开后计）。`,
        `More than ${nodeLimit} nodes, aliases counted as what they stand for.`,
        '减少别名或拆成几个文件。',
        'Use fewer aliases, or split the file.',
      )
    if (depth > depthLimit)
      this.refuse(
        offset,
        `嵌套超过 ${depthLimit} 层。`,
        `Nested more than ${depthLimit} deep.`,
        '减少嵌套。',
        'Nest less.',
      )
    if (node === null) return null
    if (node.tag && !node.tag.startsWith('tag:yaml.org,2002:'))
      this.problem(
        offset,
        `不允许自定义标签 ${node.tag}。`,
        `The tag ${node.tag} is not allowed.`,
        '去掉标签，只用普通的值。',
        'Take the tag away; use plain values.',
      )
    if (isAlias(node)) {
      const target = node.resolve(this.document)
      return target
        ? this.read(target, depth)
        : this.problem(
            offset,
            `别名 ${node.source} 没有定义。`,
            `The alias ${node.source} is not defined.`,
            '先用 & 定义它。',
            'Define it with & first.',
          )
    }
    if (isScalar(node)) return node.value
    if (isSeq(node)) return this.list(node.items as (Node | null)[], offset, depth)
    return isMap(node) ? this.map(node.items as { key: Node | null; value: Node | null }[], offset, depth) : null
  }

  private list(items: (Node | null)[], offset: number, depth: number): unknown[] {
    const keys = new Map<string | number, number>()
    const list = items.map((item, index) => {
      keys.set(index, item?.range?.[0] ?? offset)
      return this.read(item, depth + 1)
    })
    this.locations.add(list, this.file, this.lines, offset, keys)
    return list
  }

  private map(
    items: { key: Node | null; value: Node | null }[],
    offset: number,
    depth: number,
  ): Record<string, unknown> {
    const keys = new Map<string | number, number>()
    const map: Record<string, unknown> = {}
    for (const { key, value } of items) {
      const at = key?.range?.[0] ?? offset
      const name = isScalar(key) ? String(key.value) : ''
      if (!isScalar(key) || dangerous.has(name))
        this.problem(
          at,
          `不允许的键“${name}”。`,
          `The key "${name}" is not allowed.`,
          '换一个普通的名字。',
          'Use an ordinary name.',
        )
      else if (keys.has(name)) {
        const first = this.lines.linePos(keys.get(name)!).line
        this.problem(
          at,
          `键“${name}”重复，第一次在第 ${first} 行。`,
          `The key "${name}" stands twice; first on line ${first}.`,
          '删去其中一个。',
          'Delete one of them.',
        )
      } else {
        keys.set(name, at)
        map[name] = this.read(value, depth + 1)
      }
    }
    this.locations.add(map, this.file, this.lines, offset, keys)
    return map
  }
}

/** Reads one file. The value is there only when nothing is wrong with the YAML itself. */
export function readYaml(
  file: string,
  text: string,
  locations: Locations,
): { value: unknown } | { errors: DefinitionError[] } {
  const lines = new LineCounter()
  if (text.length > sizeLimit) {
    return {
      errors: [
        {
          file,
          line: 1,
          column: 1,
          message: {
            zh: `文件有 ${text.length} 个字符，超过 1 MB 的上限。`,
            en: `The file has ${text.length} characters, above the limit of 1 MB.`,
          },
          remedy: {
            zh: '拆成主文件和几个 extends 文件。',
            en: 'Split it into a family file and parts that extend it.',
          },
        },
      ],
    }
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    keepSourceTokens: false,
    uniqueKeys: false,
    maxAliasCount: 100,
    merge: false,
  } as never)
  const reader = new Reader(file, document, lines, locations)
  for (const error of document.errors)
    reader.problem(
      error.pos[0],
      `YAML 语法错误：${firstLine(error.message)}`,
      `YAML: ${firstLine(error.message)}`,
      '改正语法；注意缩进与引号。',
      'Correct the syntax; mind indentation and quotes.',
    )
  for (const warning of document.warnings)
    reader.problem(
      warning.pos[0],
      `YAML：${firstLine(warning.message)}`,
      `YAML: ${firstLine(warning.message)}`,
      '只用普通的 YAML 值。',
      'Use plain YAML values.',
    )
  if (reader.errors.length > 0) return { errors: reader.errors }
  try {
    const value = reader.read(document.contents as Node | null, 0)
    return reader.errors.length > 0 ? { errors: reader.errors } : { value }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { errors: reader.errors }
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')
}
