// Says of every character of a line what it is taken for, before frames are known, and of a frame's characters afterwards.
// Counterpart of run-painter.ts, which keeps the colours.

import { DumpBlock } from './dump-block.ts'
import type { FrameRecord } from './frame-record.ts'
import type { LineShape } from './line-shape.ts'
import type { ReasonCode } from './reasons.ts'
import type { RunPainter } from './run-painter.ts'

const lineReasons: Record<LineShape['kind'], ReasonCode> = {
  blank: 'blank',
  ruler: 'ruler',
  page: 'page_mark',
  text: 'text',
  hex: 'annotation',
}

export class LinePainter {
  private readonly painter: RunPainter

  constructor(painter: RunPainter) {
    this.painter = painter
  }

  line(shape: LineShape): void {
    const { painter } = this
    const base = shape.line.start
    painter.paint(base, base + shape.text.length, 'ignored', lineReasons[shape.kind])
    for (const piece of shape.pieces) {
      for (const group of piece.groups) {
        painter.paint(base + group.tokens[0]!.start, base + group.tokens.at(-1)!.end, 'ignored', 'number')
      }
    }
    if (shape.characterColumn !== undefined) {
      painter.paint(base + shape.characterColumn, base + shape.text.length, 'ignored', 'ascii_column')
    }
    const { meta } = shape
    if (meta.direction) painter.paint(base + meta.direction.start, base + meta.direction.end, 'direction', 'direction')
    for (const span of meta.spans) {
      if (span.kind === 'time') painter.paint(base + span.start, base + span.end, 'time', 'time')
      if (span.kind === 'endpoint') painter.paint(base + span.start, base + span.end, 'endpoint', 'endpoint')
    }
  }

  dump(block: DumpBlock): void {
    for (const row of block.rows) {
      const base = row.line.start
      const span = DumpBlock.span(row)
      this.painter.paint(base, base + row.text.length, 'ignored', 'ascii_column')
      this.painter.paint(base, base + Math.max(span.start, row.row.end), 'ignored', 'offset_column')
    }
  }

  frame({ frame, labelSpan }: FrameRecord, index: number): void {
    const reason = frame.duplicateOf === null ? 'frame' : 'duplicate'
    for (const part of frame.parts) this.painter.paint(part.start, part.end, 'hex', reason, index)
    if (labelSpan) this.painter.paint(labelSpan.start, labelSpan.end, 'label', 'label')
    for (const note of frame.notes) {
      const isDigit = note.code === 'last_digit_missing' || note.code === 'odd_digits'
      if (isDigit && note.span) this.painter.paint(note.span.start, note.span.end, 'ignored', 'odd_digit')
    }
  }
}
