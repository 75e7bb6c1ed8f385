// Notes about frames as lines of packet comments, and back. A comment's own words stand as they are, so that Wireshark shows
// them; a line `pilescope:note=…` behind them says which frame of the packet they are about, and what else was noted.
import type { Capture } from './capture.ts'
import type { FrameNote, FrameNotes } from './frame-notes.ts'

/** A note and the frame that it is about: the first, second … that begins with the packet, from 1. */
export interface PlacedNote {
  place: number
  note: FrameNote
}

const mark = 'pilescope:'
const noteLine = /^pilescope:note=([1-9]\d{0,5})((?: [a-z]+)*)$/

/** Lines of a packet's comment for these notes; '' when there are none. */
export function formatNotes(notes: readonly PlacedNote[]): string {
  const lines: string[] = []
  for (const { place, note } of notes) {
    const words = [
      ...(note.isMarked ? ['marked'] : []),
      ...(note.isIgnored ? ['ignored'] : []),
      ...(note.isReference ? ['reference'] : []),
      ...(note.comment === null ? [] : ['comment']),
    ]
    if (words.length === 0) continue
    if (note.comment !== null) lines.push(...note.comment.split(/\r\n|\r|\n/).map(plainLine))
    lines.push(`${mark}note=${place} ${words.join(' ')}`)
  }
  return lines.join('\n')
}

/** A person's line that looks like one of ours is kept apart from them. */
const plainLine = (line: string) => (line.startsWith(mark) ? ` ${line}` : line)

/**
 * The notes in a packet's comment, and the lines that are about other things. Words of other programs that no line of ours
 * claims are a comment on the packet's first frame.
 */
export function parseNotes(comment: string): { notes: PlacedNote[]; rest: string[] } {
  const notes = new Map<number, FrameNote>()
  const rest: string[] = []
  let words: string[] = []
  const noteOf = (place: number): FrameNote => {
    let note = notes.get(place)
    if (!note) notes.set(place, (note = { isMarked: false, isIgnored: false, isReference: false, comment: null }))
    return note
  }
  for (const line of comment.split('\n')) {
    const found = noteLine.exec(line)
    if (!found) {
      if (line.startsWith(mark)) rest.push(line)
      else words.push(line)
      continue
    }
    const note = noteOf(Number(found[1]))
    const said = found[2]!.split(' ')
    note.isMarked ||= said.includes('marked')
    note.isIgnored ||= said.includes('ignored')
    note.isReference ||= said.includes('reference')
    if (!said.includes('comment')) continue
    note.comment = joined(note.comment, words)
    words = []
  }
  if (words.some((line) => line.trim() !== '')) noteOf(1).comment = joined(noteOf(1).comment, words)
  return { notes: [...notes].map(([place, note]) => ({ place, note })), rest }
}

function joined(before: string | null, words: readonly string[]): string {
  const text = words.join('\n')
  return before === null ? text : `${before}\n${text}`
}

/** A packet's comment with these notes in place of those that it had; null: nothing to say. */
export function replaceNotes(comment: string | null, notes: readonly PlacedNote[]): string | null {
  const rest = comment === null ? [] : parseNotes(comment).rest
  const own = formatNotes(notes)
  const lines = own === '' ? rest : [own, ...rest]
  return lines.length === 0 ? null : lines.join('\n')
}

/** Rows of a capture by the packet that their frame begins with, in order. For text (packet 0) the frames themselves. */
function rowsByPacket(capture: Capture, wanted: (packet: number) => boolean): Map<number, number[]> {
  const { packet, count } = capture.frames
  const rows = new Map<number, number[]>()
  for (let row = 0; row < count; row++) {
    if (!wanted(packet[row]!)) continue
    const known = rows.get(packet[row]!)
    if (known) known.push(row)
    else rows.set(packet[row]!, [row])
  }
  return rows
}

/**
 * Reads notes out of the comments of a capture's packets, by number from 1, into `notes`, beside what was noted while it
 * loaded. Comments on packets without a frame are left out.
 */
export function readNotes(capture: Capture, comments: ReadonlyMap<number, string>, notes: FrameNotes): void {
  if (comments.size === 0) return
  const rows = rowsByPacket(capture, (packet) => comments.has(packet))
  for (const [packet, comment] of comments) {
    for (const { place, note } of parseNotes(comment).notes) {
      const row = rows.get(packet)?.[place - 1]
      if (row !== undefined) notes.add(row, note)
    }
  }
}

/**
 * How packets' comments are rewritten for a capture: by number of the packet from 1, and the comment that it had. Comments on
 * packets without a frame stay as they are.
 */
export function commentWriter(
  capture: Capture,
  notes: FrameNotes,
): (packet: number, comment: string | null) => string | null {
  const { packet: packets, count } = capture.frames
  const placed = notesByPacket(capture, notes)
  let last = 0
  for (let row = 0; row < count; row++) last = Math.max(last, packets[row]!)
  const begins = new Uint8Array(last + 1)
  for (let row = 0; row < count; row++) begins[packets[row]!] = 1
  return (packet, comment) => (begins[packet] === 1 ? replaceNotes(comment, placed.get(packet) ?? []) : comment)
}

function notesByPacket(capture: Capture, notes: FrameNotes): Map<number, PlacedNote[]> {
  const noted = notes.rows()
  const packets = new Set(noted.map((row) => capture.frames.packet[row]!))
  const placed = new Map<number, PlacedNote[]>()
  for (const [packet, rows] of rowsByPacket(capture, (one) => packets.has(one))) {
    const places = rows.map((row, index) => ({ place: index + 1, note: notes.of(row) }))
    placed.set(packet, places)
  }
  return placed
}
