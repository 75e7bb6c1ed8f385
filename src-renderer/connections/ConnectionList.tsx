// The connections of a capture, the newest first: pile, peer, since when, last heartbeat, bytes, frames, bad frames, state.
// On the data path: bridge captures.connections → here.
import { useState, type ReactNode } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { ConnectionRow } from '../../src-shared/view/connections.ts'
import { bridge } from '../connect.ts'
import { formatBytes, formatCount } from '../i18n/numbers.ts'
import { useText, type Text } from '../i18n/use-text.ts'
import { connectionsWords as words, connectionStateWords } from '../i18n/words-connections.ts'
import { useMayCall } from '../store/permission.ts'
import { useScreen } from '../store/screen-store.ts'
import { LineTable, type LineColumn } from './LineTable.tsx'
import { useClock } from './use-clock.ts'
import { useAnswer } from './use-answer.ts'

const columns: readonly LineColumn[] = [
  { id: 'state', label: words.state, track: '104px' },
  { id: 'stream', label: words.stream, track: '64px', isNumber: true },
  { id: 'pile-number', label: words.pileNumber, track: 'minmax(132px, 1fr)' },
  { id: 'pile', label: words.pile, track: 'minmax(150px, 1.2fr)' },
  { id: 'platform', label: words.platform, track: 'minmax(150px, 1.2fr)' },
  { id: 'protocol', label: words.protocol, track: 'minmax(80px, .8fr)' },
  { id: 'up-since', label: words.upSince, track: '104px' },
  { id: 'heartbeat', label: words.heartbeat, track: '104px' },
  { id: 'last-frame', label: words.lastFrame, track: '104px' },
  { id: 'frames', label: words.frames, track: '72px', isNumber: true },
  { id: 'bad', label: words.badFrames, track: '60px', isNumber: true },
  { id: 'up', label: words.bytesUp, track: '84px', isNumber: true },
  { id: 'down', label: words.bytesDown, track: '84px', isNumber: true },
]

/** Lines asked for at a time around those in sight. */
const around = 100

interface ConnectionListProps {
  capture: CaptureState
  openOnly: boolean
  tools: ReactNode
  onChoose: (stream: number) => void
}

export function ConnectionList({ capture, openOnly, tools, onChoose }: ConnectionListProps) {
  const text = useText()
  const clock = useClock()
  const mayFilter = useMayCall('view.set')
  const protocols = useScreen((screen) => screen.info?.protocols)
  const { captureId } = capture
  const [first, setFirst] = useState(0)
  const answer = useAnswer(capture, `${captureId} ${first} ${openOnly}`, async () => ({
    first,
    ...(await bridge.call('captures.connections', { captureId, first, count: 2 * around, openOnly })),
  }))
  const total = answer?.total ?? 0
  const rowAt = (line: number) => answer?.connections[line - answer.first]
  const protocolOf = (id: string | null) => {
    const name = protocols?.find((one) => one.id === id)?.name
    return name ? text(name) : (id ?? '')
  }
  const cellsOf = (line: number): ReactNode[] | null => {
    const row = rowAt(line)
    if (!row) return null
    return [
      <State key="state" row={row} text={text} />,
      mayFilter ? (
        <button
          key="stream"
          type="button"
          className="line-button mono"
          title={text(words.filterOf(row.conversation))}
          aria-label={text(words.filterOf(row.conversation))}
          onClick={() => onChoose(row.conversation)}
        >
          {row.conversation}
        </button>
      ) : (
        <span key="stream" className="mono">
          {row.conversation}
        </span>
      ),
      <span key="number" className="mono">
        {row.pileNumber ?? <span className="dim">–</span>}
      </span>,
      <span key="pile" className="mono">
        {row.pile || <span className="dim">–</span>}
      </span>,
      <span key="platform" className="mono dim">
        {row.platform || '–'}
      </span>,
      protocolOf(row.protocol),
      clock(row.upSince),
      clock(row.lastHeartbeat),
      clock(row.lastFrame),
      formatCount(row.frames),
      row.badFrames > 0 ? <span className="severity-error">{formatCount(row.badFrames)}</span> : '0',
      formatBytes(row.bytesUp),
      formatBytes(row.bytesDown),
    ]
  }
  return (
    <section className="connections" aria-labelledby="connections-title">
      <header className="pane-head">
        <h2 id="connections-title">{text(words.connections)}</h2>
        <span className="dim">{text(words.count(total))}</span>
        <div className="pane-tools">{tools}</div>
      </header>
      <LineTable
        name={text(words.connections)}
        columns={columns}
        count={total}
        testId="connection-list"
        cellsOf={cellsOf}
        toneOf={(line) => (rowAt(line)?.status === 'refused' ? 'bad' : '')}
        onSight={(from, end) => {
          const isHere = from >= first && end <= first + 2 * around
          if (!isHere) setFirst(Math.max(from - around / 2, 0))
        }}
      />
      {answer && total === 0 && <p className="line-table-empty dim">{text(openOnly ? words.noneOpen : words.none)}</p>}
    </section>
  )
}

/** A record without ends, such as pasted text, has no connection that could be open. */
function State({ row: { status, pile, platform }, text }: { row: ConnectionRow; text: Text }) {
  if (status === 'open' && pile === '' && platform === '') return <span className="dim">–</span>
  return (
    <span className={`connection-state ${status}`}>
      <span className={`state-dot ${status}`} aria-hidden />
      {text(connectionStateWords[status])}
    </span>
  )
}
