// Bytes of a text file to text: finds the encoding, and says how sure it is. On the data path: file or clipboard → here →
// text-reader.ts. Works in chunks, so that a file of any size needs no more memory than one of them.

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

export interface LineEnds {
  lf: number
  crlf: number
  cr: number
}

export interface TextEncodingReport {
  encoding: TextEncodingName
  /** A byte order mark stood at the start; it is not part of the text. */
  hasMark: boolean
  /** Characters that the bytes did not form; each stands as U+FFFD in the text. */
  replaced: number
  lineEnds: LineEnds
}

export interface DecodedText extends TextEncodingReport {
  text: string
}

/** Bytes that are looked at to find the encoding. */
const sampleSize = 1 << 16

/** Decodes a whole text. `encoding` overrides what the bytes look like; GBK is read as GB18030, which contains it. */
export function decodeText(bytes: Uint8Array, encoding: TextEncodingName | null = null): DecodedText {
  const decoder = new StreamingTextDecoder(encoding)
  const text = decoder.push(bytes) + decoder.end()
  return { text, ...decoder.report }
}

/** Decodes a text that comes in chunks. The first 64 KiB are held back until the encoding is known. */
export class StreamingTextDecoder {
  private readonly override: TextEncodingName | null
  private decoder: InstanceType<typeof TextDecoder> | null = null
  private held: Uint8Array[] = []
  private heldSize = 0
  private encoding: TextEncodingName = 'utf-8'
  private hasMark = false
  private replaced = 0
  private readonly lineEnds: LineEnds = { lf: 0, crlf: 0, cr: 0 }
  private afterReturn = false

  constructor(encoding: TextEncodingName | null = null) {
    this.override = encoding
  }

  /** The text of the bytes so far that was not returned before. */
  push(bytes: Uint8Array): string {
    if (this.decoder) return this.count(this.decoder.decode(bytes, { stream: true }))
    this.held.push(bytes)
    this.heldSize += bytes.length
    return this.heldSize >= sampleSize ? this.start() : ''
  }

  end(): string {
    const first = this.decoder ? '' : this.start()
    const text = first + this.count(this.decoder!.decode())
    if (this.afterReturn) this.lineEnds.cr++
    this.afterReturn = false
    return text
  }

  get report(): TextEncodingReport {
    return { encoding: this.encoding, hasMark: this.hasMark, replaced: this.replaced, lineEnds: { ...this.lineEnds } }
  }

  private start(): string {
    const bytes = this.held.length === 1 ? this.held[0]! : join(this.held, this.heldSize)
    this.held = []
    const marked = byteOrderMark(bytes)
    this.encoding = this.override ?? marked ?? detectEncoding(bytes.subarray(0, sampleSize))
    this.hasMark = marked === this.encoding
    this.decoder = new TextDecoder(this.encoding)
    return this.count(this.decoder.decode(bytes, { stream: true }))
  }

  /** Counts line ends and replacement characters on the way through. */
  private count(text: string): string {
    const { lineEnds } = this
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === 10) lineEnds[this.afterReturn ? 'crlf' : 'lf']++
      else if (this.afterReturn) lineEnds.cr++
      if (code === 0xfffd) this.replaced++
      this.afterReturn = code === 13
    }
    return text
  }
}

function join(chunks: Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function byteOrderMark(bytes: Uint8Array): TextEncodingName | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** The encoding that the bytes fit best; they may end within a character. UTF-8 for plain ASCII. */
export function detectEncoding(bytes: Uint8Array): TextEncodingName {
  const wide = detectUtf16(bytes)
  if (wide) return wide
  const utf8 = checkUtf8(bytes)
  if (utf8.invalid === 0) return 'utf-8'
  // A log glued from several programs may hold a few broken characters; GBK text breaks nearly everywhere as UTF-8.
  if (utf8.valid > 4 * utf8.invalid) return 'utf-8'
  const gb = checkGb18030(bytes)
  return gb.invalid * (utf8.valid + 1) <= utf8.invalid * (gb.valid + 1) ? 'gb18030' : 'utf-8'
}

/** Logs are mostly ASCII, so that in UTF-16 every other byte is mostly zero. */
function detectUtf16(bytes: Uint8Array): TextEncodingName | null {
  const zeros = [0, 0]
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i & 1]!++
  const [even, odd] = zeros as [number, number]
  const enough = Math.max(2, bytes.length / 20)
  if (odd >= enough && even * 8 < odd) return 'utf-16le'
  if (even >= enough && odd * 8 < even) return 'utf-16be'
  return null
}

interface Validity {
  /** Characters of more than one byte, and bytes that belong to none. */
  valid: number
  invalid: number
}

function checkUtf8(bytes: Uint8Array): Validity {
  const result = { valid: 0, invalid: 0 }
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i]!
    if (byte < 0x80) {
      i++
      continue
    }
    const length =
      byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0
    let end = i + 1
    while (end < i + length && end < bytes.length && (bytes[end]! & 0xc0) === 0x80) end++
    const isCut = end === bytes.length && end < i + length
    if (length > 0 && (end === i + length || isCut)) {
      result.valid++
      i = end
    } else {
      result.invalid++
      i++
    }
  }
  return result
}

function checkGb18030(bytes: Uint8Array): Validity {
  const result = { valid: 0, invalid: 0 }
  for (let i = 0; i < bytes.length;) {
    const length = gbLength(bytes, i)
    if (length === 0) result.invalid++
    else if (length > 1) result.valid++
    i += Math.max(1, length)
  }
  return result
}

/** Bytes of the GB18030 character at `at`; 0 when there is none. A character cut by the end counts as whole. */
function gbLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!
  if (first < 0x80) return 1
  if (first === 0x80 || first === 0xff) return 0
  const second = bytes[at + 1]
  if (second === undefined) return 2
  if (second >= 0x30 && second <= 0x39) {
    const third = bytes[at + 2] ?? 0x81
    const fourth = bytes[at + 3] ?? 0x30
    return third >= 0x81 && third <= 0xfe && fourth >= 0x30 && fourth <= 0x39 ? 4 : 0
  }
  return second >= 0x40 && second !== 0x7f && second !== 0xff ? 2 : 0
}
