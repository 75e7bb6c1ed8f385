// Output formats of the command line: one object for each that turns frames and errors into lines.
import type { Label } from '../bytes/range.ts'
import { worstFinding, worstSeverity } from '../protocol/expert.ts'
import { severities } from '../protocol/severity.ts'
import { csvRow } from './csv.ts'
import { summaryOf, type DecodedFrame } from './decoded-frame.ts'
import { frameToJson } from './frame-json.ts'
import { valuesOf } from './frame-values.ts'
import { cutColumns, escapeControls, padColumns } from './text-width.ts'
import { formatTree, inLanguage, severityMarks, type Language } from './tree-text.ts'

export type OutputFormat = 'list' | 'tree' | 'ndjson' | 'csv'

export interface FrameFormatter {
  format: OutputFormat
  /** First line, or null. */
  header: string | null
  /** Names whose values are all that a line shows of a frame; null: it shows more. */
  names: readonly string[] | null
  /** The line of frame `number`, made of the values of each of `names`. */
  line(number: number, values: readonly (readonly string[])[]): string
  frame(frame: DecodedFrame): string
  /** A line of input that is no hex. */
  error(line: number, message: Label): string
}

/** Columns for the name of a message in a list. */
const nameWidth = { zh: 28, en: 34, both: 48 }
const arrows = { up: '↑', down: '↓', unknown: '·' }
const csvColumns = [
  'frame.number',
  'frame.time',
  'direction',
  'protocol',
  'dialect',
  'message.type',
  'message.id',
  'frame.len',
  'checksum.status',
  'length.status',
  'expert.severity',
  'expert.code',
  'frame',
]
/** The bytes are written in hex. */
const csvHeader = [...csvColumns.slice(0, -1), 'hex']

/** The formatter for `format`; `fields`: names to show instead of the usual columns (list and csv), or to keep (ndjson). */
export function frameFormatter(
  format: OutputFormat,
  language: Language,
  fields: readonly string[] | null,
): FrameFormatter {
  const words = (label: Label) => inLanguage(label, language, ' / ')
  const errorLine = (line: number, message: Label) =>
    `# ${words({ zh: `第 ${line} 行：${message.zh}`, en: `line ${line}: ${message.en}` })}`
  const jsonError = (line: number, message: Label) => JSON.stringify({ kind: 'error', line, message })
  if (format === 'csv') return valuesFormatter(format, fields ?? csvColumns, fields ?? csvHeader, csvLine, errorLine)
  if (fields && format === 'ndjson') return valuesFormatter(format, fields, null, jsonLine(fields), jsonError)
  if (fields && format === 'list') return valuesFormatter(format, fields, null, listCells, errorLine)
  const whole = { format, header: null, names: null, line: () => '' }
  switch (format) {
    case 'ndjson':
      return { ...whole, frame: (frame) => JSON.stringify(frameToJson(frame)), error: jsonError }
    case 'tree':
      return {
        ...whole,
        frame: (frame) => `${formatTree(frame, language)}\n`,
        error: (line, message) => `${errorLine(line, message)}\n`,
      }
    case 'list':
      return { ...whole, frame: (frame) => listLine(frame, language), error: errorLine }
  }
}

/** Lines that show the values of names and nothing else. */
function valuesFormatter(
  format: OutputFormat,
  names: readonly string[],
  header: readonly string[] | null,
  line: FrameFormatter['line'],
  error: FrameFormatter['error'],
): FrameFormatter {
  return {
    format,
    header: header && csvRow(header),
    names,
    line,
    frame: (frame) => {
      const values = names.map((name) => valuesOf(frame, name))
      return line(frame.envelope.number, values)
    },
    error,
  }
}

const csvLine = (_number: number, values: readonly (readonly string[])[]): string => csvRow(values.map(joined))

const listCells = (_number: number, values: readonly (readonly string[])[]): string =>
  values.map((texts) => escapeControls(texts.join(' '))).join('\t')

const jsonLine = (names: readonly string[]) => (number: number, values: readonly (readonly string[])[]) =>
  JSON.stringify({ kind: 'frame', number, ...Object.fromEntries(names.map((name, i) => [name, values[i]])) })

/** Several values of one field stand in one cell. */
function joined(values: readonly string[]): string {
  return values.length === 1 ? values[0]! : values.join(' ')
}

/** One line: number, time, direction, protocol, type, name, size, worst finding, summary. */
function listLine(frame: DecodedFrame, language: Language): string {
  const { envelope, decoded } = frame
  const worst = severities[worstSeverity(frame.expert)]
  const name = decoded?.message
    ? inLanguage(decoded.message.name, language)
    : inLanguage(
        decoded ? { zh: '未知报文', en: 'unknown message' } : { zh: '未知协议', en: 'unknown protocol' },
        language,
      )
  // Types that are the message's id say nothing beside its name.
  const type = decoded?.type && /^(0x|\d)/.test(decoded.type) ? decoded.type : ''
  const first = worstFinding(frame.expert)
  const remark =
    worst === 'warn' || worst === 'error'
      ? inLanguage(first!.message, language, ' / ')
      : inLanguage(summaryOf(frame), language, ' / ')
  const columns = [
    String(envelope.number).padStart(4),
    envelope.time ?? '',
    arrows[frame.direction],
    padColumns(decoded?.protocol.id ?? '?', 8),
    padColumns(type, 6),
    padColumns(cutColumns(name, nameWidth[language]), nameWidth[language]),
    String(frame.bytes.length).padStart(5),
    worst ? severityMarks[worst] : '✓',
    escapeControls(remark),
  ]
  return columns
    .filter((column, index) => index !== 1 || column !== '')
    .join(' ')
    .trimEnd()
}
