// `pilescope decode`: frames as a list, a tree, JSON lines or CSV.
import { parseHex } from '../../src-shared/bytes/hex.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import type { TextEncodingName } from '../../src-shared/capture/text/encoding.ts'
import { worstSeverity } from '../../src-shared/protocol/expert.ts'
import { decodeWhole, type DecodeAs, type DecodedFrame } from '../../src-shared/view/decoded-frame.ts'
import { frameFormatter, type FrameFormatter } from '../../src-shared/view/frame-format.ts'
import { unknownFieldNames } from '../../src-shared/view/frame-values.ts'
import { CommandError } from '../command-error.ts'
import { parseDecodeAs } from '../decode-as.ts'
import { bundledProtocols } from '../definitions.ts'
import { decodeFile } from './decode-file.ts'
import { layoutRules } from '../layout-rules.ts'
import { parseOptions } from '../options.ts'
import { LineWriter } from '../output.ts'
import { readLines } from '../sources/lines.ts'

const options = {
  hex: { type: 'string', multiple: true },
  input: { type: 'string' },
  as: { type: 'string' },
  format: { type: 'string' },
  fields: { type: 'string' },
  lang: { type: 'string' },
  filter: { type: 'string' },
  count: { type: 'boolean' },
  events: { type: 'boolean' },
  tz: { type: 'string' },
  rules: { type: 'string' },
  encoding: { type: 'string' },
} as const

const reasons: Record<'not_hex' | 'odd' | 'empty', (position: number) => Label> = {
  not_hex: (position) => ({
    zh: `第 ${position + 1} 个字符不是十六进制数字`,
    en: `character ${position + 1} is not a hex digit`,
  }),
  odd: (position) => ({
    zh: `十六进制位数为奇数，第 ${position + 1} 个字符少了另一半`,
    en: `an odd number of hex digits: the one at character ${position + 1} stands alone`,
  }),
  empty: () => ({ zh: '没有十六进制数据', en: 'there is no hex' }),
}

/** Runs the command; returns the exit code. */
export async function decodeCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions('decode', args, options)
  const protocols = bundledProtocols()
  const language = oneOf('lang', values.lang ?? 'zh', ['zh', 'en', 'both'])
  const as = values.as === undefined ? null : parseDecodeAs(values.as, protocols)
  const fields = values.fields === undefined ? null : fieldNames(values.fields)
  const formatter = frameFormatter(
    oneOf('format', values.format ?? (values.hex ? 'tree' : 'list'), ['list', 'tree', 'ndjson', 'csv']),
    language,
    fields,
  )
  const input = oneOf('input', values.input ?? 'auto', ['auto', 'pcap', 'text', 'lines'])
  if (values.hex) {
    if (positionals.length > 0)
      throw new CommandError('--hex 与文件不能同时给出', '--hex and a file exclude each other')
    return decodeHex(values.hex, as, formatter)
  }
  if (positionals.length > 1) throw new CommandError('一次只能读一个文件', 'one file at a time')
  const path = positionals[0] ?? '-'
  if (input === 'lines') return decodeLines(path, as, formatter)
  return decodeFile(path, {
    input,
    as,
    formatter,
    filter: values.filter ?? null,
    rules: await layoutRules(values.rules ?? null),
    encoding:
      values.encoding === undefined
        ? null
        : oneOf<TextEncodingName>('encoding', values.encoding, ['utf-8', 'utf-16le', 'utf-16be', 'gb18030']),
    countOnly: values.count ?? false,
    events: values.events ?? false,
    zone: oneOf('tz', values.tz ?? 'utc', ['utc', 'local']),
    language,
  })
}

/** The value of an option that has a few. */
function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined)
    throw new CommandError(
      `--${name} 不能是“${value}”，可用：${allowed.join('、')}`,
      `--${name} cannot be "${value}"; it can be ${allowed.join(', ')}`,
    )
  return found
}

function fieldNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  const unknown = unknownFieldNames(names, bundledProtocols())[0]
  if (unknown) {
    const hint = unknown.similar.length
      ? [`，是否想写 ${unknown.similar.join('、')}`, `; did you mean ${unknown.similar.join(', ')}`]
      : ['', '']
    throw new CommandError(
      `--fields：没有字段“${unknown.name}”${hint[0]}`,
      `--fields: no field "${unknown.name}"${hint[1]}`,
    )
  }
  return names
}

async function decodeHex(texts: readonly string[], as: DecodeAs | null, formatter: FrameFormatter): Promise<number> {
  const frames: DecodedFrame[] = texts.map((text, index) => {
    const parsed = parseHex(text)
    if (!('bytes' in parsed)) {
      const reason = reasons[parsed.reason](parsed.position)
      throw new CommandError(`--hex：${reason.zh}`, `--hex: ${reason.en}`)
    }
    return decodeWhole(
      bundledProtocols(),
      parsed.bytes,
      { number: index + 1, time: null, conversation: null, direction: 'unknown' },
      as,
    )
  })
  const writer = new LineWriter()
  if (formatter.header !== null) await writer.line(formatter.header)
  for (const frame of frames) await writer.line(formatter.frame(frame))
  await writer.flush()
  return frames.some((frame) => worstSeverity(frame.expert) >= 2) ? 1 : 0
}

async function decodeLines(path: string, as: DecodeAs | null, formatter: FrameFormatter): Promise<number> {
  const writer = new LineWriter()
  let read = 0
  let wrong = 0
  let worst = -1
  for await (const { number, text } of readLines(path)) {
    const trimmed = text.trim()
    if (trimmed === '' || trimmed.startsWith('#')) continue
    if (read + wrong === 0 && formatter.header !== null) await writer.line(formatter.header)
    const parsed = parseHex(trimmed)
    if (!('bytes' in parsed)) {
      wrong++
      const position = parsed.position + text.indexOf(trimmed)
      await writer.line(formatter.error(number, reasons[parsed.reason](position)))
      continue
    }
    read++
    const envelope = {
      number: read + wrong,
      time: null,
      conversation: null,
      direction: 'unknown' as const,
      source: { line: number, column: text.indexOf(trimmed) + 1 },
    }
    const frame = decodeWhole(bundledProtocols(), parsed.bytes, envelope, as)
    worst = Math.max(worst, worstSeverity(frame.expert))
    await writer.line(formatter.frame(frame))
  }
  await writer.flush()
  if (read === 0) throw new CommandError(`${path}：没有一行是十六进制报文`, `${path}: no line is the hex of a frame`)
  return wrong > 0 || worst >= 2 ? 1 : 0
}
