// Of all ways to read a paragraph or dump as bytes, the one whose lengths and checksums fit. On the data path: paragraph.ts
// and dump-block.ts → here → conversation-bytes.ts.

import { formatHex } from '../../bytes/hex.ts'
import type { ProtocolProbe } from '../../protocol/probe.ts'
import type { DumpBlock } from './dump-block.ts'
import { FrameScanner } from './frame-scan.ts'
import { packetPayload, type PacketPayload } from './packet-dump.ts'
import {
  hasDecimalTokens,
  hasNarrowTokens,
  readAsDecimal,
  readAsHex,
  readAsShortHex,
  readAsSplitDigits,
  withoutIndexColumn,
  type Paragraph,
} from './paragraph.ts'
import { TextBytes } from './text-bytes.ts'
import type { ReadingKind } from './text-result.ts'

export interface ChosenReading {
  run: TextBytes
  /** Link, IP and TCP headers in front of the run, and padding behind it; empty when there were none. */
  headers: TextBytes[]
  payload: PacketPayload | null
  /** Another reading that is equally good; `start`: where the text that it reads begins, an offset column included. */
  tie: { run: TextBytes; chosen: ReadingKind; other: ReadingKind; start?: number } | null
}

interface Candidate {
  kind: ReadingKind
  run: TextBytes
  proven: number
  fitting: number
  /** The bytes of the frames it gives. */
  frames: string
  /** Zeros are put in front of long tokens: layout alone does not speak for that. */
  needsProof: boolean
  /** Tokens of three digits or with a sign: hardly hex. */
  isCertain: boolean
}

export class ReadingChooser {
  private readonly probe: ProtocolProbe
  private readonly scanner: FrameScanner

  constructor(probe: ProtocolProbe) {
    this.probe = probe
    this.scanner = new FrameScanner(probe)
  }

  paragraph(paragraph: Paragraph): ChosenReading {
    const candidates = [this.candidate('hex', readAsHex(paragraph))]
    const indexed = withoutIndexColumn(paragraph)
    if (indexed) candidates.push(this.candidate('hex', readAsHex(indexed)))
    const short = readAsShortHex(paragraph)
    if (short) candidates.push({ ...this.candidate('short-hex', short), needsProof: !hasNarrowTokens(paragraph) })
    const split = readAsSplitDigits(paragraph)
    if (split) candidates.push({ ...this.candidate('hex', split), needsProof: true })
    const decimal = readAsDecimal(paragraph)
    if (decimal) candidates.push({ ...this.candidate('decimal', decimal), isCertain: hasDecimalTokens(paragraph) })
    const spelled = spelledOut(candidates[0]!.run)
    if (spelled) candidates.push(this.candidate('ascii-hex', spelled))
    return this.choose(candidates)
  }

  dump(block: DumpBlock): ChosenReading {
    const candidates = [this.candidate('hex', block.read(false))]
    if (block.hasWords) candidates.push(this.candidate('word-swapped', block.read(true)))
    const chosen = this.choose(candidates)
    const first = block.rows[0]!
    return chosen.tie ? { ...chosen, tie: { ...chosen.tie, start: first.line.start + first.row.start } } : chosen
  }

  private candidate(kind: ReadingKind, run: TextBytes): Candidate {
    return { kind, run, proven: -1, fitting: 0, frames: '', needsProof: false, isCertain: false }
  }

  /** `all`: plain hex first. */
  private choose(all: Candidate[]): ChosenReading {
    // A reading in which no frame could begin is none; but it may go on with one of an earlier record.
    const candidates = all.filter(
      ({ run, isCertain }, i) =>
        i === 0 || isCertain || this.probe.nextStart(run.bytes.subarray(0, run.length), 0) >= 0,
    )
    const packets = candidates.map((candidate) => withoutHeaders(candidate.run))
    const readings = candidates.map((candidate, i) => ({ ...candidate, run: packets[i]?.run ?? candidate.run }))
    let best = 0
    let tie: ChosenReading['tie'] = null
    if (readings.length > 1) {
      for (const reading of readings) this.weigh(reading)
      for (let i = 1; i < readings.length; i++) {
        const order = compare(readings[i]!, readings[best]!)
        if (order > 0) {
          best = i
          tie = null
        } else if (order === 0 && readings[i]!.frames !== '' && readings[i]!.frames !== readings[best]!.frames) {
          tie = { run: readings[i]!.run, chosen: readings[best]!.kind, other: readings[i]!.kind }
        }
      }
    }
    const packet = packets[best]
    return { run: readings[best]!.run, headers: packet?.headers ?? [], payload: packet?.payload ?? null, tie }
  }

  private weigh(candidate: Candidate): void {
    candidate.proven = 0
    for (const found of this.scanner.scan(candidate.run, true).found) {
      const size = found.end - found.start
      if (found.grade !== 'cut') candidate.frames += `${formatHex(candidate.run.bytes, found.start, found.end)} `
      if (found.grade === 'proven') candidate.proven += size
      else if (found.grade !== 'cut') candidate.fitting += size
      else candidate.fitting += 1
    }
    if (candidate.needsProof) candidate.fitting = 0
    if (candidate.proven + candidate.fitting === 0) candidate.frames = ''
  }
}

function compare(a: Candidate, b: Candidate): number {
  return a.proven - b.proven || Number(a.isCertain) - Number(b.isCertain) || a.fitting - b.fitting
}

function withoutHeaders(run: TextBytes): { run: TextBytes; headers: TextBytes[]; payload: PacketPayload } | null {
  const payload = packetPayload(run.bytes, run.length)
  if (!payload) return null
  const inner = run.slice(payload.start, payload.end)
  const endpoints = { source: payload.source, destination: payload.destination, peer: null }
  inner.seams = inner.seams.map((seam) => ({ ...seam, context: { ...seam.context, endpoints } }))
  const headers = [run.slice(0, payload.start), run.slice(payload.end, run.length)].filter((part) => part.length > 0)
  return { run: inner, headers, payload }
}

const leastSpelled = 16

/** Bytes that are themselves hex digits in ASCII, read as what they spell; null when they are not. */
function spelledOut(run: TextBytes): TextBytes | null {
  if (run.length < leastSpelled) return null
  const out = new TextBytes()
  let high = -1
  let highAt = 0
  for (let i = 0, seam = 0; i < run.length; i++) {
    const byte = run.bytes[i]!
    const digit = byte < 0x80 ? parseInt(String.fromCharCode(byte), 16) : NaN
    const isBlank = byte === 0x20 || byte === 0x0d || byte === 0x0a
    if (Number.isNaN(digit) && !isBlank) return null
    while (seam < run.seams.length && run.seams[seam]!.at <= i) {
      out.addSeam({ ...run.seams[seam++]!, at: out.length, reading: 'ascii-hex', strong: true })
    }
    if (isBlank) continue
    if (high < 0) {
      high = digit
      highAt = i
    } else {
      out.push(high * 16 + digit, run.start(highAt), run.end(i))
      high = -1
    }
  }
  return out
}
