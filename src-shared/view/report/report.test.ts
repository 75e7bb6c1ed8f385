// Reports: the same every time, in both languages, with every figure's source; nobody's data unless it is asked for; nothing
// that a capture says becomes markup.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FrameNotes } from '../../capture/frame-notes.ts'
import { CaptureDiagnosis } from '../../diagnosis/capture-diagnosis.ts'
import { FindingIndex } from '../../diagnosis/finding-index.ts'
import { diagnoseText } from '../../diagnosis/testing/diagnose.ts'
import { protocols } from '../../protocol/testing/bundled.ts'
import { captureFindings, type CaptureView } from '../capture-frame.ts'
import { summarize } from '../summary.ts'
import { clockOf, utcZone } from '../wall-clock.ts'
import { asHtml } from './as-html.ts'
import { asMarkdown } from './as-markdown.ts'
import type { Block } from './blocks.ts'
import { makeReport, type ReportOptions } from './report.ts'

const usual: ReportOptions = {
  scope: { kind: 'capture' },
  format: 'markdown',
  language: 'zh',
  clock: clockOf({ kind: 'text' }, utcZone),
  includesPersonal: false,
}

function reportOf(text: string, options: Partial<ReportOptions> = {}, ignored: number | null = null): string | null {
  const read = diagnoseText(text, protocols)
  const { capture, origins } = read.source
  const notes = new FrameNotes()
  if (ignored !== null) notes.change(ignored, { isIgnored: true })
  const diagnosis = new CaptureDiagnosis({ capture, origins, notes })
  diagnosis.finish()
  const view: CaptureView = { capture, origins, zone: 'utc', relations: diagnosis, notes }
  const index = new FindingIndex()
  for (let row = 0; row < capture.frames.count; row++) if (row !== ignored) index.add(row, captureFindings(view, row))
  const summary = summarize(capture, null, notes)
  const steps = makeReport({ name: 'a.log', view, diagnosis, index, summary, remarks: [] }, { ...usual, ...options })
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

const billed = readFileSync('samples/ykc/ykc-1.5-simulated.md', 'utf8')

test('says the same every time, and the bill with its sources in both languages', () => {
  const zh = reportOf(billed)!
  expect(reportOf(billed)).toBe(zh)
  expect(zh).toContain('| 谷 | 0.1650 | 0.90000 | 0.1485 | 0.1400 | −0.0085 | ✕ |')
  expect(zh).toContain('17:04 属第 34 时段，计费模型（第 9 帧）为平，账单记为谷。 (#13 ykc.start')
  const en = reportOf(billed, { language: 'en' })!
  expect(en).toContain('| valley | 0.1650 | 0.90000 | 0.1485 | 0.1400 | −0.0085 | ✕ |')
  expect(en.replace(/```[^`]*```/g, '')).not.toMatch(/校验|账单|桩/)
})

test('is about one charge or one pile; of others there is none', () => {
  expect(reportOf(billed, { scope: { kind: 'session', id: 3 } })).toMatch(/^# 充电会话报告 · 桩 20231212000010 · 枪 01/)
  expect(reportOf(billed, { scope: { kind: 'pile', id: 1 } })).toMatch(/^# 充电桩报告 · 20231212000010/)
  expect(reportOf(billed, { scope: { kind: 'session', id: 99 } })).toBeNull()
  expect(reportOf(billed, { scope: { kind: 'pile', id: 99 } })).toBeNull()
})

test('ignored frames are left out, which it says', () => {
  const report = reportOf(billed, {}, 12)!
  expect(report).toContain('- **已忽略**: 1 帧，不计入本报告')
  expect(report).toContain('- **报文**: 20 ·')
  expect(report).not.toContain('账单金额不符')
})

test('cards and VINs are hidden in bytes, decode and sentences, unless they are asked for', () => {
  // A bill whose VIN and card are filled in, sent with its checksum bytes swapped.
  const card = '1122334455667788'
  const vin = '4c4a314546364e4c5036313032393538'
  const text = withFields(hexOfBill(), vin, card)
  const hidden = reportOf(text)!
  const shown = reportOf(text, { includesPersonal: true })!
  const bytes = (hex: string) => hex.replace(/../g, '$& ').trim()
  expect(shown.replaceAll(/\s+/g, ' ')).toContain(bytes(card))
  for (const secret of [card, vin, 'LJ1EF6NLP6102958', bytes(card), bytes(vin)])
    expect(hidden.replaceAll(/\s+/g, ' ')).not.toContain(secret)
  expect(hidden).toContain('个人信息已隐去')
  expect(shown).not.toContain('个人信息已隐去')
})

/** The bill of the simulated log. */
function hexOfBill(): string {
  const { capture } = diagnoseText(billed, protocols).source
  return Array.from(capture.bytes(12), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function withFields(hex: string, vin: string, card: string): string {
  const [vinAt, cardAt] = [130 * 2, 156 * 2]
  const filled = hex.slice(0, vinAt) + vin + hex.slice(vinAt + vin.length)
  return `${filled.slice(0, cardAt)}${card}${filled.slice(cardAt + card.length)}\n`
}

const hostile: Block[] = [
  { kind: 'heading', level: 1, text: '<script>alert(1)</script>' },
  { kind: 'text', text: '# not a heading\n[x](javascript:1) `code` | cell & <b>' },
  { kind: 'facts', rows: [['a', '**b**']] },
  { kind: 'table', columns: [{ name: 'x' }], rows: [['a | b\n| c']] },
  { kind: 'listing', text: '```\nend\u202e</pre><img src=x>' },
]

test('what a capture says stays text', () => {
  const html = asHtml(hostile, 'en')
  expect(html).not.toMatch(/<script|<img|<b>/)
  expect(html).toContain('&lt;img src=x&gt;')
  expect(html).not.toContain('\u202e')
  const markdown = asMarkdown(hostile)
  expect(markdown).toContain('\\# not a heading \\[x\\](javascript:1) \\`code\\` \\| cell \\& \\<b\\>')
  expect(markdown).toContain('| a \\| b \\| c |')
  expect(markdown).toContain('````text\n```\nend')
})

test('a sentence that quotes a SIM card is told without it, whatever its severity', () => {
  const sentence = /SIM卡 (\S+) 不是 BCD 数字/
  expect(sentence.exec(reportOf(billed, { includesPersonal: true })!)?.[1]).toBe('898604d11722d0348606')
  expect(sentence.exec(reportOf(billed)!)?.[1]).toBe('··')
})

test('a log without faults says so', () => {
  expect(reportOf('680d14000003103190428000030100a38d\n')).toContain('没有发现问题。')
})
