// Frames that the text reader found, into the store. Each keeps where it stood in the text.
import type { Direction } from '../bytes/range.ts'
import type { Capture } from './capture.ts'
import type { ConversationFrames } from './conversation-frames.ts'
import { noTcpCounts, type Endpoint } from './conversation.ts'
import { OwnTexts } from './own-text.ts'
import { reasons } from './text/reasons.ts'
import type { ReadingTie, SkippedText, TextFrame } from './text/text-result.ts'
import { addWhole, judgeWhole } from './whole-frame.ts'

/** What the text says of a frame; kept beside the store's columns, by row. */
export interface TextOrigin {
  line: number
  column: number
  direction: Direction
  time: string | null
  label: string | null
  /** Row of the frame that this is another copy of. */
  duplicateOf: number | null
  missing: number
  notes: TextFrame['notes']
  source: string | null
  destination: string | null
}

/** What a text says of a frame takes more memory than its columns. */
const mostTextFrames = 3_000_000
const noNotes: TextFrame['notes'] = []

/** Adds frames of one text, in the order of the text. */
export class TextImport {
  readonly origins: TextOrigin[] = []
  private readonly capture: Capture
  private readonly conversations = new Map<string, ConversationFrames>()
  private readonly texts = new OwnTexts()
  /** Row of the first frame of the text that is being read. */
  private base = 0

  constructor(capture: Capture) {
    this.capture = capture
  }

  /** Another text begins, whose frames are counted from 0 again. */
  nextText(): void {
    this.base = this.origins.length
  }

  frame(frame: TextFrame): void {
    const { capture } = this
    if (capture.refusesFrame(mostTextFrames)) return
    const candidate = judgeWhole(capture, frame.bytes, capture.decodeAsAll)
    const conversation = this.conversationOf(frame, candidate?.decoded.protocol.id ?? '')
    addWhole(capture, conversation, candidate, frame.bytes, { sender: 0, seconds: NaN, nanos: 0, packet: 0 })
    const { texts } = this
    this.origins.push({
      line: frame.source.line,
      column: frame.source.column,
      direction: frame.direction,
      time: frame.time,
      label: texts.of(frame.label),
      duplicateOf: frame.duplicateOf === null ? null : frame.duplicateOf + this.base,
      missing: frame.missing,
      notes: frame.notes.length === 0 ? noNotes : frame.notes,
      source: texts.of(frame.endpoints.source),
      destination: texts.of(frame.endpoints.destination ?? frame.endpoints.peer),
    })
  }

  skipped(skipped: SkippedText): void {
    const { capture } = this
    const size = skipped.bytes.length
    const reason = reasons[skipped.reason]
    capture.event({
      kind: skipped.reason === 'preamble' ? 'preamble' : 'skipped',
      after: capture.frames.count,
      conversation: null,
      sender: null,
      seconds: NaN,
      nanos: 0,
      offset: skipped.start,
      length: size,
      message: {
        zh: `第 ${skipped.line} 行第 ${skipped.column} 列，${size} 字节：${reason.zh}。`,
        en: `Line ${skipped.line}, column ${skipped.column}, ${size} ${size === 1 ? 'byte' : 'bytes'}: ${reason.en}.`,
      },
      bytes: skipped.bytes.slice(0, 64),
    })
  }

  /** Two readings that are equally good: one was taken, and it is said. */
  tie(tie: ReadingTie): void {
    const { capture } = this
    capture.event({
      kind: 'note',
      after: capture.frames.count,
      conversation: null,
      sender: null,
      seconds: NaN,
      nanos: 0,
      offset: tie.start,
      length: 0,
      message: {
        zh: `第 ${tie.line} 行有两种同样合理的读法：采用 ${tie.chosen}，另一种是 ${tie.other}。`,
        en: `Line ${tie.line} can be read in two ways that are equally good: ${tie.chosen} was taken, ${tie.other} is the other.`,
      },
      bytes: tie.otherBytes.slice(0, 64),
    })
  }

  /** Frames of one pair of endpoints and one protocol are one conversation; without endpoints, those of the text. */
  private conversationOf(frame: TextFrame, protocol: string): ConversationFrames {
    const { source, destination, peer } = frame.endpoints
    const pair = [source, destination ?? peer]
      .filter((one) => one !== null)
      .toSorted()
      .join(' ')
    const key = `${protocol} ${pair}`
    let conversation = this.conversations.get(key)
    if (!conversation) {
      const index = this.capture.conversations.length
      const endpoint: Endpoint = { address: '', port: 0 }
      conversation = this.capture.begin({
        index,
        a: endpoint,
        b: endpoint,
        opener: 'unknown',
        firstPacket: 0,
        packets: 0,
        counts: noTcpCounts(),
      })
      this.conversations.set(key, conversation)
    }
    return conversation
  }
}
