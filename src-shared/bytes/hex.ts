// Bytes to hex digits and back. Every raw value that a person sees comes through here.

const digitPairs: string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hex of bytes [start, end), two digits to a byte, no separators. */
export function formatHex(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = ''
  for (let i = start; i < end; i++) text += digitPairs[bytes[i]!]
  return text
}

/** The value of one hex digit's character code, or -1. */
export function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

/**
 * Reads hex digits with any white space, and the separators `-`, `:`, `,` and `0x`, between bytes.
 * Returns the bytes, or the 0-based position of what could not be read and why.
 */
export function parseHex(
  text: string,
): { bytes: Uint8Array } | { position: number; reason: 'not_hex' | 'odd' | 'empty' } {
  const bytes = new Uint8Array(text.length >> 1)
  let count = 0
  let high = -1
  let highAt = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x30 && (text.charCodeAt(i + 1) | 0x20) === 0x78 && high < 0) {
      i++
      continue
    }
    const digit = hexDigit(code)
    if (digit >= 0) {
      if (high < 0) {
        high = digit
        highAt = i
      } else {
        bytes[count++] = high * 16 + digit
        high = -1
      }
    } else if (high >= 0 || !/[\s\-:,]/.test(text[i]!)) {
      return { position: high >= 0 ? highAt : i, reason: high >= 0 && /[\s\-:,]/.test(text[i]!) ? 'odd' : 'not_hex' }
    }
  }
  if (high >= 0) return { position: highAt, reason: 'odd' }
  if (count === 0) return { position: 0, reason: 'empty' }
  return { bytes: bytes.slice(0, count) }
}
