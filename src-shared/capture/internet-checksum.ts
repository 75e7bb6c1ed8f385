// The checksum of IPv4, TCP and UDP headers (RFC 1071), for packets that are written.

/** Sum of the 16-bit words of `bytes` [start, end), to be given to the next call or to `finishChecksum`. */
export function sumWords(bytes: Uint8Array, start: number, end: number, sum = 0): number {
  if (end - start >= longSum && (bytes.byteOffset + start) % 4 === 0) return sumLong(bytes, start, end, sum)
  let total = sum
  let at = start
  for (; at + 1 < end; at += 2) total += (bytes[at]! << 8) | bytes[at + 1]!
  // An odd last byte counts as the high one.
  if (at < end) total += bytes[at]! << 8
  return total
}

/** From here on, taking four bytes at a time pays. */
const longSum = 256
const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** The same, four bytes at a time: the sum is the same in any byte order but for the order of its own bytes (RFC 1071, 2B). */
function sumLong(bytes: Uint8Array, start: number, end: number, sum: number): number {
  const count = (end - start) >> 2
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + start, count)
  let [low, high] = [0, 0]
  // Halves apart stay small whole numbers for 65,536 words, more than a packet has.
  for (let at = 0; at < count; at++) {
    const word = words[at]!
    low += word & 0xffff
    high += word >>> 16
  }
  const folded = ~finishChecksum(low + high) & 0xffff
  const ordered = littleEndian ? ((folded & 0xff) << 8) | (folded >> 8) : folded
  return sumWords(bytes, start + count * 4, end, sum + ordered)
}

/** The checksum to write for a sum of words. */
export function finishChecksum(sum: number): number {
  let folded = sum
  while (folded > 0xffff) folded = (folded % 0x1_0000) + Math.floor(folded / 0x1_0000)
  return ~folded & 0xffff
}
