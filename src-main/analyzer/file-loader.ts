// Bytes of a file into a Capture, as they come: finds out by the first of them what the file is (capture, text, gzip) and
// passes everything on to the reader for it. open-file.ts brings the bytes.
import { detectFormat, detectFormatLength, type CaptureFormatKind } from '../../src-shared/capture/capture-format.ts'
import type { FrameNotes } from '../../src-shared/capture/frame-notes.ts'
import { CaptureImport } from '../../src-shared/capture/import-capture.ts'
import { TextImport, type TextOrigin } from '../../src-shared/capture/import-text.ts'
import { readNotes } from '../../src-shared/capture/note-comment.ts'
import type { TextEncodingName } from '../../src-shared/capture/text/encoding.ts'
import type { LayoutRule } from '../../src-shared/capture/text/layout-rule.ts'
import { CommandError } from '../command-error.ts'
import { Inflater } from './inflater.ts'
import { remarkCapture, remarkDamage, remarkLimits, remarkText, type Remarked } from './load-remarks.ts'
import { defaultInflateLimit } from './source-chunks.ts'
import { TextSource } from './text-source.ts'
import type { ZipArchive } from './zip-archive.ts'

/** What a file is taken for; auto: by its first bytes. */
export type InputKind = 'auto' | 'pcap' | 'text'

/** How a file is read. */
export interface LoadOptions {
  input: InputKind
  /** Layouts of logs that the user taught. */
  rules?: readonly LayoutRule[]
  /** Encoding of a text; null or absent: found out. */
  encoding?: TextEncodingName | null
  /** Most bytes that a compressed file may become. */
  inflateLimit?: number
  signal?: AbortSignal
  /** Bytes read so far, of how many (0: not known). */
  progress?: (read: number, total: number) => void
}

/** What is known of a file, as far as it has been read. */
export interface LoadedFile extends Remarked {
  kind: 'capture' | 'text'
  captureImport: CaptureImport | null
  /** By row, for text. */
  origins: readonly (TextOrigin | undefined)[] | null
  /** What people noted about its frames; out of the file when it is read, and since. */
  notes: FrameNotes
  bytesRead: number
}

/** Finds out what the first bytes are and passes everything on to the reader for it. */
export class FileLoader {
  isStopped = false
  private head: Uint8Array = new Uint8Array(0)
  private capture: CaptureImport | null = null
  private text: TextSource | null = null
  private importer: TextImport | null = null
  private inflater: Inflater | null = null
  private readonly path: string
  private readonly options: LoadOptions
  private readonly opened: LoadedFile

  constructor(path: string, options: LoadOptions, opened: LoadedFile) {
    this.path = path
    this.options = options
    this.opened = opened
  }

  /** Chunks go to a reader of captures as they are, which is done with each when it returns. */
  get keepsNothing(): boolean {
    return this.capture !== null && this.inflater === null
  }

  /** The next bytes of the file. */
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
    if (this.text) remarkText(this.opened, this.text)
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
      remarkDamage(
        this.opened,
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

  /** The file is at its end. Throws CommandError when there was nothing to read. */
  async end(): Promise<void> {
    if (this.inflater) {
      for await (const piece of this.inflater.end()) await this.pushInflated(piece)
      if (this.inflater.failure)
        remarkDamage(
          this.opened,
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
      remarkText(this.opened, this.text)
      this.opened.capture.finish()
    }
    if (this.capture) {
      readNotes(this.opened.capture, this.capture.comments, this.opened.notes)
      remarkCapture(this.opened, this.capture)
    }
    remarkLimits(this.opened)
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
