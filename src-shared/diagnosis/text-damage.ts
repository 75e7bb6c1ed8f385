// What programs do to bytes that they take for text: line ends changed, characters re-encoded, bytes printed as signed
// numbers, hex or base64 sent instead of the bytes. Each kind of damage is undone as a whole or not at all, so a copy that is
// right afterwards is hardly an accident.
import type { Label } from '../bytes/range.ts'

export interface Undone {
  /** Bytes were put in again: where, a sum does not tell. */
  isGuessed?: boolean
  code: 'hex_of_hex' | 'base64' | 'text_mode'
  bytes: Uint8Array
  what: Label
  remedy: Label
}

type Undo = (bytes: Uint8Array) => Undone | null

const asBytes: Label = {
  zh: '请按二进制收发与记录，不要经过字符串转换。',
  en: 'Send and log the bytes as binary; keep them away from string conversions.',
}

/** Every way in which these bytes look damaged by text handling, undone. */
export function undoTextDamage(bytes: Uint8Array): Undone[] {
  return undos.flatMap((undo) => undo(bytes) ?? [])
}

const hexDigit = (byte: number): number =>
  byte >= 0x30 && byte <= 0x39
    ? byte - 0x30
    : byte >= 0x41 && byte <= 0x46
      ? byte - 0x37
      : byte >= 0x61 && byte <= 0x66
        ? byte - 0x57
        : -1

/** Blanks, commas, colons and dashes between hex digits. */
const isBetween = (byte: number): boolean => byte === 0x20 || byte === 0x2c || byte === 0x3a || byte === 0x2d

const isLineEnd = (byte: number): boolean => byte === 0x0d || byte === 0x0a || byte === 0

function hexOfHex(bytes: Uint8Array): Undone | null {
  const digits: number[] = []
  for (const byte of bytes) {
    const digit = hexDigit(byte)
    if (digit >= 0) digits.push(digit)
    else if (!isBetween(byte) && !isLineEnd(byte)) return null
  }
  if (digits.length < 8 || digits.length % 2 !== 0) return null
  const once = Uint8Array.from({ length: digits.length / 2 }, (_, i) => digits[i * 2]! * 16 + digits[i * 2 + 1]!)
  const inner = hexOfHex(once)
  return {
    code: 'hex_of_hex',
    bytes: inner?.bytes ?? once,
    what: {
      zh: `${bytes.length} 个字节全是十六进制数字的字符（ASCII），译回是 ${(inner?.bytes ?? once).length} 字节`,
      en: `all ${bytes.length} bytes are characters of hex digits (ASCII); read as such they are ${(inner?.bytes ?? once).length} bytes`,
    },
    remedy: {
      zh: '发送方把报文的十六进制文本当成字节发了（或转了两次十六进制），应直接发送字节。',
      en: 'The hex text of the frame was sent or logged in place of its bytes (or turned into hex twice): send the bytes.',
    },
  }
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(bytes: Uint8Array): Undone | null {
  let text = ''
  for (const byte of bytes) if (!isLineEnd(byte)) text += String.fromCharCode(byte)
  const bare = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
  if (bare.length < 8 || bare.length % 4 === 1 || !/^[A-Za-z0-9+/]+$/.test(bare)) return null
  const decoded = new Uint8Array(Math.floor((bare.length * 3) / 4))
  let [bits, held, at] = [0, 0, 0]
  for (const character of bare) {
    held = ((held << 6) | base64Digits.indexOf(character)) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      decoded[at++] = (held >> bits) & 0xff
    }
  }
  return {
    code: 'base64',
    bytes: decoded,
    what: {
      zh: `${bytes.length} 个字节全是 Base64 字符，译回是 ${decoded.length} 字节`,
      en: `all ${bytes.length} bytes are characters of Base64; decoded they are ${decoded.length} bytes`,
    },
    remedy: {
      zh: '发送方（或日志、消息队列）做了 Base64 编码，应先解码再发送。',
      en: 'The sender, a log or a message queue encoded the frame as Base64: decode it before it is sent.',
    },
  }
}

/** 0A became 0D 0A. */
function lineFeedsWidened(bytes: Uint8Array): Undone | null {
  const kept: number[] = []
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0x0d || bytes[i + 1] !== 0x0a) kept.push(bytes[i]!)
  const count = bytes.length - kept.length
  if (count === 0) return null
  return {
    code: 'text_mode',
    bytes: Uint8Array.from(kept),
    what: {
      zh: `${count} 处 0A 变成了 0D 0A，多出 ${count} 个 0D`,
      en: `${count} times 0A became 0D 0A: ${count} bytes 0D too many`,
    },
    remedy: {
      zh: '文件或串口以文本模式打开，换行被改写；请改用二进制模式。',
      en: 'A file or port was opened in text mode, which rewrites line ends; open it in binary mode.',
    },
  }
}

/** 0D 0A became 0A. */
function lineEndsNarrowed(bytes: Uint8Array): Undone | null {
  const widened: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0x0a && bytes[i - 1] !== 0x0d) widened.push(0x0d)
    widened.push(bytes[i]!)
  }
  const count = widened.length - bytes.length
  if (count === 0) return null
  return {
    code: 'text_mode',
    isGuessed: true,
    bytes: Uint8Array.from(widened),
    what: {
      zh: `${count} 处 0D 0A 只剩 0A，少了 ${count} 个 0D`,
      en: `${count} times only 0A is left of 0D 0A: ${count} bytes 0D are gone`,
    },
    remedy: {
      zh: '文件或串口以文本模式打开，换行被改写；请改用二进制模式。',
      en: 'A file or port was opened in text mode, which rewrites line ends; open it in binary mode.',
    },
  }
}

/** Bytes from 0x80 on were taken for Latin-1 and written as UTF-8: C2 xx and C3 xx. */
function utf8OfLatin1(bytes: Uint8Array): Undone | null {
  const plain: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    const [lead, next] = [bytes[i]!, bytes[i + 1] ?? 0]
    if (lead < 0x80) plain.push(lead)
    else if ((lead === 0xc2 || lead === 0xc3) && next >= 0x80 && next < 0xc0) {
      plain.push(((lead & 3) << 6) | (next & 0x3f))
      i++
    } else return null
  }
  const count = bytes.length - plain.length
  if (count === 0) return null
  return {
    code: 'text_mode',
    bytes: Uint8Array.from(plain),
    what: {
      zh: `${count} 个 80 以上的字节被按 UTF-8 写成了两个字节（C2/C3 开头）`,
      en: `${count} bytes from 80 on were written as two bytes of UTF-8 (C2 or C3 in front)`,
    },
    remedy: asBytes,
  }
}

/** Bytes from 0x80 on were printed as negative numbers of 32 bits: FF FF FF xx. */
function signExtended(bytes: Uint8Array): Undone | null {
  const kept: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    const isExtended =
      bytes[i] === 0xff && bytes[i + 1] === 0xff && bytes[i + 2] === 0xff && (bytes[i + 3] ?? 0) >= 0x80
    if (isExtended) i += 3
    kept.push(bytes[i]!)
  }
  const count = (bytes.length - kept.length) / 3
  if (count === 0) return null
  return {
    code: 'text_mode',
    bytes: Uint8Array.from(kept),
    what: {
      zh: `${count} 个 80 以上的字节前面多了 FF FF FF：按有符号数扩展成了 32 位`,
      en: `${count} bytes from 80 on have FF FF FF in front: they were sign-extended to 32 bits`,
    },
    remedy: {
      zh: '打印时先与 0xFF 相与（C 用 unsigned char，Java 用 b & 0xFF）。',
      en: 'Mask with 0xFF before printing (unsigned char in C, b & 0xFF in Java).',
    },
  }
}

/** Every byte became a character of UTF-16. */
function utf16(bytes: Uint8Array): Undone | null {
  if (bytes.length < 16 || bytes.length % 2 !== 0) return null
  const zeros = bytes[0] === 0 ? 0 : 1
  for (let i = zeros; i < bytes.length; i += 2) if (bytes[i] !== 0) return null
  const plain = bytes.filter((_, i) => i % 2 !== zeros)
  return {
    code: 'text_mode',
    bytes: plain,
    what: {
      zh: `每个字节旁都多了一个 00：被当作 UTF-16 字符写出`,
      en: `every byte has a 00 beside it: they were written as UTF-16 characters`,
    },
    remedy: asBytes,
  }
}

/** Telnet doubles FF. */
function doubledEscapes(bytes: Uint8Array): Undone | null {
  const kept: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    kept.push(bytes[i]!)
    if (bytes[i] !== 0xff) continue
    if (bytes[i + 1] !== 0xff) return null
    i++
  }
  const count = bytes.length - kept.length
  if (count === 0) return null
  return {
    code: 'text_mode',
    bytes: Uint8Array.from(kept),
    what: {
      zh: `每个 FF 都写了两遍（${count} 处），像经过 Telnet 端口`,
      en: `every FF stands twice (${count} of them), as a Telnet port does it`,
    },
    remedy: { zh: '把串口服务器的端口改为原始（RAW）模式。', en: 'Set the port server to raw mode.' },
  }
}

const undos: readonly Undo[] = [
  hexOfHex,
  base64,
  lineFeedsWidened,
  lineEndsNarrowed,
  utf8OfLatin1,
  signExtended,
  utf16,
  doubledEscapes,
]

/** Places of EF BF BD, which UTF-8 puts where bytes were no text: the bytes themselves are lost. */
export function replacementMarks(bytes: Uint8Array): number[] {
  const places: number[] = []
  for (let i = 0; i + 2 < bytes.length; i++)
    if (bytes[i] === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd) {
      places.push(i)
      i += 2
    }
  return places
}
