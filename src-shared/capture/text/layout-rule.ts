// Layouts that a user taught: a line of the log with fields in braces instead of what changes from line to line. On the data
// path: in front of line-shape.ts, for lines that such a rule fits. Counterpart: layout-match.ts, which applies one.

import type { Label } from '../../bytes/range.ts'
import { normalizeLine } from './characters.ts'

/**
 * A rule is data: saved, edited and sent to colleagues as JSON. Example:
 *
 *     { "name": "网关日志", "template": "{time} {skip} [{direction:收=up|发=down}] {endpoint} {hex}" }
 *
 * Text outside of braces must stand in the line as it is; a blank stands for any number of them. Fields: `{time}`,
 * `{direction}` (the usual words and arrows) or `{direction:word=meaning|…}` with the meanings up, down, received, sent;
 * `{source}`, `{destination}`, `{endpoint}`, `{label}`, `{skip}` (anything) and `{hex}`, which is required. A brace of
 * the line itself is doubled.
 */
export interface LayoutRule {
  name: string
  template: string
  /** line: a line is a record of its own (the default). until-next: lines that do not fit go on with the one before. */
  join?: 'line' | 'until-next' | undefined
  /** Lines that fit no rule: read as always (the default), or ignored. */
  others?: 'read' | 'ignore' | undefined
}

export type DirectionMeaning = 'up' | 'down' | 'received' | 'sent'
export type FieldName = 'time' | 'direction' | 'source' | 'destination' | 'endpoint' | 'label' | 'skip' | 'hex'

export type TemplatePart =
  { literal: string } | { field: FieldName; words: { word: string; meaning: DirectionMeaning | null }[] }

/** `position`: 0-based, within the template. */
export interface RuleProblem {
  position: number
  message: Label
}

const fieldNames: readonly string[] = ['time', 'direction', 'source', 'destination', 'endpoint', 'label', 'skip', 'hex']
const meanings: readonly string[] = ['up', 'down', 'received', 'sent']
const longestTemplate = 500

/** Cuts a template into literals and fields, or says what is wrong with it. */
export function parseTemplate(template: string): { parts: TemplatePart[] } | { problem: RuleProblem } {
  const parts: TemplatePart[] = []
  if (template.length > longestTemplate) return problem(longestTemplate, '模板过长', 'The template is too long')
  const text = normalizeLine(template)
  for (let at = 0; at < text.length;) {
    const { literal, end: open } = readLiteral(text, at)
    if (literal !== '') parts.push({ literal: literal.replace(/[ \t]+/g, ' ') })
    if (open === text.length) break
    const close = text.indexOf('}', open)
    if (close < 0) return problem(open, '缺少右花括号 }', 'A closing brace } is missing')
    const part = parseField(text.slice(open + 1, close))
    if (!part) return problem(open, '未知的字段', `Unknown field; known are ${fieldNames.join(', ')}`)
    const before = parts.at(-1)
    if (before && 'field' in before && !endsItself(before)) {
      return problem(open, '两个字段之间要有分隔文字', 'Text must stand between two fields')
    }
    parts.push(part)
    at = close + 1
  }
  const hexes = parts.filter((part) => 'field' in part && part.field === 'hex').length
  if (hexes !== 1) return problem(0, '模板中必须有且只有一个 {hex}', 'The template needs exactly one {hex}')
  return { parts }
}

/** The text from `at` up to the next field. A brace of the text itself is doubled. */
function readLiteral(text: string, at: number): { literal: string; end: number } {
  let literal = ''
  let end = at
  while (end < text.length) {
    const isDoubled = (text[end] === '{' || text[end] === '}') && text[end + 1] === text[end]
    if (text[end] === '{' && !isDoubled) break
    literal += text[end]
    end += isDoubled ? 2 : 1
  }
  return { literal, end }
}

function problem(position: number, zh: string, en: string): { problem: RuleProblem } {
  return { problem: { position, message: { zh, en } } }
}

/** A time and the words of a direction show themselves where they end. */
function endsItself(part: TemplatePart): boolean {
  return 'field' in part && (part.field === 'time' || part.words.length > 0)
}

function parseField(text: string): TemplatePart | null {
  const colon = text.indexOf(':')
  const name = (colon < 0 ? text : text.slice(0, colon)).trim()
  if (!fieldNames.includes(name)) return null
  const list = colon < 0 ? [] : text.slice(colon + 1).split('|')
  if (list.length > 0 && name !== 'direction') return null
  const words: { word: string; meaning: DirectionMeaning | null }[] = []
  for (const item of list) {
    // The word itself may hold "=", as the arrow "=>" does.
    const equals = item.lastIndexOf('=')
    const meaning = equals > 0 ? item.slice(equals + 1).trim() : ''
    const isMeaning = meanings.includes(meaning)
    const word = (isMeaning ? item.slice(0, equals) : item).trim()
    if (word === '') return null
    words.push({ word, meaning: isMeaning ? (meaning as DirectionMeaning) : null })
  }
  words.sort((a, b) => b.word.length - a.word.length)
  return { field: name as FieldName, words }
}

/** What a user marked in one line, to make a rule of; half-open, in the line. */
export interface LineMark {
  start: number
  end: number
  field: FieldName
}

const partners: readonly (readonly [string, string])[] = [
  ['收', '发'],
  ['收到', '发送'],
  ['接收', '发送'],
  ['上行', '下行'],
  ['上报', '下发'],
  ['RECV', 'SEND'],
  ['recv', 'send'],
  ['RX', 'TX'],
  ['rx', 'tx'],
  ['up', 'down'],
  ['UP', 'DOWN'],
  ['IN', 'OUT'],
  ['in', 'out'],
  ['READ', 'WRITE'],
  ['<=', '=>'],
  ['<==', '==>'],
  ['<-', '->'],
  ['<--', '-->'],
  ['<<<', '>>>'],
  ['←', '→'],
]

/** Makes a template out of one line and what is marked in it; what changes from line to line becomes `{skip}`. */
export function templateFromLine(line: string, marks: readonly LineMark[]): string {
  const text = normalizeLine(line)
  let template = ''
  let at = 0
  const sorted = [...marks].sort((a, b) => a.start - b.start)
  for (const mark of sorted) {
    template += escape(generalise(text.slice(at, mark.start), at === 0))
    template += fieldText(text.slice(mark.start, mark.end), mark.field)
    at = mark.end
  }
  const rest = text.slice(at).trim()
  if (rest === '') return template
  return `${template}${/^[\])}"'>]/.test(rest) ? escape(rest[0]!) : ' '}{skip}`
}

/** Doubles braces, but for those of `{skip}`. */
function escape(text: string): string {
  return text.replace(/\{skip\}|[{}]/g, (found) => (found === '{skip}' ? found : found + found))
}

function fieldText(text: string, field: FieldName): string {
  if (field !== 'direction') return `{${field}}`
  const pair = partners.find((words) => words.includes(text))
  return `{direction:${pair ? pair.join('|') : text}}`
}

/** Keeps what ties a field to its neighbours; words and numbers in between change. */
function generalise(text: string, isFirst: boolean): string {
  if (text.trim() === '' || (text.length <= 4 && !/[\dA-Za-z]/.test(text))) return text
  const last = /\s*\S+\s*$/.exec(text)![0]
  const tail = /\d/.test(last) ? /[^\dA-Za-z]*$/.exec(text)![0] : last
  const head = isFirst ? '' : (/^\S{0,3}(?=\s)\s+/.exec(text)?.[0] ?? '')
  if (head.length + tail.length >= text.length) return /\d/.test(text) ? `{skip}${tail}` : text
  return `${/[\dA-Za-z]/.test(head) ? (isFirst ? '' : ' ') : head}{skip}${tail === '' ? ' ' : tail}`
}
