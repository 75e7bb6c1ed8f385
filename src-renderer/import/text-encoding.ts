// Bytes of a file into text, as the import desk shows it: the encoding is guessed, shown, and can be changed.
// On the data path: dropped or opened file → here → the editor. Files opened as captures are read by the main side.

/** Labels that TextDecoder knows. */
export const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

/** Enough to tell an encoding by, and to tell text from a capture. */
const sampleSize = 64 * 1024

/** The encoding by its byte order mark, else by what the bytes can be. Chinese logs that are not UTF-8 are GBK. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  const sample = bytes.subarray(0, sampleSize)
  const zeros = zeroShares(sample)
  // ASCII in UTF-16 has a zero in every other byte: which one tells the order.
  if (zeros.odd > 0.4 && zeros.even < 0.05) return 'utf-16le'
  if (zeros.even > 0.4 && zeros.odd < 0.05) return 'utf-16be'
  return isUtf8(sample, sample.length < bytes.length) ? 'utf-8' : 'gb18030'
}

/** The text with `\n` line ends and without byte order mark; bytes that are none become U+FFFD. */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  return withPlainLineEnds(new TextDecoder(encoding).decode(bytes))
}

/** What a textarea makes of line ends; positions in the preview then fit the editor. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** First bytes of pcapng, pcap (µs, ns, either order) and gzip, as big-endian numbers. */
/** pcapng, pcap in its four forms, zip. */
const captureMarks = new Set([0x0a0d0d0a, 0x504b0304, 0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1])

/** Whether the file is a capture (or packed): then it is opened, not read as text. */
export function looksLikeCapture(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true
  if (bytes.length < 4) return false
  return captureMarks.has(new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0))
}

function zeroShares(bytes: Uint8Array): { even: number; odd: number } {
  const counts = [0, 0]
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) counts[i & 1]!++
  const half = Math.max(bytes.length / 2, 1)
  return { even: counts[0]! / half, odd: counts[1]! / half }
}

/** `isCut`: the sample may end inside a character. */
function isUtf8(bytes: Uint8Array, isCut: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut })
    return true
  } catch {
    return false
  }
}
