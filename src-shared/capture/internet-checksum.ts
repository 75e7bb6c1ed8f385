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
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + start, count)
  let [low, high, at] = [0, 0, 0]
  // Halves apart stay within 31 bits for 32,768 words, twice what a packet has; four in a turn, so that sums do not wait.
  for (const fours = count & ~3; at < fours; at += 4) {
    const first = words[at]!
    const second = words[at + 1]!
    const third = words[at + 2]!
    const fourth = words[at + 3]!
    low = (low + (first & 0xffff) + (second & 0xffff) + (third & 0xffff) + (fourth & 0xffff)) | 0
    high = (high + (first >>> 16) + (second >>> 16) + (third >>> 16) + (fourth >>> 16)) | 0
  }
  for (; at < count; at++) {
    low += words[at]! & 0xffff
    high += words[at]! >>> 16
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
