// Puts lines together that are printed as one: wrapped rows, one field per line, the rows of a dump. On the data path:
// line-shape.ts → here → choose-reading.ts.

import type { ProtocolProbe } from '../../protocol/probe.ts'
import { ContextTracker, type FrameContext } from './context.ts'
import { DumpBlock } from './dump-block.ts'
import { FieldTable } from './field-table.ts'
import type { LineShape } from './line-shape.ts'
import { OpenFrame } from './open-frame.ts'
import type { Paragraph } from './paragraph.ts'
import type { Piece } from './pieces.ts'
import { joint, type Joint } from './text-bytes.ts'

export interface ParagraphSink {
  paragraph(paragraph: Paragraph, context: FrameContext): void
  dump(block: DumpBlock, context: FrameContext): void
}

const mostLines = 2000
const mostCharacters = 1 << 20

export class ParagraphBuilder {
  private readonly probe: ProtocolProbe
  private readonly sink: ParagraphSink
  private readonly open: OpenFrame
  private readonly context = new ContextTracker()
  private lines: Paragraph['lines'] = []
  private characters = 0
  /** How the paragraph's lines print bytes, as far as one of them shows it. */
  private style: Piece['style'] = 'either'
  private block: { dump: DumpBlock; shapes: LineShape[]; context: FrameContext } | null = null
  private table: FieldTable | null = null
  /** What stands between the last line with bytes and the next. */
  private tie: Joint = joint.message

  constructor(probe: ProtocolProbe, sink: ParagraphSink) {
    this.probe = probe
    this.sink = sink
    this.open = new OpenFrame(probe)
  }

  add(shape: LineShape): void {
    if (this.table) {
      if (shape.kind === 'ruler' || this.table.add(shape)) return
      this.closeTable()
    }
    if (!this.block && !this.open.isOpen && this.openTable(shape)) return
    this.addLine(shape)
  }

  private addLine(shape: LineShape): void {
    if (this.block && this.takeRow(this.block, shape)) return
    if (shape.kind === 'blank' || shape.kind === 'ruler') return this.addBlank(shape)
    if (shape.kind === 'page') return
    if (shape.dump && (shape.kind === 'hex' || shape.dump.od) && this.openBlock(shape)) return
    this.addPlain(shape)
  }

  end(): void {
    while (this.table) this.closeTable()
    this.closeBlock()
    this.close()
  }

  private addBlank(shape: LineShape): void {
    this.close()
    if (shape.kind === 'blank') this.context.blank()
    // An object of JSON begins or ends: what was said before is not about what follows.
    else if (/^\s*[[\]{},]+\s*$/.test(shape.text.slice(0, 80))) this.context.forget()
    this.loosen(joint.blank)
  }

  private addPlain(shape: LineShape): void {
    if (shape.kind !== 'hex' || this.isHeading(shape)) return this.addText(shape)
    if (this.isNextField(shape)) return this.append(shape, joint.field)
    if (shape.layout === 'prefixed') {
      this.begin(shape, joint.message)
      // "[id 5c1c3f9a] READ: 31B" and then a dump: the line is the head of what follows.
      if (!this.open.mayBegin(shape)) this.context.text(shape)
      if (shape.alone) this.close()
      return
    }
    if (shape.layout === 'field') {
      if (this.lines.length > 0 && this.lines[0]!.shape.layout !== 'bare' && !this.changesStyle(shape)) {
        return this.append(shape, joint.field)
      }
      // A name and a few digits among rows of bytes: page header, footer or remark.
      if (this.lines.length > 0 && this.open.isOpen) return this.addText(shape)
      return this.begin(shape, joint.text)
    }
    if (this.lines.length === 0) this.begin(shape, this.tie)
    else if (this.changesStyle(shape)) this.begin(shape, joint.blank)
    else this.append(shape, joint.wrap)
  }

  /** Hex and lists of decimals are not read in one. */
  private changesStyle(shape: LineShape): boolean {
    const style = shape.main!.style
    if (style === 'either') return false
    return this.style !== 'either' && this.style !== style
  }

  /** A name and its bytes, while a frame is open that began the same way. */
  private isNextField(shape: LineShape): boolean {
    const { meta } = shape
    const first = this.lines[0]?.shape
    if (
      this.changesStyle(shape) ||
      !first ||
      first.layout === 'bare' ||
      first.layout === 'leading' ||
      shape.layout !== 'prefixed'
    )
      return false
    return meta.time === null && !meta.direction && meta.endpoints.peer === null && shape.isField && this.open.isOpen
  }

  /** "11 远程重启": digits and words while no frame is open. */
  private isHeading(shape: LineShape): boolean {
    const { main } = shape
    if (shape.layout !== 'leading' || !main || (main.hexLike && main.size >= 4) || main.size > 8) return false
    return !this.open.isOpen && !this.open.mayBegin(shape)
  }

  private addText(shape: LineShape): void {
    this.close()
    this.context.text(shape)
    this.loosen(joint.text)
    if (shape.meta.time !== null || shape.meta.direction !== null) this.tie = joint.message
  }

  private loosen(to: Joint): void {
    this.tie = Math.max(this.tie, to) as Joint
  }

  private begin(shape: LineShape, tie: Joint): void {
    this.close()
    this.lines.push({ shape, context: this.context.bytes(shape), tie })
    this.note(shape)
  }

  private append(shape: LineShape, tie: Joint): void {
    if (this.lines.length >= mostLines || this.characters >= mostCharacters) {
      const context = { ...this.lines[0]!.context }
      this.close()
      this.lines.push({ shape, context, tie })
    } else this.lines.push({ shape, context: this.lines[0]!.context, tie })
    this.note(shape)
  }

  private note(shape: LineShape): void {
    this.characters += shape.text.length
    if (this.style === 'either') this.style = shape.main!.style
    this.open.add(shape)
    this.tie = joint.wrap
  }

  private close(): void {
    if (this.lines.length === 0) return
    const paragraph = { lines: this.lines }
    this.lines = []
    this.characters = 0
    this.style = 'either'
    this.open.clear()
    this.sink.paragraph(paragraph, paragraph.lines[0]!.context)
  }

  private openTable(shape: LineShape): boolean {
    if (!shape.row) return false
    this.table = FieldTable.begin(this.probe, shape)
    return this.table !== null
  }

  /** Gives the frame that the table shows, or its lines as what they are without it. */
  private closeTable(): void {
    const table = this.table!
    this.table = null
    const [first, ...others] = table.shapes
    const found = table.read()
    if (found) {
      this.close()
      const context = this.context.bytes(found.lines[0]!.shape)
      this.sink.paragraph({ lines: found.lines.map((line) => ({ ...line, context })) }, context)
      this.tie = joint.text
      for (const shape of found.behind) this.add(shape)
    } else for (const shape of [first!, ...others]) this.addLine(shape)
  }

  private openBlock(shape: LineShape): boolean {
    const row = shape.dump!
    // Rows of four-digit groups look like offset and words; an offset of a dump's first row is 0, or its bar or colon shows.
    if (row.size === 0 || !(row.hex === 0 || row.marked)) return false
    this.close()
    const context = this.context.bytes(shape)
    this.block = { dump: new DumpBlock(row, shape.line, shape.text, context, joint.message), shapes: [shape], context }
    return true
  }

  /** True when the line belongs to the dump. */
  private takeRow(block: { dump: DumpBlock; shapes: LineShape[] }, shape: LineShape): boolean {
    if (shape.dump && block.dump.add(shape.dump, shape.line, shape.text)) {
      block.shapes.push(shape)
      return true
    }
    if (shape.text.trim() === '*') {
      block.dump.squeeze()
      return true
    }
    if (shape.kind === 'ruler') return true
    this.closeBlock()
    return false
  }

  private closeBlock(): void {
    const { block } = this
    if (!block) return
    this.block = null
    if (block.dump.isCertain) {
      this.sink.dump(block.dump, block.context)
      this.tie = joint.message
    } else for (const shape of block.shapes) this.addPlain(shape)
  }
}
