// One frame of the import desk's list: number, message and verdict; line, direction, length, protocol; what it says; notes.
import { ArrowDown, ArrowLeftRight, ArrowUp, Check, Minus, TriangleAlert, X, type LucideIcon } from 'lucide-react'
import { memo } from 'react'
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { useScreen } from '../store/screen-store.ts'
import { hasNotes } from './frame-window.ts'
import { frameHues } from './TextBackdrop.tsx'
import { verdictOf, type PreviewFrame, type Tone } from './verdict.ts'

const toneIcons: Record<Tone, LucideIcon> = {
  good: Check,
  note: ArrowLeftRight,
  warn: TriangleAlert,
  bad: X,
  none: Minus,
}

export interface FrameCardProps {
  id: string
  frame: PreviewFrame
  /** From 0, of how many. */
  index: number
  count: number
  /** Pixels from the start of the list. */
  top: number
  isSelected: boolean
  onSelect(frame: number, isFinal: boolean): void
}

export const FrameCard = memo(function FrameCard(props: FrameCardProps) {
  const { id, frame, index, count, top, isSelected, onSelect } = props
  const show = useText()
  const { row, line } = frame
  const verdict = verdictOf(frame)
  const Icon = toneIcons[verdict.tone]
  const names = ['frame-card', `hue-${index % frameHues}`]
  if (isSelected) names.push('is-selected')
  if (frame.duplicateOf !== null) names.push('is-duplicate')
  return (
    <div
      id={id}
      className={names.join(' ')}
      role="option"
      aria-selected={isSelected}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ top }}
      onClick={() => onSelect(index, true)}
    >
      <div className="frame-head">
        <span className="frame-number">{index + 1}</span>
        <span className="frame-name cut">
          <span className="mono">{row.type}</span> {show(row.message ?? words.unknownMessage)}{' '}
          {row.message && <span className="dim">{show.second(row.message)}</span>}
        </span>
        <span className={`frame-verdict tone-${verdict.tone}`}>
          <Icon size={13} strokeWidth={2.4} aria-hidden="true" />
          {show(verdict.label)}
        </span>
      </div>
      <div className="frame-facts cut">
        {show(words.line(line))} · <Direction direction={row.direction} /> · {show(words.bytes(row.length))}
        <Protocol frame={frame} />
        {row.time !== null && ` · ${timeOfDay(row.time)}`}
        {row.pile !== null && ` · ${show(words.pile(row.pile))}`}
      </div>
      <div className="frame-info cut" title={show.both(row.info)}>
        {show(row.info)}
      </div>
      {hasNotes(frame) && <Notes frame={frame} />}
    </div>
  )
})

function Direction({ direction }: { direction: 'up' | 'down' | 'unknown' }) {
  const show = useText()
  if (direction === 'unknown') return show(words.directionUnknown)
  const Arrow = direction === 'up' ? ArrowUp : ArrowDown
  return (
    <span className={`direction-${direction}`}>
      <Arrow size={12} strokeWidth={2.4} aria-hidden="true" /> {show(direction === 'up' ? words.up : words.down)}
    </span>
  )
}

function Protocol({ frame }: { frame: PreviewFrame }) {
  const show = useText()
  const protocols = useScreen((screen) => screen.info?.protocols)
  const { protocol, dialect } = frame.row
  if (protocol === null) return null
  const family = protocols?.find((one) => one.id === protocol)
  const version = family?.dialects.find((one) => one.id === dialect)
  const name = family ? show(family.name) : protocol
  // A dialect's name often begins with its family's.
  const versionName = version ? show(version.name) : ''
  return ` · ${versionName.startsWith(name) ? versionName : `${name} ${versionName}`.trimEnd()}`
}

/** Of `YYYY-MM-DDTHH:mm:ss…`, or of a time without a date. */
function timeOfDay(time: string): string {
  return time.replace(/^.*T/, '').replace(/Z$/, '')
}

function Notes({ frame }: { frame: PreviewFrame }) {
  const show = useText()
  const notes = frame.notes.map((note) => show(note))
  if (frame.missing > 0) notes.unshift(show(words.missing(frame.missing)))
  if (frame.duplicateOf !== null) notes.unshift(show(words.duplicateOf(frame.duplicateOf + 1)))
  return (
    <div className="frame-notes cut" title={notes.join('\n')}>
      <TriangleAlert size={12} aria-hidden="true" /> {notes.join(' · ')}
    </div>
  )
}
