// What a capture holds, counted: protocols, messages, checksums, TCP, what could not be read. For `summary` and reports.
import type { Capture } from '../capture/capture.ts'
import type { FrameNotes } from '../capture/frame-notes.ts'
import { checksumCodes } from '../capture/frame-table.ts'
import type { CaptureImport } from '../capture/import-capture.ts'

export interface Summary {
  /** Without those that are ignored. */
  frames: number
  /** Frames that a person left out: nothing else counts them. */
  ignored: number
  bytes: number
  conversations: number
  by_protocol: Record<string, number>
  /** By protocol prefix and message id, `ykc.heartbeat`. */
  by_message: Record<string, number>
  checksum: { good: number; swapped: number; bad: number; absent: number }
  length_bad: number
  packets: number
  tcp: { retransmissions: number; out_of_order: number; gaps: number; gap_bytes: number; conflicts: number }
  skipped_bytes: number
  undecoded_bytes: number
  holes: number
  /** First and last frame, seconds since 1970; null without times. */
  first_time: number | null
  last_time: number | null
}

/** Counts everything in one pass over the columns. */
export function summarize(
  capture: Capture,
  captureImport: CaptureImport | null,
  notes: Pick<FrameNotes, 'ignored'> | null = null,
): Summary {
  const { frames } = capture
  const ignored = notes?.ignored ?? new Set<number>()
  const summary: Summary = {
    frames: frames.count - ignored.size,
    ignored: ignored.size,
    bytes: 0,
    conversations: captureImport ? capture.conversations.length : 0,
    by_protocol: {},
    by_message: {},
    checksum: { good: 0, swapped: 0, bad: 0, absent: 0 },
    length_bad: 0,
    packets: captureImport?.packets.counts.packets ?? 0,
    tcp: tcpCounts(captureImport),
    skipped_bytes: 0,
    undecoded_bytes: 0,
    holes: 0,
    first_time: null,
    last_time: null,
  }
  const messages = capture.protocols.map((protocol) => new Uint32Array(protocol.messages.length + 1))
  const protocols = new Uint32Array(capture.protocols.length + 1)
  for (let row = 0; row < frames.count; row++) {
    if (ignored.size > 0 && ignored.has(row)) continue
    const protocol = Math.min(frames.protocol[row]!, capture.protocols.length)
    protocols[protocol]!++
    const counts = messages[protocol]
    if (counts) counts[frames.message[row]! + 1]!++
    summary.bytes += frames.length[row]!
    summary.checksum[checksumCodes[frames.checksum[row]!]!]++
    summary.length_bad += frames.lengthBad[row]!
    const time = frames.seconds[row]!
    if (!Number.isNaN(time)) {
      summary.first_time = Math.min(summary.first_time ?? time, time)
      summary.last_time = Math.max(summary.last_time ?? time, time)
    }
  }
  nameCounts(capture, summary, protocols, messages)
  for (const event of capture.events) {
    if (event.kind === 'skipped' || event.kind === 'unknown_protocol') summary.skipped_bytes += event.length
    if (event.kind === 'unknown_protocol') summary.undecoded_bytes += event.length
    if (event.kind === 'hole') summary.holes++
  }
  return summary
}

function nameCounts(
  capture: Capture,
  summary: Summary,
  protocols: Uint32Array,
  messages: readonly Uint32Array[],
): void {
  capture.protocols.forEach((protocol, index) => {
    if (protocols[index]! > 0) summary.by_protocol[protocol.id] = protocols[index]!
    messages[index]!.forEach((count, message) => {
      if (count > 0) summary.by_message[`${protocol.prefix}.${protocol.messages[message - 1]?.id ?? 'unknown'}`] = count
    })
  })
  if (protocols.at(-1)! > 0) summary.by_protocol['unknown'] = protocols.at(-1)!
}

function tcpCounts(captureImport: CaptureImport | null): Summary['tcp'] {
  const counts = captureImport?.tcp.counts
  return {
    retransmissions: counts?.retransmissions ?? 0,
    out_of_order: counts?.outOfOrder ?? 0,
    gaps: counts?.gaps ?? 0,
    gap_bytes: counts?.gapBytes ?? 0,
    conflicts: counts?.conflicts ?? 0,
  }
}
