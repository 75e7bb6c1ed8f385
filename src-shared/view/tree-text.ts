// A frame as the text that a support person pastes into a reply: one line a field, aligned, findings below.
import { formatHex } from '../bytes/hex.ts'
import type { Label } from '../bytes/range.ts'
import type { ExpertInfo } from '../protocol/expert.ts'
import { checksumTexts } from '../protocol/findings.ts'
import { sentRange } from '../protocol/plain-bytes.ts'
import { counted } from '../protocol/remark.ts'
import type { FieldNode } from '../protocol/tree.ts'
import type { DecodedFrame, EnvelopeRelations } from './decoded-frame.ts'
import { cutColumns, escapeControls, padColumns, textWidth } from './text-width.ts'

export type Language = 'zh' | 'en' | 'both'

/** A label in the language asked for; both are joined when they differ. */
export function inLanguage(label: Label, language: Language, between = ' '): string {
  if (language !== 'both') return label[language]
  return label.zh === label.en ? label.zh : `${label.zh}${between}${label.en}`
}

const words = {
  up: { zh: '↑ 上行（桩→平台）', en: '↑ up (pile → platform)' },
  down: { zh: '↓ 下行（平台→桩）', en: '↓ down (platform → pile)' },
  unknown: { zh: '方向未知', en: 'direction unknown' },
  offset: { zh: '偏移', en: 'Offset' },
  raw: { zh: '原始字节', en: 'Raw' },
  field: { zh: '字段', en: 'Field' },
  value: { zh: '值', en: 'Value' },
  good: { zh: '✓ 正确', en: '✓ good' },
  swapped: { zh: '⇄ 正确但反序', en: '⇄ right, bytes swapped' },
  bad: { zh: '✕ 错误', en: '✕ bad' },
  absent: { zh: '缺失', en: 'absent' },
  length: { zh: '长度', en: 'Length' },
  checksum: { zh: '校验', en: 'Checksum' },
  findings: { zh: '诊断', en: 'Findings' },
  repair: { zh: '修复副本（原帧不动）', en: 'Repaired copy (the frame stays as it is)' },
  none: { zh: '诊断：未发现问题', en: 'Findings: nothing wrong' },
  uncertain: { zh: '（存疑）', en: ' (uncertain)' },
  unknownMessage: { zh: '未知报文', en: 'unknown message' },
  unknownProtocol: { zh: '未知协议', en: 'unknown protocol' },
} satisfies Record<string, Label>

export const severityMarks = { chat: '·', note: '⇄', warn: '⚠', error: '✕' } as const
const severityWords: Record<ExpertInfo['severity'], Label> = {
  chat: { zh: '说明', en: 'info' },
  note: { zh: '注意', en: 'note' },
  warn: { zh: '可疑', en: 'warning' },
  error: { zh: '错误', en: 'error' },
}

interface Line {
  offset: string
  raw: string
  field: string
  value: string
}

const widestRaw = 30
const widestField = 44

const noBytes: ReadonlySet<number> = new Set()

/** The frame's lines, without a newline at the end. `hidden`: positions of bytes that are not shown. */
export function formatTree(frame: DecodedFrame, language: Language, hidden = noBytes): string {
  const lines: Line[] = [
    {
      offset: inLanguage(words.offset, language),
      raw: inLanguage(words.raw, language),
      field: inLanguage(words.field, language),
      value: inLanguage(words.value, language),
    },
  ]
  for (const node of frame.fields) addLines(lines, node, 0, language)
  const width = (key: keyof Line) => Math.max(...lines.map((line) => textWidth(line[key])))
  const [offset, raw, field] = [width('offset'), width('raw'), width('field')]
  const body = lines.map((line) =>
    `  ${padColumns(line.offset, offset)}  ${padColumns(line.raw, raw)}  ${padColumns(line.field, field)}  ${line.value}`.trimEnd(),
  )
  return [
    ...heading(frame, language, hidden),
    ...body,
    ...verdicts(frame, language),
    ...findings(frame, language),
  ].join('\n')
}

function heading(frame: DecodedFrame, language: Language, hidden: ReadonlySet<number>): string[] {
  const { decoded, envelope, bytes } = frame
  const name = decoded?.message
    ? inLanguage(decoded.message.name, language)
    : inLanguage(words.unknownMessage, language)
  const protocol = decoded
    ? `${inLanguage(decoded.protocol.name, language)}${decoded.dialect ? ` · ${decoded.dialect}` : ''}`
    : inLanguage(words.unknownProtocol, language)
  const type = decoded?.type && decoded.type !== decoded.message?.id ? ` ${decoded.type}` : ''
  const reference = decoded?.message?.reference ? ` · §${decoded.message.reference}` : ''
  const size = inLanguage({ zh: `${bytes.length} 字节`, en: counted(bytes.length, 'byte') }, language)
  const time = envelope.time ? ` · ${envelope.time}` : ''
  const relations = relationText(envelope.relations, language)
  const label = envelope.label ? ` · ${escapeControls(envelope.label)}` : ''
  return [
    `#${envelope.number}${type} ${name} · ${inLanguage(words[frame.direction], language)} · ${protocol} · ${size}${reference}${time}${label}${relations}`,
    ...hexLines(bytes, hidden),
  ]
}

/** ` · 应答第 2 帧 · 13 ms`; a match that is only the nearest is marked. */
function relationText(relations: EnvelopeRelations | undefined, language: Language): string {
  if (!relations) return ''
  const { responseIn, responseTo, rtt, isInferred, session } = relations
  const inferred = isInferred ? inLanguage({ zh: '（推断）', en: ' (inferred)' }, language) : ''
  const took = rtt === null ? '' : ` · ${durationText(rtt)}`
  const part = (zh: string, en: string, rest: string) => ` · ${inLanguage({ zh, en }, language, ' / ')}${rest}`
  return [
    responseIn === null ? '' : part(`应答在第 ${responseIn} 帧`, `response in frame ${responseIn}`, inferred + took),
    responseTo === null ? '' : part(`应答第 ${responseTo} 帧`, `response to frame ${responseTo}`, inferred + took),
    session === null ? '' : part(`充电会话 ${session}`, `charging session ${session}`, ''),
  ].join('')
}

/** Milliseconds below a second, seconds above. */
function durationText(seconds: number): string {
  const digits = (value: number) => String(Number(value.toPrecision(3)))
  return seconds < 1 ? `${digits(seconds * 1000)} ms` : `${digits(seconds)} s`
}

/** The bytes, 32 to a line. */
function hexLines(bytes: Uint8Array, hidden: ReadonlySet<number>): string[] {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 32) {
    const hex = formatHex(bytes, at, Math.min(at + 32, bytes.length))
    lines.push(
      `  ${hex.replace(/../g, (pair, place: number) => `${hidden.has(at + place / 2) ? '··' : pair} `).trimEnd()}`,
    )
  }
  return lines
}

function addLines(lines: Line[], node: FieldNode, depth: number, language: Language): void {
  const indent = '  '.repeat(depth)
  const label =
    inLanguage(node.label, language) +
    (node.uncertain ? inLanguage(words.uncertain, language === 'both' ? 'zh' : language) : '')
  const marks = [...new Set(node.expert.map((one) => severityMarks[one.severity]))].join('')
  const value = valueText(node, language)
  lines.push({
    offset: offsetText(node),
    raw: node.range.bits ? `${node.raw}b` : cutRaw(node.raw),
    field: indent + cutColumns(node.generated ? `[${label}]` : label, widestField),
    value: `${node.generated ? `[${value}]` : value}${marks ? ` ${marks}` : ''}`,
  })
  for (const child of node.children) addLines(lines, child, depth + 1, language)
}

/** First–last byte, inclusive, as people count them; bits of a byte behind a point. */
function offsetText(node: FieldNode): string {
  const { start, end, bits } = node.range
  const bytes = end - start <= 1 ? `${start}` : `${start}–${end - 1}`
  if (bits) return `${bytes}.${bits.count === 1 ? bits.from : `${bits.from}–${bits.from + bits.count - 1}`}`
  return end === start ? `${start}–` : bytes
}

function cutRaw(raw: string): string {
  return raw.length <= widestRaw ? raw : `${raw.slice(0, widestRaw - 6)}…(${raw.length / 2})`
}

/** Value and meaning: codes with their text, numbers with their unit. */
function valueText(node: FieldNode, language: Language): string {
  if (node.value === undefined) return ''
  const text = escapeControls(inLanguage(node.text, language, ' / '))
  const value = node.value === null ? '' : String(node.value)
  const isCode = typeof node.value === 'number' && !node.text.zh.startsWith(value) && node.unit === null
  if (isCode) return `${value} ${text}`
  const shown = cutColumns(text, 96)
  return shown
}

function verdicts(frame: DecodedFrame, language: Language): string[] {
  const { decoded } = frame
  if (!decoded) return []
  const texts = checksumTexts(decoded)
  const { lengthValue } = decoded.placement
  const { status } = decoded.placement.checksum
  const checksum = sentRange(decoded.plain, decoded.placement.checksum)
  const lines: string[] = []
  if (lengthValue !== null)
    lines.push(
      `${inLanguage(words.length, language)}: ${lengthValue} ${inLanguage(decoded.lengthGood ? words.good : words.bad, language)}`,
    )
  if (texts) {
    const computed = inLanguage({ zh: `计算 ${texts.expected}`, en: `computed ${texts.expected}` }, language)
    const covered = inLanguage(
      { zh: `覆盖字节 ${checksum.start}–${checksum.end - 1}`, en: `over bytes ${checksum.start}–${checksum.end - 1}` },
      language,
    )
    lines.push(
      `${inLanguage(words.checksum, language)}: ${decoded.frame.checksum.algorithm} ${texts.found} ${inLanguage(words[status], language)} · ${computed} · ${covered}`,
    )
  } else lines.push(`${inLanguage(words.checksum, language)}: ${inLanguage(words.absent, language)}`)
  return lines
}

function findings(frame: DecodedFrame, language: Language): string[] {
  if (frame.expert.length === 0) return [inLanguage(words.none, language, ' / ')]
  const lines = [`${inLanguage(words.findings, language)}:`]
  for (const one of frame.expert) {
    const { start, end } = one.range
    const where = end > start ? ` [${end - start === 1 ? start : `${start}–${end - 1}`}]` : ''
    const head = `  ${severityMarks[one.severity]} ${inLanguage(severityWords[one.severity], language)} ${one.code}${where} `
    for (const [index, part] of (language === 'both'
      ? [one.message.zh, one.message.en]
      : [one.message[language]]
    ).entries()) {
      lines.push((index === 0 ? head : ' '.repeat(4)) + escapeControls(part))
    }
    for (const evidence of one.evidence ?? [])
      lines.push(`    ✓ ${escapeControls(inLanguage(evidence, language, ' / '))}`)
    if (one.remedy) lines.push(`    → ${escapeControls(inLanguage(one.remedy, language, ' / '))}`)
    if (one.repair)
      lines.push(
        `    ${inLanguage(words.repair, language, ' / ')}: ${formatHex(one.repair).replace(/../g, '$& ').trimEnd()}`,
      )
  }
  return lines
}
