// Judges whether bytes are the header of a classic pcap record: how read-pcap finds its way again after damage.

import { maxPacketLength } from './capture-sink.ts'
import { u32 } from './integers.ts'

/** How the records of one pcap file are laid out. */
export interface RecordLayout {
  littleEndian: boolean
  /** Unit of the second time field: 1,000,000 or 1,000,000,000. */
  unitsPerSecond: number
  headerLength: number
}

/** Records that follow each other lie within this many seconds of each other: 30 days. */
const nearSeconds = 2_592_000
/** Before this (1973), a time far from its neighbours proves nothing: small integers look like it. */
const earliestSeconds = 100_000_000
const provenNear = 3
const provenFar = 8
const provenJumping = 4

/** In place of the last record's time: times may jump from record to record, only lengths must fit. */
export const anyTime = -2

export function isNear(seconds: number, otherSeconds: number): boolean {
  return Math.abs(seconds - otherSeconds) <= nearSeconds
}

/** A quick look: a length within the limit and a time near `seconds`. The header must be there. */
export function isLikelyRecord(bytes: Uint8Array, at: number, layout: RecordLayout, seconds: number): boolean {
  return (
    u32(bytes, at + 8, layout.littleEndian) <= maxPacketLength && isNear(u32(bytes, at, layout.littleEndian), seconds)
  )
}

/**
 * Do records start at `at`? Proof is a chain of three plausible headers with times near `lastSeconds` (−1: not known),
 * of eight when their times are far from it, of four for `anyTime`, or a chain that ends exactly with the file.
 * Returns −1: proven, 0: no, n > 0: n bytes from `at` are needed to tell (never with `last`).
 */
export function followRecords(
  bytes: Uint8Array,
  at: number,
  end: number,
  layout: RecordLayout,
  lastSeconds: number,
  last: boolean,
): number {
  let cursor = at
  let count = 0
  let needed = lastSeconds === anyTime ? provenJumping : provenNear
  let seconds = lastSeconds
  for (;;) {
    if (cursor >= end && last) return count > 1 || (count === 1 && cursor === end) ? -1 : 0
    if (cursor + layout.headerLength > end) return last ? (count > 1 ? -1 : 0) : cursor + layout.headerLength - at
    if (!isPlausible(bytes, cursor, layout)) return 0
    const time = u32(bytes, cursor, layout.littleEndian)
    if (lastSeconds === anyTime) {
      if (time !== 0 && time < earliestSeconds) needed = provenFar
    } else if (seconds < 0 || !isNear(time, seconds)) {
      if (count > 0 || time < earliestSeconds) return 0
      needed = provenFar
    }
    if (++count === needed) return -1
    seconds = time
    cursor += layout.headerLength + u32(bytes, cursor + 8, layout.littleEndian)
  }
}

function isPlausible(bytes: Uint8Array, at: number, layout: RecordLayout): boolean {
  const captured = u32(bytes, at + 8, layout.littleEndian)
  if (captured === 0 || captured > maxPacketLength) return false
  const original = u32(bytes, at + 12, layout.littleEndian)
  if (original < captured || original > 16 * maxPacketLength) return false
  return u32(bytes, at + 4, layout.littleEndian) < layout.unitsPerSecond
}
