// What is known of a frame from the text around it, and how long that holds. On the data path: line-shape.ts → here →
// paragraph-builder.ts.

import type { Direction } from '../../bytes/range.ts'
import { findDirection, type DirectionFound } from './direction.ts'
import { isStrongGroup, type LineShape } from './line-shape.ts'
import type { TextEndpoints, TextSpan } from './text-result.ts'

export interface FrameContext {
  time: string | null
  direction: Direction
  observed: 'received' | 'sent' | null
  mistyped: boolean
  endpoints: TextEndpoints
  label: string | null
  /** Where in the text the label stands, when it has a line of its own. */
  labelSpan: TextSpan | null
  count: number | null
  /** There are more or fewer bytes than `count`. */
  countDiffers: boolean
  /** Time or direction stand on the frame's own line, not in a heading. */
  own: boolean
}

/** Nothing is known. */
export const noContext: FrameContext = {
  time: null,
  direction: 'unknown',
  observed: null,
  mistyped: false,
  endpoints: { source: null, destination: null, peer: null },
  label: null,
  labelSpan: null,
  count: null,
  countDiffers: false,
  own: false,
}

/** Blank lines behind a frame after which a heading no longer names what follows. */
const blanksToForgetLabel = 2

/** Follows the headings of a text. */
export class ContextTracker {
  private current = noContext
  private blanks = 0
  private used = false

  /** A line without bytes: a heading, a caption, the head of a record, prose. */
  text(shape: LineShape): void {
    const { meta } = shape
    const label = headingText(shape.line.text)
    const tells = meta.time !== null || meta.direction !== null || meta.endpoints.peer !== null
    const isNext = this.used || (meta.time !== null && this.current.time !== null)
    const base = isNext ? withLabelOf(this.current) : this.current
    this.current = tells ? { ...withMeta(base, shape), own: false } : base
    if (label !== null && meta.time === null) {
      const { start, text } = shape.line
      this.current = { ...this.current, label, labelSpan: { start, end: start + text.length } }
    }
    this.used = false
    this.blanks = 0
  }

  blank(): void {
    this.blanks++
    if (!this.used) return
    // A heading speaks of the frames right below it.
    this.current = this.blanks >= blanksToForgetLabel ? noContext : withLabelOf(this.current)
  }

  /** What was said so far is not about what follows; its heading may be. */
  forget(): void {
    this.current = withLabelOf(this.current)
  }

  /** The context of a line with bytes. */
  bytes(shape: LineShape): FrameContext {
    this.used = true
    this.blanks = 0
    const { meta } = shape
    const own =
      meta.time !== null || meta.direction !== null || meta.endpoints.peer !== null || meta.endpoints.source !== null
    const context = own ? withMeta(this.current, shape) : { ...this.current, own: false }
    if (context.count === null || meta.count !== null) context.count = meta.count ?? this.current.count
    if (shape.label !== undefined) context.label = shape.label
    else if (context.label === null && shape.layout === 'prefixed' && meta.time === null) {
      context.label = inlineLabel(shape)
    }
    return context
  }
}

function withLabelOf(context: FrameContext): FrameContext {
  return { ...noContext, label: context.label, labelSpan: context.labelSpan }
}

function withMeta(base: FrameContext, shape: LineShape): FrameContext {
  const { meta } = shape
  const found = meta.direction
  return {
    time: meta.time ?? base.time,
    direction: found ? found.direction : base.direction,
    observed: found ? found.observed : base.observed,
    mistyped: found?.mistyped ?? false,
    endpoints:
      (meta.endpoints.peer ?? meta.endpoints.source ?? meta.endpoints.destination) ? meta.endpoints : base.endpoints,
    label: base.label,
    labelSpan: base.labelSpan,
    count: meta.count,
    countDiffers: false,
    own: true,
  }
}

const nearby = 300

/**
 * The context of bytes [start, end) of a line, in which another frame ends at `from`. What stands in another object of JSON
 * is not about them.
 */
export function contextWithin(
  context: FrameContext,
  shape: LineShape,
  from: number,
  start: number,
  end: number,
): FrameContext {
  const text = shape.text.slice(Math.max(from, start - nearby), start)
  const isOtherObject = text.includes('}')
  const before = isOtherObject ? text.slice(text.lastIndexOf('}') + 1) : text
  const close = isOtherObject ? shape.text.indexOf('}', end) : -1
  const after = close >= 0 ? shape.text.slice(end, Math.min(close, end + nearby)) : ''
  const found = findDirection(before, after)
  if (!isOtherObject) return found ? { ...context, ...directionOf(found) } : context
  const opened = start - before.length
  const time = shape.meta.spans.find(
    (span) => span.kind === 'time' && span.start >= opened && span.end <= Math.max(close, start),
  )
  return { ...context, ...directionOf(found), time: time?.text ?? null }
}

function directionOf(found: DirectionFound | null): Pick<FrameContext, 'direction' | 'observed' | 'mistyped'> {
  return {
    direction: found?.direction ?? 'unknown',
    observed: found?.observed ?? null,
    mistyped: found?.mistyped ?? false,
  }
}

const longestLabel = 120

/** The text of a heading or caption without its marks, or null for table rows and lines that name nothing. */
export function headingText(line: string): string | null {
  if (line.length > 3 * longestLabel) return null
  const text = line.replace(/^[\s#>*+=`-]+/, '').replace(/[\s*#=`]+$/, '')
  // Rows of a table, members of JSON, and program text name nothing.
  if (text.length > longestLabel || /[\t|]|"\s*:|[{(,;]$|^[^\s,]+(?:,[^\s,]*){2,}$/.test(text)) return null
  if (/[{};=]/.test(text) && !/[\u4e00-\u9fff]/.test(text)) return null
  const words = text.replace(/[A-Za-z]{0,2}\s*[-=]{1,8}>?\s*[A-Za-z]{0,2}\s*>?\s*[:：]?/g, '')
  return /[\u4e00-\u9fff]{2}|[A-Za-z]{3}/.test(words) ? text : null
}

const generic =
  /报文|数据|内容|原始|收到|接收|发送|发出|上行|下行|十六进制|\b(?:hex|data|payload|raw|msg|message|frame|packet|bytes?|recv|received?|sen[dt]|rx|tx|up|down|info|debug|len|length|size|content|buffer|new|unsigned|char|const|static|let|var|uint8_t|byte|print|input|output|log)\b/gi

/** A name in Chinese in front of the bytes, as in `登录包: 75 72 …`. */
function inlineLabel(shape: LineShape): string | null {
  const { main } = shape
  const end = main ? (main.groups.find(isStrongGroup)?.tokens[0]!.start ?? main.start) : 0
  if (end > longestLabel) return null
  const said = shape.meta.direction
  const text = said
    ? shape.text.slice(0, said.start) + shape.text.slice(Math.min(said.end, end), end)
    : shape.text.slice(0, end)
  const prefix = text.replace(/[\s:=>"'`([{|,-]+$/, '')
  if (prefix.length > 60 || /[\d:=]/.test(prefix) || !/[\u4e00-\u9fff]{2}/.test(prefix.replace(generic, '')))
    return null
  return headingText(prefix)
}
