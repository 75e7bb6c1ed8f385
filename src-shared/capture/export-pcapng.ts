// A capture as a pcapng file. Frames out of text become raw-IP packets with synthesised TCP between documentation
// addresses, unless the text names real ones; packet comments keep where each stood. Captures are copied packet by packet
// (copy-packets.ts).
import type { Capture } from './capture.ts'
import type { Endpoint, Sender } from './conversation.ts'
import type { FrameNotes } from './frame-notes.ts'
import type { TextOrigin } from './import-text.ts'
import { replaceNotes } from './note-comment.ts'
import { formatComment } from './packet-comment.ts'
import { PcapngWriter, type BlockTaker } from './write-pcapng.ts'
import { TcpWriter } from './write-tcp.ts'

const rawIp = 101
const firstPort = 49_152
const platformPort = 8_767

/** Writes the frames of a text. `application`: who writes, for the file's header. */
export function exportText(
  capture: Capture,
  origins: readonly (TextOrigin | undefined)[],
  notes: FrameNotes,
  application: string,
  take: BlockTaker,
): void {
  const writer = new PcapngWriter(take, { application, comment: 'frames imported from text' })
  const raw = writer.addInterface(rawIp, { name: 'text' })
  const streams = new Map<string, TcpWriter>()
  let time = { seconds: 0, nanos: 0 }
  let comment: string | null = null
  const write = (packet: Uint8Array) => {
    writer.packet(raw, time.seconds, time.nanos, packet, comment)
    comment = null
  }
  for (let row = 0; row < capture.frames.count; row++) {
    const origin = origins[row]!
    time = packetTime(origin.time)
    const conversation = capture.frames.conversation[row]!
    const sender: Sender = direction(capture, row, origin) === 'down' ? 1 : 0
    const key = `${conversation} ${origin.source} ${origin.destination}`
    let stream = streams.get(key)
    if (!stream) {
      stream = new TcpWriter(...endpoints(origin, sender, streams.size), write)
      streams.set(key, stream)
      stream.open()
    }
    const bytes = capture.bytes(row)
    const dialect = capture.conversations[conversation]!.dialect
    const protocol = capture.protocolOf(row)?.id ?? ''
    const own = formatComment({
      frame: bytes.length,
      protocol: dialect && protocol ? `${protocol}/${dialect}` : protocol,
      direction: origin.direction,
      time: origin.time,
      line: origin.line,
      column: origin.column,
      label: origin.label,
      duplicateOf: origin.duplicateOf,
      notes: origin.notes.map((note) => note.code),
      source: origin.source,
      destination: origin.destination,
    })
    comment = replaceNotes(own, [{ place: 1, note: notes.of(row) }])
    stream.data(sender, bytes)
  }
}

function direction(capture: Capture, row: number, origin: TextOrigin): 'up' | 'down' {
  if (origin.direction !== 'unknown') return origin.direction
  return capture.messageOf(row)?.direction ?? 'up'
}

/** Addresses of pile (a) and platform (b): those of the text, else of the documentation ranges. */
function endpoints(origin: TextOrigin, sender: Sender, index: number): [Endpoint, Endpoint] {
  const pile = sender === 0 ? origin.source : origin.destination
  const platform = sender === 0 ? origin.destination : origin.source
  return [
    endpoint(pile) ?? { address: `192.0.2.${1 + (index % 254)}`, port: firstPort + (index % 16_000) },
    endpoint(platform) ?? { address: '198.51.100.1', port: platformPort },
  ]
}

/** `host:port` with a numeric IPv4 host; anything else has no packet form. */
function endpoint(text: string | null): Endpoint | null {
  const match = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})$/.exec(text ?? '')
  return match ? { address: match[1]!, port: Number(match[2]) } : null
}

/** A full date is put into the packet, zoned or as local time; the comment keeps what was written. */
function packetTime(text: string | null): { seconds: number; nanos: number } {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z?)$/.exec(text ?? '')
  const milliseconds = match ? Date.parse(`${match[1]}${match[3]}`) : NaN
  if (!match || Number.isNaN(milliseconds) || milliseconds < 0) return { seconds: 0, nanos: 0 }
  return { seconds: milliseconds / 1000, nanos: Number((match[2] ?? '').padEnd(9, '0').slice(0, 9)) }
}
