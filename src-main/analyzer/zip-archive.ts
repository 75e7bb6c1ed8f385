// What a zip holds that can be read: captures or logs, one after another as one file. Names of entries are shown and never
// become paths; links and archives in it are not followed. Between a file and its reader: open-file.ts.
import { crc32 } from 'node:zlib'
import { open as openZip, type Entry, type ZipFile } from 'yauzl'
import type { Label } from '../../src-shared/bytes/range.ts'
import { detectFormat, detectFormatLength, type CaptureFormatKind } from '../../src-shared/capture/capture-format.ts'
import { CommandError } from '../command-error.ts'

/** Bytes of one entry, in order; `part` counts the entries that are read. */
export interface ZipPiece {
  part: number
  name: string
  bytes: Uint8Array
}

const mostEntries = 10_000
/** First bytes of an entry that tell what it is. */
const headSize = 4096
const pcapHeaderSize = 24
/** Entries that are named in a remark before the rest is counted. */
const mostNamed = 5

interface Readable {
  entry: Entry
  name: string
  kind: CaptureFormatKind | 'text'
  head: Uint8Array
}

export class ZipArchive {
  /** What was left out, and why. */
  readonly remarks: Label[] = []
  /** What is damaged; the bytes before it were given. */
  readonly damage: Label[] = []
  /** Total size of the entries that are read, as the archive says. */
  size = 0
  private readonly file: ZipFile
  private readonly path: string
  private parts: Readable[] = []

  private constructor(path: string, file: ZipFile) {
    this.path = path
    this.file = file
  }

  /** Reads the list of entries. Throws CommandError when there is nothing in it that can be read. */
  static async open(path: string): Promise<ZipArchive> {
    const file = await new Promise<ZipFile>((resolve, reject) =>
      openZip(path, { lazyEntries: true, autoClose: false, decodeStrings: false }, (error, zip) =>
        error ? reject(unreadable(path, error)) : resolve(zip),
      ),
    )
    const archive = new ZipArchive(path, file)
    try {
      await archive.choose()
    } catch (error) {
      archive.close()
      throw error instanceof CommandError ? error : unreadable(path, error as Error)
    }
    return archive
  }

  close(): void {
    this.file.close()
  }

  /** The entries' bytes, at most `limit` in all. */
  async *pieces(limit: number): AsyncGenerator<ZipPiece> {
    let left = limit
    for (const [part, { entry, name, kind }] of this.parts.entries()) {
      let skip = kind === 'pcap' && part > 0 ? pcapHeaderSize : 0
      let sum = 0
      try {
        for await (const chunk of await this.stream(entry)) {
          const bytes = Uint8Array.from(chunk as Uint8Array)
          sum = crc32(bytes, sum)
          if (bytes.length > left) return this.stop(name, limit)
          left -= bytes.length
          const rest = bytes.subarray(Math.min(skip, bytes.length))
          skip -= bytes.length - rest.length
          if (rest.length > 0) yield { part, name, bytes: rest }
        }
        if (sum !== entry.crc32) this.damaged(name, 'CRC-32')
      } catch (error) {
        this.damaged(name, (error as NodeJS.ErrnoException).code ?? (error as Error).message)
      }
    }
  }

  private stop(name: string, limit: number): void {
    this.damage.push({
      zh: `解压到“${name}”时超过上限 ${limit} 字节，已停止；之前的报文保留。可先自行解压再打开。`,
      en: `Inflating went past the limit of ${limit} bytes in "${name}"; stopped, frames so far are kept. To read it all, inflate it first.`,
    })
  }

  private damaged(name: string, why: string): void {
    this.damage.push({
      zh: `压缩包中的“${name}”已损坏（${why}），损坏处之前的内容保留。`,
      en: `"${name}" in the archive is damaged (${why}); what came before is kept.`,
    })
  }

  private stream(entry: Entry): Promise<NodeJS.ReadableStream> {
    return new Promise((resolve, reject) =>
      this.file.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
    )
  }

  /** Settles which entries are read: captures that can be read as one, else everything that is text. */
  private async choose(): Promise<void> {
    const refused = new Map<string, { why: Label; names: string[] }>()
    const refuse = (name: string, zh: string, en: string): void => {
      const one = refused.get(zh) ?? { why: { zh, en }, names: [] }
      one.names.push(name)
      refused.set(zh, one)
    }
    const readable: Readable[] = []
    for (const entry of await this.entries()) {
      const name = nameOf(entry)
      if (name.endsWith('/') || name.endsWith('\\')) continue
      const one = await this.look(entry, name, refuse)
      if (one) readable.push(one)
    }
    readable.sort((a, b) => a.name.localeCompare(b.name, 'zh', { numeric: true }))
    const first = readable.find((one) => one.kind !== 'text') ?? readable[0]
    for (const one of readable) {
      if (first && goesOn(first, one)) this.parts.push(one)
      else if (one.kind === 'text') refuse(one.name, '是文本，包里另有抓包', 'text beside a capture')
      else refuse(one.name, '与前面的抓包格式不同', 'of another format than the capture before')
    }
    this.size = this.parts.reduce((total, { entry }) => total + entry.uncompressedSize, 0)
    if (this.parts.length === 0) throw nothingIn(this.path, [...refused.values()])
    this.say([...refused.values()])
  }

  private say(refused: readonly { why: Label; names: string[] }[]): void {
    const names = list(this.parts.map((part) => part.name))
    this.remarks.push(
      this.parts.length === 1
        ? { zh: `读取压缩包中的“${names.zh}”。`, en: `Read "${names.en}" out of the archive.` }
        : {
            zh: `压缩包中的 ${this.parts.length} 个文件按名称顺序接成一个读取：${names.zh}。`,
            en: `${this.parts.length} files of the archive were read as one, in the order of their names: ${names.en}.`,
          },
    )
    for (const { why, names: left } of refused) {
      const listed = list(left)
      this.remarks.push({ zh: `没有读取 ${listed.zh}：${why.zh}。`, en: `Not read: ${listed.en} (${why.en}).` })
    }
  }

  private async look(
    entry: Entry,
    name: string,
    refuse: (name: string, zh: string, en: string) => void,
  ): Promise<Readable | null> {
    if (((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000) refuse(name, '是符号链接', 'a symbolic link')
    else if (entry.isEncrypted()) refuse(name, '已加密，请先用密码解压', 'encrypted; unpack it with its password first')
    else if (!entry.canDecodeFileData())
      refuse(
        name,
        `压缩方法 ${entry.compressionMethod} 不支持，请先解压`,
        `compression method ${entry.compressionMethod}`,
      )
    else if (entry.uncompressedSize > 0) {
      const head = await this.head(entry)
      const kind = kindOf(head)
      if (kind === 'text' || kind === 'pcap' || kind === 'pcapng') return { entry, name, kind, head }
      if (kind === 'none') refuse(name, '既不是抓包也不是文本', 'neither a capture nor text')
      else refuse(name, '是压缩包里的压缩文件，请先解压', 'an archive within the archive; unpack it first')
    }
    return null
  }

  /** The first bytes of an entry; fewer when it is damaged there. */
  private async head(entry: Entry): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    let size = 0
    try {
      for await (const chunk of await this.stream(entry)) {
        chunks.push(chunk as Uint8Array)
        size += (chunk as Uint8Array).length
        if (size >= headSize) break
      }
    } catch {
      // It is told where the entry is read.
    }
    return Buffer.concat(chunks).subarray(0, headSize)
  }

  private entries(): Promise<Entry[]> {
    const { file } = this
    return new Promise((resolve, reject) => {
      const entries: Entry[] = []
      file.on('error', reject)
      file.on('end', () => resolve(entries))
      file.on('entry', (entry: Entry) => {
        entries.push(entry)
        if (entries.length < mostEntries) return file.readEntry()
        this.remarks.push({
          zh: `压缩包里文件过多，只看前 ${mostEntries} 个。`,
          en: `The archive holds very many files; only the first ${mostEntries} were looked at.`,
        })
        resolve(entries)
      })
      file.readEntry()
    })
  }
}

/** Whether an entry can be read as the continuation of the first. */
function goesOn(first: Readable, one: Readable): boolean {
  if (first.kind !== one.kind) return false
  // Same byte order, resolution and link type; version and snap length may differ.
  const isSame = (at: number) => first.head[at] === one.head[at]
  return one.kind !== 'pcap' || [0, 1, 2, 3, 20, 21, 22, 23].every(isSame)
}

function kindOf(head: Uint8Array): CaptureFormatKind | 'text' {
  const { kind } = detectFormat(head.subarray(0, detectFormatLength))
  if (kind !== 'none') return kind
  // Text has no bytes below the blank but a few; UTF-16 has a zero in every other one.
  const controls = head.filter((byte) => byte < 7 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)).length
  const zeros = head.filter((byte) => byte === 0).length
  const isWide =
    (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff) || zeros * 3 > head.length
  return controls * 20 <= head.length || (isWide && (controls - zeros) * 20 <= head.length) ? 'text' : 'none'
}

/** UTF-8 where it says so or is that; else as Windows in Chinese writes them. */
function nameOf(entry: Entry): string {
  const bytes = Uint8Array.from(entry.fileNameRaw)
  let name: string
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    name = new TextDecoder('gb18030').decode(bytes)
  }
  // oxlint-disable-next-line no-control-regex -- a name is shown, so what steers a terminal must not be in it
  return name.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '?').slice(0, 300)
}

function list(names: readonly string[]): Label {
  const shown = names.slice(0, mostNamed)
  const more = names.length - shown.length
  return {
    zh: shown.join('、') + (more > 0 ? ` 等 ${names.length} 个` : ''),
    en: shown.join(', ') + (more > 0 ? ` and ${more} more` : ''),
  }
}

function nothingIn(path: string, refused: readonly { why: Label; names: string[] }[]): CommandError {
  if (refused.length === 0) return new CommandError(`${path}：压缩包是空的`, `${path}: the archive is empty`)
  const all = refused.map(({ why, names }) => ({ why, listed: list(names) }))
  return new CommandError(
    `${path}：zip 压缩包里没有可读的抓包或日志：${all.map(({ why, listed }) => `${listed.zh}（${why.zh}）`).join('；')}`,
    `${path}: the zip archive holds no capture or log that can be read: ${all.map(({ why, listed }) => `${listed.en} (${why.en})`).join('; ')}`,
  )
}

function unreadable(path: string, error: Error): CommandError {
  return new CommandError(
    `${path}：zip 压缩包已损坏（${error.message}），请重新获取或先解压`,
    `${path}: the zip archive is damaged (${error.message}); get it again or unpack it first`,
  )
}
