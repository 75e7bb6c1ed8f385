// The checksum of IPv4, TCP and UDP headers (RFC 1071), for packets that are written.

/** Sum of the 16-bit words of `bytes` [start, end), to be given to the next call or to `finishChecksum`. */
export function sumWords(bytes: Uint8Array, start: number, end: number, sum = 0): number {
  let total = sum
  let at = start
  for (; at + 1 < end; at += 2) total += (bytes[at]! << 8) | bytes[at + 1]!
  // An odd last byte counts as the high one.
  if (at < end) total += bytes[at]! << 8
  return total
}

/** The checksum to write for a sum of words. */
export function finishChecksum(sum: number): number {
  let folded = sum
  while (folded > 0xffff) folded = (folded % 0x1_0000) + Math.floor(folded / 0x1_0000)
  return ~folded & 0xffff
}
