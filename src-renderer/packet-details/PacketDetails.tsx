// The details of the selected frame: what it is, what was found, its fields. On the data path: details-source → here.
import { ArrowDown, ArrowDownUp, ArrowUp, Copy, MessageSquare, Minus } from 'lucide-react'
import { MenuButton } from '../app/MenuButton.tsx'
import { copyFrame } from '../app/run-command.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { detailsWords } from '../i18n/words-details.ts'
import { noteWords } from '../i18n/words-filter.ts'
import { directionWords, listWords } from '../i18n/words-list.ts'
import { formatRowTime, parseTime } from '../packet-list/time-column.ts'
import { useMayRun } from '../store/permission.ts'
import { showDialog, useScreen } from '../store/screen-store.ts'
import { useSelection } from '../store/selection-store.ts'
import { shownKeys } from '../app/shown-keys.ts'
import { copyItems } from './copy-items.ts'
import type { ShownFrame } from './details-source.ts'
import { nodeOfPath } from './display-tree.ts'
import { FieldTree } from './FieldTree.tsx'
import { FindingsList } from './FindingsList.tsx'
import type { FrameView } from './frame-view.ts'
import { PairLinks } from './PairLinks.tsx'
import './packet-details.css'

export function PacketDetails({ shown }: { shown: ShownFrame | 'gone' | null }) {
  const text = useText()
  const place = useScreen((screen) => screen.findingsPlace)
  if (shown === null || shown === 'gone') {
    return (
      <section className="packet-details" aria-label={text(appWords.detailsPane)} data-testid="packet-details">
        <header className="pane-head">
          <h2>{text(appWords.detailsPane)}</h2>
        </header>
        <div className="empty">{text(shown === 'gone' ? detailsWords.gone : detailsWords.nothingSelected)}</div>
      </section>
    )
  }
  const findings = <FindingsList frame={shown.frame} />
  return (
    <section
      className="packet-details"
      aria-label={text(appWords.detailsPane)}
      data-testid="packet-details"
      data-frame={shown.frame.number}
    >
      <DetailsHead shown={shown} />
      <CommentLine comment={shown.frame.note.comment} />
      {place === 'above' && findings}
      <FieldTree shown={shown} />
      {place === 'below' && findings}
    </section>
  )
}

function DetailsHead({ shown }: { shown: ShownFrame }) {
  const text = useText()
  const { frame } = shown
  const name = frame.message?.name ?? listWords.unknownMessage
  return (
    <header className="pane-head">
      <h2 className="cut">
        {text(detailsWords.frame(frame.number))} · {frame.message?.type !== frame.message?.id && frame.message?.type}{' '}
        {text(name)}
      </h2>
      <span className="pane-facts cut dim" title={factsOf(frame, text).join(' · ')}>
        {text.second(name) && <span lang="en">{text.second(name)} · </span>}
        <DirectionMark frame={frame} /> · {factsOf(frame, text).join(' · ')}
      </span>
      <PairLinks frame={frame} />
      <span className="pane-tools">
        <PlaceButton />
        <CopyButton shown={shown} />
      </span>
    </header>
  )
}

function DirectionMark({ frame: { direction } }: { frame: FrameView }) {
  const text = useText()
  const Icon = { up: ArrowUp, down: ArrowDown, unknown: Minus }[direction]
  return (
    <span className={`direction-${direction} head-direction`}>
      <Icon size={12} aria-hidden />
      {text(directionWords[direction])}
    </span>
  )
}

/** Short facts about the frame, for the line behind its name. */
function factsOf(frame: FrameView, text: ReturnType<typeof useText>): string[] {
  const { layout } = frame
  const protocol = layout ? [text(layout.protocol), layout.dialect ? text(layout.dialect) : ''].join(' ').trim() : ''
  return [
    text(detailsWords.bytes(frame.bytes.length)),
    protocol,
    frame.missing ? text(detailsWords.missing(frame.missing)) : '',
    layout?.reference ? `§${layout.reference}` : '',
    formatRowTime(parseTime(frame.time), 'date', null, null),
    frame.source ? text(detailsWords.sourceLine(frame.source.line)) : '',
    frame.duplicateOf === null ? '' : text(detailsWords.duplicateOf(frame.duplicateOf)),
    frame.label ?? '',
  ].filter((fact) => fact !== '')
}

/** The frame's comment, and a way to change it. */
function CommentLine({ comment }: { comment: string | null }) {
  const text = useText()
  const mayEdit = useMayRun('edit.comment')
  if (comment === null) return null
  return (
    <div className="frame-comment" role="note" aria-label={text(noteWords.comment)} data-testid="frame-comment">
      <MessageSquare size={13} aria-hidden />
      <span className="frame-comment-text">{comment}</span>
      {mayEdit && (
        <button type="button" className="link-button" onClick={() => showDialog('comment')}>
          {text(noteWords.edit)}
        </button>
      )}
    </div>
  )
}

function PlaceButton() {
  const text = useText()
  const place = useScreen((screen) => screen.findingsPlace)
  const label = text(place === 'above' ? detailsWords.findingsBelow : detailsWords.findingsAbove)
  return (
    <button
      type="button"
      className="icon-button small"
      aria-label={label}
      title={label}
      onClick={() => useScreen.setState({ findingsPlace: place === 'above' ? 'below' : 'above' })}
    >
      <ArrowDownUp size={14} aria-hidden />
    </button>
  )
}

function CopyButton({ shown }: { shown: ShownFrame }) {
  const text = useText()
  const path = useSelection((store) => store.part?.path ?? null)
  const node = path === null ? null : nodeOfPath(shown.tree, path)
  const { captureId } = shown.frame
  const frameItems = [
    {
      id: 'hex',
      text: text(detailsWords.copyFrameHex),
      keys: shownKeys('edit.copy-hex'),
      run: () => void copyFrame(captureId, 'hex'),
    },
    {
      id: 'tree',
      text: text(detailsWords.copyFrameTree),
      keys: shownKeys('edit.copy-tree'),
      run: () => void copyFrame(captureId, 'tree'),
    },
    {
      id: 'json',
      text: text(detailsWords.copyFrameJson),
      keys: shownKeys('edit.copy-json'),
      run: () => void copyFrame(captureId, 'json'),
    },
  ]
  return (
    <MenuButton
      label={text(detailsWords.copy)}
      className="icon-button small"
      hasIconOnly
      groups={[node ? copyItems(shown, node, text) : [], frameItems]}
    >
      <Copy size={14} aria-hidden />
    </MenuButton>
  )
}
