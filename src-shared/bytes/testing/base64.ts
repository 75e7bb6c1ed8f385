// Writes base64, for tests of what reads it.

/** Bytes as base64. */
export function base64Text(bytes: Uint8Array): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    for (let k = 0; k < 4; k++) text += i + k > bytes.length ? '=' : digits[(word >> (18 - 6 * k)) & 63]
  }
  return text
}
