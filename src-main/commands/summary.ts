// `pilescope summary`: what a capture or a log holds, counted.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { Capture } from '../../src-shared/capture/capture.ts'
import { summarize, type Summary } from '../../src-shared/view/summary.ts'
import type { FindingIndex } from '../../src-shared/diagnosis/finding-index.ts'
import { padColumns } from '../../src-shared/view/text-width.ts'
import { formatTime } from '../../src-shared/view/time-text.ts'
import { inLanguage, severityMarks, type Language } from '../../src-shared/view/tree-text.ts'
import { openFile } from '../analyzer/open-file.ts'
import { CommandError } from '../command-error.ts'
import { inputOptions, oneOf, openOptions } from '../input-options.ts'
import { parseOptions } from '../options.ts'
import { LineWriter } from '../output.ts'
import { useUserDefinitions } from '../user-definitions.ts'
import { progressLine } from '../progress-line.ts'
import { sessionJson, sessionLines } from './session-lines.ts'
import { diagnoseWhole } from './whole-diagnosis.ts'

/** Runs the command; returns the exit code. */
export async function summaryCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions('summary', args, {
    json: { type: 'boolean' },
    'no-findings': { type: 'boolean' },
    ...inputOptions,
    lang: { type: 'string' },
  } as const)
  const language = oneOf('lang', values.lang ?? 'both', ['zh', 'en', 'both'])
  if (positionals.length === 0)
    throw new CommandError('summary 后面要有文件，或 - 表示标准输入', 'summary needs a file, or - for standard input')
  await useUserDefinitions(values.definitions ?? [])
  const writer = new LineWriter()
  let code = 0
  for (const path of positionals) {
    const progress = progressLine()
    const opened = await openFile(path, { ...(await openOptions(values)), progress: progress.show })
    const summary = summarize(opened.capture, opened.captureImport, opened.notes)
    // Counts come from columns; findings need every frame decoded, which takes many times as long.
    const found = values['no-findings'] ? null : diagnoseWhole(opened, progress)
    progress.clear()
    const findings = found?.index.list() ?? []
    if (values.json) {
      const { damaged, remarks } = opened
      const parts = found ? { findings, ...sessionJson(found.diagnosis) } : {}
      await writer.line(JSON.stringify({ file: path, ...summary, damaged, remarks, ...parts }))
    } else {
      for (const line of summaryLines(path, summary, opened.capture, opened.remarks, language)) await writer.line(line)
      if (found) {
        for (const line of sessionLines(found.diagnosis, language)) await writer.line(line)
        for (const line of findingLines(found.index, language)) await writer.line(line)
      }
    }
    if (
      opened.damaged ||
      findings.some((one) => one.severity === 'warn' || one.severity === 'error') ||
      summary.checksum.bad > 0 ||
      summary.length_bad > 0 ||
      summary.tcp.gaps > 0 ||
      (summary.skipped_bytes > 0 && opened.kind === 'capture')
    )
      code = 1
    opened.close()
  }
  await writer.flush()
  return code
}

function summaryLines(
  path: string,
  summary: Summary,
  capture: Capture,
  remarks: readonly { zh: string; en: string }[],
  language: Language,
): string[] {
  const { checksum, tcp } = summary
  const words = (zh: string, en: string) => inLanguage({ zh, en }, language).trimEnd()
  const line = (zh: string, en: string, value: string) => `  ${padColumns(words(zh, en), 28)} ${value}`
  const time = (seconds: number | null) =>
    seconds === null ? '–' : formatTime(seconds, 0, 'utc')!.replace('.000000', '')
  const messages = Object.entries(summary.by_message)
    .toSorted((a, b) => b[1] - a[1])
    .map(
      ([name, count]) =>
        `    ${padColumns(name, 36)} ${String(count).padStart(9)}  ${inLanguage(messageLabel(capture, name), language)}`,
    )
  return [
    path,
    ...remarks.map((remark) => `  ⚠ ${inLanguage(remark, language, ' / ')}`),
    line('报文', 'frames', String(summary.frames)),
    ...(summary.ignored > 0
      ? [line('已忽略', 'ignored', `${summary.ignored} ${words('帧，不计入', 'frames, left out')}`)]
      : []),
    line('字节', 'bytes', String(summary.bytes)),
    line('会话', 'conversations', String(summary.conversations)),
    line('时间', 'time', `${time(summary.first_time)} … ${time(summary.last_time)}`),
    line(
      '协议',
      'protocols',
      Object.entries(summary.by_protocol)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ') || '–',
    ),
    line('校验', 'checksums', `✓ ${checksum.good}  ⇄ ${checksum.swapped}  ✕ ${checksum.bad}`),
    line('长度错误', 'wrong lengths', String(summary.length_bad)),
    line('抓包记录', 'packets', String(summary.packets)),
    line(
      'TCP',
      '',
      `${words('重传', 'retransmissions')} ${tcp.retransmissions} · ${words('乱序', 'out of order')} ${tcp.out_of_order} · ${words('缺口', 'gaps')} ${tcp.gaps} (${tcp.gap_bytes} B)`,
    ),
    line('跳过的字节', 'skipped bytes', String(summary.skipped_bytes)),
    ...(messages.length > 0 ? [`  ${words('报文类型', 'messages')}`, ...messages] : []),
  ]
}

/** Frame numbers shown for one finding. */
const mostNumbers = 12

/** One line for each finding with its frames, and what to do below. */
function findingLines(index: FindingIndex, language: Language): string[] {
  const lines = index.list().flatMap(({ code, severity, name, message, remedy, frames }) => {
    const { numbers } = index.frames(code, 0, mostNumbers)
    const where = `#${numbers.join(' #')}${frames > numbers.length ? ' …' : ''}`
    const words = name ?? message
    return [
      `    ${severityMarks[severity]} ${padColumns(code, 22)} ${String(frames).padStart(7)}  ${inLanguage(words, language)}  ${where}`,
      ...(remedy && severity !== 'chat' ? [`        → ${inLanguage(remedy, language)}`] : []),
    ]
  })
  return lines.length > 0 ? [`  ${inLanguage({ zh: '诊断', en: 'findings' }, language)}`, ...lines] : []
}

function messageLabel(capture: Capture, name: string): Label {
  const [prefix, id] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)]
  const message = capture.protocols
    .find((protocol) => protocol.prefix === prefix)
    ?.messages.find((one) => one.id === id)
  return message?.name ?? { zh: '未知', en: 'unknown' }
}
