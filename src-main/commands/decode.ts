// `pilescope decode`: frames as a list, a tree, JSON lines or CSV.
import { stderr, stdin } from 'node:process'
import { parseHex } from '../../src-shared/bytes/hex.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { worstSeverity } from '../../src-shared/protocol/expert.ts'
import { decodeWhole, type DecodeAs, type DecodedFrame } from '../../src-shared/view/decoded-frame.ts'
import { DecodedFilter } from '../../src-shared/view/decoded-filter.ts'
import { frameFormatter, type FrameFormatter } from '../../src-shared/view/frame-format.ts'
import { unknownFieldNames } from '../../src-shared/view/frame-values.ts'
import { CommandError } from '../command-error.ts'
import { knownProtocols } from '../definitions.ts'
import { decodeFiles, filterError } from './decode-file.ts'
import { decodeAsOptions, inputOptions, oneOf, openOptions } from '../input-options.ts'
import { parseOptions } from '../options.ts'
import { LineWriter } from '../output.ts'
import { useUserDefinitions } from '../user-definitions.ts'
import { readLines } from '../sources/lines.ts'

const options = {
  hex: { type: 'string', multiple: true },
  ...inputOptions,
  format: { type: 'string' },
  fields: { type: 'string' },
  lang: { type: 'string' },
  filter: { type: 'string' },
  count: { type: 'boolean' },
  events: { type: 'boolean' },
  tz: { type: 'string' },
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
  await useUserDefinitions(values.definitions ?? [])
  const language = oneOf('lang', values.lang ?? 'zh', ['zh', 'en', 'both'])
  const { all: as } = decodeAsOptions(values.as ?? [])
  const fields = values.fields === undefined ? null : fieldNames(values.fields)
  const formatter = frameFormatter(
    oneOf('format', values.format ?? (values.hex ? 'tree' : 'list'), ['list', 'tree', 'ndjson', 'csv']),
    language,
    fields,
  )
  const input = oneOf('input', values.input ?? 'auto', ['auto', 'pcap', 'text', 'lines'])
  const zone = oneOf('tz', values.tz ?? 'utc', ['utc', 'local'])
  const countOnly = values.count ?? false
  if (values.hex || input === 'lines') {
    const source = values.hex ? '--hex' : '--input lines'
    for (const name of ['events', 'rules', 'encoding'] as const)
      if (values[name] !== undefined)
        throw new CommandError(`--${name} 对 ${source} 没有意义`, `--${name} means nothing with ${source}`)
  }
  if (values.hex) {
    if (positionals.length > 0)
      throw new CommandError('--hex 与文件不能同时给出', '--hex and a file exclude each other')
    if (values.input !== undefined)
      throw new CommandError('--hex 与 --input 不能同时给出', '--hex and --input exclude each other')
    return decodeHex(values.hex, { as, formatter, matches: wholeFilter(values.filter ?? null), countOnly })
  }
  const paths = positionals.length === 0 ? ['-'] : positionals
  if (paths.includes('-') && stdin.isTTY)
    stderr.write('pilescope: 从键盘读入，Ctrl+D 结束 / reading from the keyboard, Ctrl+D ends\n')
  if (input === 'lines') {
    if (paths.length > 1)
      throw new CommandError('--input lines 一次只能读一个文件', '--input lines reads one file at a time')
    return decodeLines(paths[0]!, { as, formatter, matches: wholeFilter(values.filter ?? null), countOnly })
  }
  return decodeFiles(paths, {
    open: await openOptions(values),
    formatter,
    filter: values.filter ?? null,
    countOnly,
    events: values.events ?? false,
    zone,
    language,
  })
}

function fieldNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  const unknown = unknownFieldNames(names, knownProtocols())
  if (unknown.length === 0) return names
  const list = (zh: boolean) =>
    unknown
      .map(({ name, similar }) => {
        const quoted = zh ? `“${name}”` : `"${name}"`
        if (similar.length === 0) return quoted
        return zh ? `${quoted}（是否想写 ${similar.join('、')}）` : `${quoted} (did you mean ${similar.join(', ')})`
      })
      .join(zh ? '、' : ', ')
  throw new CommandError(`--fields：没有字段${list(true)}`, `--fields: no field ${list(false)}`)
}

/** How frames that stand alone are decoded and which are shown. */
interface WholeOptions {
  as: DecodeAs | null
  formatter: FrameFormatter
  matches: (frame: DecodedFrame) => boolean
  countOnly: boolean
}

function wholeFilter(text: string | null): (frame: DecodedFrame) => boolean {
  if (text === null) return () => true
  const compiled = DecodedFilter.compile(text, knownProtocols())
  if ('errors' in compiled) throw filterError(text, compiled.errors[0]!)
  return (frame) => compiled.filter.matches(frame)
}

/** Writes frames that stand alone, one after another, as far as they are asked for. */
class WholeWriter {
  private readonly writer = new LineWriter()
  private readonly options: WholeOptions
  private lines = 0
  private count = 0
  private worst = -1

  constructor(options: WholeOptions) {
    this.options = options
  }

  async frame(frame: DecodedFrame): Promise<void> {
    if (!this.options.matches(frame)) return
    this.count++
    this.worst = Math.max(this.worst, worstSeverity(frame.expert))
    if (!this.options.countOnly) await this.line(this.options.formatter.frame(frame))
  }

  async error(line: number, message: Label): Promise<void> {
    if (!this.options.countOnly) await this.line(this.options.formatter.error(line, message))
  }

  /** Ends the output; true when something suspicious was among what passed. */
  async end(): Promise<boolean> {
    const { countOnly, formatter } = this.options
    if (countOnly) await this.writer.line(String(this.count))
    else if (this.lines === 0 && formatter.header !== null) await this.writer.line(formatter.header)
    await this.flush()
    return this.worst >= 2
  }

  /** Writes out what is held back. */
  async flush(): Promise<void> {
    await this.writer.flush()
  }

  private async line(text: string): Promise<void> {
    const { header } = this.options.formatter
    if (this.lines++ === 0 && header !== null) await this.writer.line(header)
    await this.writer.line(text)
  }
}

async function decodeHex(texts: readonly string[], options: WholeOptions): Promise<number> {
  const frames = texts.map((text, index) => {
    const parsed = parseHex(text)
    if (!('bytes' in parsed)) {
      const reason = reasons[parsed.reason](parsed.position)
      throw new CommandError(`--hex：${reason.zh}`, `--hex: ${reason.en}`)
    }
    const envelope = { number: index + 1, time: null, conversation: null, direction: 'unknown' as const }
    return decodeWhole(knownProtocols(), parsed.bytes, envelope, options.as)
  })
  const writer = new WholeWriter(options)
  for (const frame of frames) await writer.frame(frame)
  return (await writer.end()) ? 1 : 0
}

async function decodeLines(path: string, options: WholeOptions): Promise<number> {
  const writer = new WholeWriter(options)
  let read = 0
  let wrong = 0
  for await (const { number, text } of readLines(path)) {
    const trimmed = text.trim()
    if (trimmed === '' || trimmed.startsWith('#')) continue
    const parsed = parseHex(trimmed)
    if (!('bytes' in parsed)) {
      wrong++
      await writer.error(number, reasons[parsed.reason](parsed.position + text.indexOf(trimmed)))
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
    await writer.frame(decodeWhole(knownProtocols(), parsed.bytes, envelope, options.as))
  }
  if (read > 0) return (await writer.end()) || wrong > 0 ? 1 : 0
  await writer.flush()
  throw new CommandError(`${path}：没有一行是十六进制报文`, `${path}: no line is the hex of a frame`)
}
