// Frames out of text that arrives in chunks; memory is bounded by the longest line and by what is still undecided. On the
// data path: decoded text → here → the capture's store or the paste preview. The whole text at once: read-text.ts.

import type { ProtocolProbe } from '../../protocol/probe.ts'
import { ReadingChooser, type ChosenReading } from './choose-reading.ts'
import type { FrameContext } from './context.ts'
import { ConversationBytes, type Decided } from './conversation-bytes.ts'
import { DuplicateFinder } from './duplicates.ts'
import { makeFrame, type FrameRecord } from './frame-record.ts'
import { FrameScanner, isProof, type Found } from './frame-scan.ts'
import { RuleReader } from './layout-match.ts'
import type { LayoutRule } from './layout-rule.ts'
import { LinePainter } from './line-painter.ts'
import { readShape } from './line-shape.ts'
import { LineCutter, type SourceLine } from './lines.ts'
import { ParagraphBuilder } from './paragraph-builder.ts'
import type { ReasonCode } from './reasons.ts'
import type { RunPainter } from './run-painter.ts'
import { joint, type Joint, type TextBytes } from './text-bytes.ts'
import type { ReadingTie, SkippedText, TextFrame } from './text-result.ts'

/** Takes what the reader finds, frames in the order of their first byte. */
export interface TextSink {
  frame(frame: TextFrame): void
  skipped(skipped: SkippedText): void
  tie(tie: ReadingTie): void
}

export interface TextReaderOptions {
  /** Layouts taught by the user, tried first on every line. */
  rules?: readonly LayoutRule[]
  painter?: RunPainter
}

const mostConversations = 256
const leastHex = 4
/** Bytes of a line of wrapped base64 (60 characters and more), and the certainty that a frame begins in it. */
const leastWrapped = 45
const leastWrappedScore = 20

export class TextReader {
  private readonly probe: ProtocolProbe
  private readonly sink: TextSink
  private readonly painter: RunPainter | null
  private readonly linePainter: LinePainter | null
  private readonly rules: RuleReader
  private readonly lines: LineCutter
  private readonly builder: ParagraphBuilder
  private readonly chooser: ReadingChooser
  private readonly scanner: FrameScanner
  /** The one used last stands last. */
  private readonly conversations = new Map<string, ConversationBytes>()
  private readonly waiting = new Set<ConversationBytes>()
  private readonly duplicates = new DuplicateFinder()
  private lastConversation: ConversationBytes | null = null
  private ready: FrameRecord[] = []
  private count = 0
  /** The last line that holds a frame's first part in base64, and how many bytes it lacks. */
  private wrapped = { line: 0, left: 0 }

  constructor(probe: ProtocolProbe, sink: TextSink, options: TextReaderOptions = {}) {
    this.probe = probe
    this.sink = sink
    this.painter = options.painter ?? null
    this.linePainter = options.painter ? new LinePainter(options.painter) : null
    this.rules = new RuleReader(options.rules ?? [])
    this.scanner = new FrameScanner(probe)
    this.chooser = new ReadingChooser(probe)
    this.lines = new LineCutter((line) => this.readLine(line))
    this.builder = new ParagraphBuilder(probe, {
      paragraph: (paragraph, context) => {
        const first = paragraph.lines[0]!
        this.take(this.chooser.paragraph(paragraph), context, first.tie, paragraph.lines.at(-1)!.shape.line.number)
      },
      dump: (block, context) => {
        this.linePainter?.dump(block)
        this.take(this.chooser.dump(block), context, joint.message, block.rows.at(-1)!.line.number)
      },
    })
  }

  /** Lines read so far, and those longer than the limit. */
  get lineCount(): number {
    return this.lines.count
  }

  get splitLineCount(): number {
    return this.lines.splitCount
  }

  /** Lines that taught layouts read, by the name of the rule. */
  get layoutCounts(): ReadonlyMap<string, number> {
    return this.rules.counts
  }

  push(text: string): void {
    this.lines.push(text)
  }

  /** The text ends here; whatever is undecided is decided. */
  end(): void {
    this.lines.end()
    this.builder.end()
    for (const conversation of this.conversations.values()) conversation.end()
    this.waiting.clear()
    this.release()
  }

  private readLine(line: SourceLine): void {
    const shape = this.rules.read(line) ?? readShape(line, (bytes) => this.acceptsBase64(bytes, line.number))
    this.linePainter?.line(shape)
    this.builder.add(shape)
    for (const conversation of this.waiting) {
      conversation.passLine(line.number)
      if (conversation.isWaiting) continue
      this.waiting.delete(conversation)
      this.release()
    }
  }

  /** Many words look like base64: only what decodes to a frame is taken for it. */
  private acceptsBase64(bytes: Uint8Array, line: number): boolean {
    if (this.wrapped.left > 0 && this.wrapped.line === line - 1) {
      this.wrapped = { line, left: this.wrapped.left - bytes.length }
      return true
    }
    const at = this.probe.nextStart(bytes, 0)
    if (at < 0 || at > 16) return false
    if (at === 0 && bytes.length >= leastWrapped && bytes.length % 3 === 0) {
      const open = this.probe.probe(bytes, 0).find((probe) => !probe.complete && probe.score >= leastWrappedScore)
      this.wrapped = { line, left: open ? open.size - bytes.length : 0 }
      if (open) return true
    }
    const probes = this.probe.probe(bytes, at)
    if (probes.some((probe) => isProof(probe) || (probe.complete && at + probe.size === bytes.length))) return true
    return (
      at === 0 && this.probe.whole(bytes).some((whole) => whole.checksum === 'good' || whole.checksum === 'swapped')
    )
  }

  private take(chosen: ChosenReading, context: FrameContext, tie: Joint, line: number): void {
    const { run } = chosen
    for (const part of chosen.headers) this.skip(part, 0, part.length, 'packet_header')
    if (run.length === 0) return
    if (chosen.tie) this.reportTie(chosen.tie, run)
    context.countDiffers = context.count !== null && context.count !== run.length
    const endpoints = chosen.payload ?? context.endpoints
    const conversation = this.conversationFor(context, endpoints, tie)
    conversation.add(run, tie, line)
    if (conversation.isWaiting) this.waiting.add(conversation)
    else this.waiting.delete(conversation)
    this.lastConversation = conversation
    this.release()
  }

  /** Bytes without a head of their own go on with what was begun last. */
  private conversationFor(
    context: FrameContext,
    ends: { source: string | null; destination: string | null },
    tie: Joint,
  ): ConversationBytes {
    if (tie !== joint.message && this.lastConversation?.isWaiting) return this.lastConversation
    const peer = context.endpoints.peer ?? ''
    const key = [context.direction, context.observed, ends.source ?? peer, ends.destination ?? ''].join(' ')
    const known = this.conversations.get(key)
    if (!known && this.conversations.size >= mostConversations) this.endOldest()
    const conversation = known ?? new ConversationBytes(this.scanner, (decided) => this.accept(decided))
    this.conversations.delete(key)
    this.conversations.set(key, conversation)
    return conversation
  }

  private endOldest(): void {
    const [key, oldest] = this.conversations.entries().next().value!
    oldest.end()
    this.conversations.delete(key)
    this.waiting.delete(oldest)
  }

  private accept({ run, found, length }: Decided): void {
    let at = 0
    for (const one of found) {
      this.skipBetween(run, at, one.start, one)
      for (const range of one.leftOut) this.paint(run, range.start, range.end, 'doubtful')
      this.ready.push(makeFrame(run, one))
      at = one.end
    }
    this.skipBetween(run, at, length, null)
  }

  /** Bytes [from, to) that gave no frame, seam by seam. */
  private skipBetween(run: TextBytes, from: number, to: number, next: Found | null): void {
    for (let start = from; start < to;) {
      const behind = run.seamBehind(start)
      const end = Math.min(to, behind < run.seams.length ? run.seams[behind]!.at : to)
      this.skip(run, start, end, this.skipReason(run, start, end, next))
      start = end
    }
  }

  private skipReason(run: TextBytes, start: number, end: number, next: Found | null): ReasonCode {
    const seam = run.seamOf(start)
    const isSame = run.bytes.subarray(start, end).every((byte) => byte === run.bytes[start])
    if (next?.start === end && isSame && end - start >= 2 && end > seam.at && run.seamOf(end) === seam)
      return 'preamble'
    if (start > seam.at && isSame && run.bytes[start] === 0) return 'padding'
    if (!seam.hexLike || (next?.start === end && this.isNumberBefore(run, start, end))) return 'number'
    if (start > seam.at || (next?.start === end && run.seamOf(end) === seam)) return 'extra_bytes'
    return end - start >= leastHex ? 'no_frame' : 'number'
  }

  /** A few decimal digits on their own right before a frame: a length, a line number. */
  private isNumberBefore(run: TextBytes, start: number, end: number): boolean {
    if (end - start > 2 || run.start(end) === run.end(end - 1)) return false
    return run.bytes.subarray(start, end).every((byte) => byte >> 4 < 10 && (byte & 15) < 10)
  }

  private skip(run: TextBytes, start: number, end: number, reason: ReasonCode): void {
    this.paint(run, start, end, reason)
    if (reason === 'number') return
    const { line } = run.seamOf(start)
    const offset = run.start(start)
    this.sink.skipped({
      start: offset,
      end: run.end(end - 1),
      line: line.number,
      column: line.column + offset - line.start + 1,
      bytes: run.bytes.slice(start, end),
      reason,
    })
  }

  private paint(run: TextBytes, start: number, end: number, reason: ReasonCode): void {
    if (!this.painter) return
    for (let i = start; i < end; i++) this.painter.paint(run.start(i), run.end(i), 'ignored', reason)
  }

  private reportTie(tie: NonNullable<ChosenReading['tie']>, run: TextBytes): void {
    const last = run.length - 1
    this.sink.tie({
      start: tie.start ?? run.start(0),
      end: run.end(last),
      line: run.seamOf(0).line.number,
      chosen: tie.chosen,
      other: tie.other,
      otherBytes: tie.run.bytes.slice(0, tie.run.length),
    })
  }

  /** Hands on the frames that no earlier one can come before any more. */
  private release(): void {
    if (this.ready.length === 0) return
    let limit = Infinity
    for (const conversation of this.waiting) limit = Math.min(limit, conversation.undecidedFrom)
    this.ready.sort((a, b) => a.frame.source.offset - b.frame.source.offset)
    let released = 0
    for (; released < this.ready.length && this.ready[released]!.frame.source.offset < limit; released++) {
      const record = this.ready[released]!
      this.duplicates.check(record, this.count)
      this.linePainter?.frame(record, this.count)
      this.count++
      this.sink.frame(record.frame)
    }
    this.ready.splice(0, released)
  }
}
