// One row of the byte pane: offset, bytes in hex, the same bytes as text. Drawn again only when something in it changed.
import { memo, type ReactNode } from 'react'
import type { FrameView } from '../packet-details/frame-view.ts'
import type { ByteMap } from './byte-map.ts'
import type { TextCell } from './byte-text.ts'

interface HexRowProps {
  row: number
  perRow: number
  frame: FrameView
  map: ByteMap
  cells: readonly TextCell[]
  /** Selected bytes of this row as `start-end`, or ''. */
  selected: string
  hovered: string
  caret: number | null
  /** The selected field is the checksum or the length: what it is about is shaded. */
  focus: 'checksum' | 'length' | null
}

/** Bytes between gaps. */
const groupSize = 8

export const HexRow = memo(function HexRow(props: HexRowProps) {
  const { row, perRow, frame, cells } = props
  const { leafAt } = props.map
  const start = row * perRow
  const end = Math.min(start + perRow, frame.bytes.length)
  const [isSelected, isHovered] = [insideOf(props.selected), insideOf(props.hovered)]
  const hex: ReactNode[] = []
  const texts: ReactNode[] = []
  for (let byte = start; byte < end; byte++) {
    const look = `${lookOf(props, byte)} ${isSelected(byte) ? 'selected' : ''} ${isHovered(byte) ? 'hovered' : ''}`
    const gap = byte > start && (byte - start) % groupSize === 0 ? 'gap' : ''
    const isJoined = byte > start && leafAt[byte] === leafAt[byte - 1] && gap === ''
    const joins = byte + 1 < end && leafAt[byte] === leafAt[byte + 1] && (byte + 1 - start) % groupSize !== 0
    hex.push(
      <span
        key={byte}
        id={`byte-${byte}`}
        className={`byte ${look} ${gap} ${isJoined ? 'joined' : ''} ${joins ? 'joins' : ''} ${byte === props.caret ? 'caret' : ''}`}
        role="gridcell"
        aria-selected={isSelected(byte)}
        data-byte={byte}
      >
        {frame.bytes[byte]!.toString(16).padStart(2, '0')}
      </span>,
    )
    const cell = cells[byte]!
    if (cell.width === 0 && byte > start) continue
    const isWide = cell.width === 2 && byte + 1 < end
    texts.push(
      <span
        key={byte}
        className={`text-byte ${isSelected(byte) ? 'selected' : ''} ${isHovered(byte) ? 'hovered' : ''} ${cell.isPrintable ? '' : 'dot'} ${isWide ? 'wide' : ''}`}
        data-byte={byte}
      >
        {cell.text}
      </span>,
    )
  }
  return (
    <div className={`hex-row per-${perRow}`} role="row" aria-rowindex={row + 1}>
      <span className="hex-offset" role="rowheader">
        {start.toString(16).padStart(4, '0')}
      </span>
      <span className="hex-bytes" role="none">
        {hex}
      </span>
      <span className="hex-text" role="gridcell">
        {texts}
      </span>
    </div>
  )
})

function insideOf(span: string): (byte: number) => boolean {
  if (span === '') return () => false
  const [start, end] = span.split('-').map(Number) as [number, number]
  return (byte) => byte >= start && byte < end
}

/** Tint, coverage of the checksum, span of the length, the checksum's own bytes. */
function lookOf({ frame, map, focus }: HexRowProps, byte: number): string {
  const { checksum, layout } = frame
  const leaf = map.leafAt[byte]!
  const classes = [leaf < 0 ? '' : `tint-${map.tints[leaf]!}`]
  const covered = checksum?.range
  if (covered && byte >= covered[0] && byte < covered[1]) {
    classes.push('covered')
    if (focus === 'checksum') classes.push('shaded')
  }
  const counted = layout?.counted
  if (counted && focus === 'length' && byte >= counted[0] && byte < counted[1]) classes.push('shaded')
  const size = checksum?.found ? checksum.found.length / 2 : 0
  if (covered && byte >= covered[1] && byte < covered[1] + size) classes.push(`sum ${checksum.status}`)
  const length = layout?.lengthField
  if (length && byte >= length[0] && byte < length[1] && frame.length?.status === 'bad') classes.push('sum bad')
  return classes.join(' ')
}
