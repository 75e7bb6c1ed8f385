// Files and standard input into a Capture: by content, not by name. Streams, reports progress, can be cancelled; a
// capture file's payload past the memory budget stays in the file.
import { detectFormat, detectFormatLength, type CaptureFormatKind } from '../../src-shared/capture/capture-format.ts'
import { Capture, type DecodeAsRules } from '../../src-shared/capture/capture.ts'
import { linkTypeName } from '../../src-shared/capture/link.ts'
import { CaptureImport } from '../../src-shared/capture/import-capture.ts'
import { FrameNotes } from '../../src-shared/capture/frame-notes.ts'
import { readNotes } from '../../src-shared/capture/note-comment.ts'
import { TextImport, type TextOrigin } from '../../src-shared/capture/import-text.ts'
import type { TextEncodingName } from '../../src-shared/capture/text/encoding.ts'
import type { LayoutRule } from '../../src-shared/capture/text/layout-rule.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import type { Protocol } from '../../src-shared/protocol/plan.ts'
import { CommandError, fileError } from '../command-error.ts'
import type { GrowingFile } from '../sources/growing-file.ts'
import { Inflater } from './inflater.ts'
import {
  defaultInflateLimit,
  fileChunks,
  growingSource,
  sourceFile,
  stdinChunks,
  type SourceFile,
} from './source-chunks.ts'
import { TextSource } from './text-source.ts'
import { ZipArchive } from './zip-archive.ts'

export type InputKind = 'auto' | 'pcap' | 'text'

export interface OpenOptions {
  protocols: readonly Protocol[]
  input: InputKind
  decodeAs?: DecodeAsRules
  memoryBudget?: number
  /** Frames to keep at most; else as the store does. */
  mostFrames?: number
  /** Layouts of logs that the user taught. */
  rules?: readonly LayoutRule[]
  /** Encoding of a text; null or absent: found out. */
  encoding?: TextEncodingName | null
  /** Most bytes that a compressed file may become. */
  inflateLimit?: number
  signal?: AbortSignal
  /** Told at once, before anything is read: rows can be looked at while the file loads. */
  begun?: (opened: OpenedFile) => void
  /** Bytes read so far, of how many (0: not known). */
  progress?: (read: number, total: number) => void
  /** A recording that grows, in place of the file: its end is waited for. */
  growing?: GrowingFile
  /** Everything that a growing recording holds so far has been read. */
  caughtUp?: () => Promise<void> | void
}

export interface OpenedFile {
  kind: 'capture' | 'text'
  capture: Capture
  captureImport: CaptureImport | null
  /** By row, for text. */
  origins: readonly (TextOrigin | undefined)[] | null
  /** What people noted about its frames; out of the file when it is read, and since. */
  notes: FrameNotes
  /** Damage and remarks about the file as a whole. */
  remarks: Label[]
  /** True when something could not be read. */
  damaged: boolean
  bytesRead: number
  close(): void
}

/** Places of damage that are named one by one. */
const mostRemarks = 3

/** Reads a whole file or standard input (`-`). Throws CommandError when it cannot be read at all. */
export async function openFile(path: string, options: OpenOptions): Promise<OpenedFile> {
  const { growing } = options
  const source = path === '-' ? null : growing ? growingSource(growing) : sourceFile(path)
  const capture = new Capture({
    protocols: options.protocols,
    ...(options.memoryBudget === undefined ? {} : { memoryBudget: options.memoryBudget }),
    ...(options.mostFrames === undefined ? {} : { mostFrames: options.mostFrames }),
    ...(options.decodeAs ? { decodeAs: options.decodeAs } : {}),
    readSource: source ? (offset, length) => source.read(offset, length) : null,
  })
  const opened: OpenedFile = {
    kind: 'capture',
    capture,
    captureImport: null,
    origins: null,
    notes: new FrameNotes(),
    remarks: [],
    damaged: false,
    bytesRead: 0,
    close: () => source?.close(),
  }
  options.begun?.(opened)
  const loader = new Loader(path, options, opened)
  if (source && options.input !== 'text' && isZip(source)) {
    await loader.archive(await ZipArchive.open(path))
    await loader.end()
    return opened
  }
  try {
    for await (const chunk of growing
      ? growingChunks(growing, opened, options)
      : source
        ? fileChunks(path, () => loader.keepsNothing)
        : stdinChunks()) {
      opened.bytesRead += chunk.length
      await loader.push(chunk)
      options.progress?.(opened.bytesRead, source?.size ?? 0)
      if (options.signal?.aborted || loader.isStopped) break
    }
  } catch (error) {
    if (error instanceof CommandError || opened.bytesRead === 0)
      throw error instanceof CommandError ? error : fileError(path, error)
    opened.damaged = true
    opened.remarks.push({
      zh: `读取中断（${(error as NodeJS.ErrnoException).code ?? String(error)}），已读的 ${opened.bytesRead} 字节保留。`,
      en: `Reading broke off (${(error as NodeJS.ErrnoException).code ?? String(error)}); the ${opened.bytesRead} bytes read are kept.`,
    })
  }
  const isWhole = !source || growing || opened.bytesRead >= source.size || options.signal?.aborted || loader.isStopped
  if (!isWhole && !opened.damaged) {
    opened.damaged = true
    opened.remarks.push({
      zh: `文件在读取时变短：原有 ${source.size} 字节，只读到 ${opened.bytesRead} 字节，已读的保留。`,
      en: `The file became shorter while it was read: it had ${source.size} bytes, ${opened.bytesRead} were read and are kept.`,
    })
  }
  await loader.end()
  return opened
}

/** At every end so far, what waits for more is settled, as far as it can be. */
function growingChunks(
  growing: GrowingFile,
  opened: OpenedFile,
  { caughtUp, signal }: OpenOptions,
): AsyncGenerator<Uint8Array> {
  const settled = () => {
    opened.captureImport?.settle(Date.now() / 1000)
    return caughtUp?.()
  }
  return growing.chunks(settled, signal)
}

function isZip(source: SourceFile): boolean {
  const head = source.read(0, Math.min(detectFormatLength, source.size))
  return head !== null && detectFormat(head).kind === 'zip'
}

/** Finds out what the first bytes are and passes everything on to the reader for it. */
class Loader {
  isStopped = false
  private head: Uint8Array = new Uint8Array(0)
  private capture: CaptureImport | null = null
  private text: TextSource | null = null
  private importer: TextImport | null = null
  private inflater: Inflater | null = null
  private readonly path: string
  private readonly options: OpenOptions
  private readonly opened: OpenedFile

  constructor(path: string, options: OpenOptions, opened: OpenedFile) {
    this.path = path
    this.options = options
    this.opened = opened
  }

  /** Chunks go to a reader of captures as they are, which is done with each when it returns. */
  get keepsNothing(): boolean {
    return this.capture !== null && this.inflater === null
  }

  async push(chunk: Uint8Array): Promise<void> {
    if (this.inflater) return this.inflate(chunk)
    if (this.capture) return this.capture.push(chunk)
    if (this.text) return this.text.push(chunk)
    this.head = concatenated(this.head, chunk)
    if (this.head.length >= detectFormatLength) await this.start(this.head)
  }

  /** Reads what a zip holds, one entry after another. */
  async archive(archive: ZipArchive): Promise<void> {
    const { opened, options } = this
    opened.capture.keepInMemory()
    opened.remarks.push(...archive.remarks)
    let part = 0
    try {
      for await (const piece of archive.pieces(options.inflateLimit ?? defaultInflateLimit)) {
        if (piece.part !== part && !this.capture) await this.endPart()
        part = piece.part
        opened.bytesRead += piece.bytes.length
        await this.pushInflated(piece.bytes)
        options.progress?.(opened.bytesRead, archive.size)
        if (options.signal?.aborted) break
      }
    } finally {
      archive.close()
    }
    if (archive.damage.length > 0) opened.damaged = true
    opened.remarks.push(...archive.damage)
  }

  /** One text of several is at its end. */
  private async endPart(): Promise<void> {
    if (this.head.length > 0) await this.start(this.head)
    this.text?.end()
    if (this.text) this.remarkText(this.text)
    this.text = null
    this.importer?.nextText()
  }

  private async start(head: Uint8Array): Promise<void> {
    this.head = new Uint8Array(0)
    const { kind, label } =
      this.options.input === 'text' ? { kind: 'none' as const, label: { zh: '文本', en: 'text' } } : detectFormat(head)
    if (kind === 'gzip' && !this.inflater) {
      this.opened.capture.keepInMemory()
      this.inflater = new Inflater(this.options.inflateLimit ?? defaultInflateLimit)
      return this.inflate(head)
    }
    this.capture = CaptureImport.create(kind, this.opened.capture)
    if (this.capture) {
      this.opened.captureImport = this.capture
      return this.capture.push(head)
    }
    if (this.options.input === 'pcap' || isCompressed(kind)) {
      if (kind === 'zip')
        throw new CommandError(
          `${this.path}：标准输入和压缩文件里的 zip 读不了，请把 zip 存成文件直接打开，或先解压`,
          `${this.path}: a zip from standard input or within another archive is not read; name the zip file itself, or unpack it`,
        )
      throw new CommandError(
        `${this.path}：${label.zh}，不是 pcap 或 pcapng，读不了`,
        `${this.path}: ${label.en}; not a pcap or pcapng that can be read`,
      )
    }
    this.opened.kind = 'text'
    this.importer ??= new TextImport(this.opened.capture)
    this.opened.origins = this.importer.origins
    this.text = new TextSource(
      this.opened.capture,
      this.importer,
      this.options.rules ?? [],
      this.options.encoding ?? null,
    )
    this.text.push(head)
  }

  private async inflate(chunk: Uint8Array): Promise<void> {
    for await (const piece of this.inflater!.push(chunk)) await this.pushInflated(piece)
    if (this.inflater!.isOverLimit) {
      this.isStopped = true
      this.damage(
        `解压超过上限 ${this.inflater!.limit} 字节，已停止；之前的报文保留。可先自行解压再打开。`,
        `The file inflates to more than ${this.inflater!.limit} bytes; stopped, frames so far are kept. To read it all, inflate it first.`,
      )
    }
  }

  private async pushInflated(piece: Uint8Array): Promise<void> {
    if (this.capture) return this.capture.push(piece)
    if (this.text) return this.text.push(piece)
    this.head = concatenated(this.head, piece)
    if (this.head.length >= detectFormatLength) await this.start(this.head)
  }

  private damage(zh: string, en: string): void {
    this.opened.damaged = true
    this.opened.remarks.push({ zh, en })
  }

  /** What a reader of the result should know of the text as a whole. */
  private remarkText(text: TextSource): void {
    const { encoding, replaced } = text.report
    if (encoding !== 'utf-8') this.opened.remarks.push({ zh: `按 ${encoding} 编码读取。`, en: `Read as ${encoding}.` })
    if (replaced > 0)
      this.opened.remarks.push({
        zh: `有 ${replaced} 处字节不是 ${encoding} 文字。`,
        en: `${replaced} places are no ${encoding} text.`,
      })
    for (const [name, lines] of text.layoutCounts)
      this.opened.remarks.push({
        zh: `版式“${name}”读取了 ${lines} 行。`,
        en: `Layout "${name}" read ${lines} ${lines === 1 ? 'line' : 'lines'}.`,
      })
    if (text.splitLines > 0)
      this.opened.remarks.push({
        zh: `${text.splitLines} 行超过 1 MiB，分段读取。`,
        en: `${text.splitLines} lines are longer than 1 MiB and were read in pieces.`,
      })
  }

  async end(): Promise<void> {
    if (this.inflater) {
      for await (const piece of this.inflater.end()) await this.pushInflated(piece)
      if (this.inflater.failure)
        this.damage(
          `gzip 数据损坏（${this.inflater.failure}），之前的内容保留。`,
          `The gzip data is damaged (${this.inflater.failure}); what came before is kept.`,
        )
    }
    if (!this.capture && !this.text) {
      if (this.head.length === 0) throw new CommandError(`${this.path}：文件为空`, `${this.path}: the file is empty`)
      await this.start(this.head)
    }
    this.capture?.end()
    if (this.capture && this.capture.origins.length > 0) this.opened.origins = this.capture.origins
    if (this.text) {
      this.text.end()
      this.remarkText(this.text)
      this.opened.capture.finish()
    }
    if (this.capture) {
      readNotes(this.opened.capture, this.capture.comments, this.opened.notes)
      this.remarkCapture(this.capture)
    }
    this.remarkLimits()
  }

  /** What is too much to be kept. */
  private remarkLimits(): void {
    const { frames, droppedFrames, droppedEvents } = this.opened.capture
    if (droppedFrames > 0)
      this.damage(
        `文件太大：保留了前 ${frames.count} 帧，其后 ${droppedFrames} 帧只计数、未列出。可先按时间拆分文件（如 editcap -i 3600）再打开。`,
        `The file is too large: the first ${frames.count} frames are kept, ${droppedFrames} more were counted and are not listed. Split it by time (editcap -i 3600, say) to see them.`,
      )
    if (droppedEvents > 0)
      this.damage(
        `事件太多：另有 ${droppedEvents} 条（缺口、跳过的字节等）只计数、未列出。`,
        `Too many events: ${droppedEvents} more (gaps, skipped bytes …) were counted and are not listed.`,
      )
  }

  /** The holes of a capture file, the first few by place, and what else was odd about it. */
  private remarkCapture(capture: CaptureImport): void {
    const { events } = this.opened.capture
    for (const { message } of events.filter((event) => event.kind === 'note').slice(0, mostRemarks))
      this.opened.remarks.push({ zh: `${message.zh}。`, en: `${message.en}.` })
    const { linkUnknown } = capture.packets.counts
    if (linkUnknown > 0) {
      const types = [...new Set(capture.interfaces.map((one) => one.linkType))].map(linkTypeName).join(', ')
      this.opened.remarks.push({
        zh: `${linkUnknown} 个数据包的链路类型不支持，没有解析（接口的链路类型：${types}）。`,
        en: `${linkUnknown} packets have a link type that is not read (link types of the interfaces: ${types}).`,
      })
    }
    const holes = events.filter((event) => event.kind === 'hole')
    for (const { offset, length, message } of holes.slice(0, mostRemarks))
      this.damage(
        `文件第 ${offset} 字节起 ${length} 字节读不了：${message.zh}。前后的完整数据包保留。`,
        `${length} bytes from offset ${offset} of the file could not be read: ${message.en}. Whole packets before and after are kept.`,
      )
    if (capture.holes > mostRemarks)
      this.damage(
        `共有 ${capture.holes} 处读不了，用 --events 列出。`,
        `${capture.holes} such places in all; --events lists them.`,
      )
  }
}

function isCompressed(kind: CaptureFormatKind): boolean {
  return kind === 'gzip' || kind === 'zip' || kind === 'zstd' || kind === 'lz4' || kind === 'xz'
}

function concatenated(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b
  const all = new Uint8Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}
