// The capture's conversations: ends, protocol, piles, frames each way, bytes, bad frames, when and how long.
import { useMemo } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { ConversationStatistics } from '../../src-shared/diagnosis/statistics.ts'
import { clockOf, formatDuration, type Clock } from '../../src-shared/view/wall-clock.ts'
import { useAnswer } from '../app/use-answer.ts'
import { formatBytes, formatCount } from '../i18n/numbers.ts'
import { useText, type Text } from '../i18n/use-text.ts'
import { statisticsWords } from '../i18n/words-statistics.ts'
import { revisionOf } from '../sessions/capture-revision.ts'
import { FrameLink } from '../sessions/FrameLink.tsx'
import { ExportButton } from './ExportButton.tsx'
import { StatisticsTable, type StatisticsColumn } from './StatisticsTable.tsx'

const document = { kind: 'conversations', format: 'csv' } as const
/** Pile numbers that are shown of one conversation. */
const mostPiles = 3

export function ConversationTable({ capture }: { capture: CaptureState }) {
  const text = useText()
  const { captureId, kind } = capture
  const rows = useAnswer('statistics.conversations', { captureId }, revisionOf(capture))?.items ?? []
  const columns = useMemo(() => columnsOf(captureId, clockOf({ kind }), text), [captureId, kind, text])
  return (
    <>
      <div className="statistics-tools">
        <span className="dim">{text(statisticsWords.conversationCount(rows.length))}</span>
        <span className="statistics-gap" />
        <ExportButton
          capture={capture}
          document={document}
          table={statisticsWords.conversations}
          testId="conversations-csv"
        />
      </div>
      <div className="statistics-scroll" role="region" tabIndex={0} aria-label={text(statisticsWords.conversations)}>
        <StatisticsTable
          rows={rows}
          columns={columns}
          keyOf={({ conversation }) => conversation}
          testId="conversation-table"
        />
      </div>
    </>
  )
}

function columnsOf(captureId: number, clock: Clock, text: Text): StatisticsColumn<ConversationStatistics>[] {
  return [
    {
      name: statisticsWords.ends,
      kind: 'head',
      cell: ({ a, b }) => (a === '' ? '–' : `${a} ↔ ${b}`),
      look: () => 'mono',
    },
    {
      name: statisticsWords.protocol,
      cell: ({ protocol, dialect }) => (
        <>
          {protocol ?? text(statisticsWords.unknown)}
          {dialect && <span className="dim"> {dialect}</span>}
        </>
      ),
    },
    {
      name: statisticsWords.piles,
      kind: 'code',
      cell: ({ piles }) =>
        piles.slice(0, mostPiles).join(' ') + (piles.length > mostPiles ? ` +${piles.length - mostPiles}` : ''),
    },
    { name: statisticsWords.frames, kind: 'number', cell: ({ frames }) => formatCount(frames) },
    { name: statisticsWords.up, kind: 'number', cell: ({ up }) => formatCount(up) },
    { name: statisticsWords.down, kind: 'number', cell: ({ down }) => formatCount(down) },
    { name: statisticsWords.bytes, kind: 'number', cell: ({ bytes }) => formatBytes(bytes) },
    {
      name: statisticsWords.badFrames,
      kind: 'number',
      cell: ({ bad }) => formatCount(bad),
      look: ({ bad }) => (bad > 0 ? 'severity-error' : ''),
    },
    {
      name: statisticsWords.first,
      cell: ({ from, firstFrame }) => (
        <>
          {from !== null && clock.time(from)} <FrameLink captureId={captureId} frame={firstFrame} />
        </>
      ),
    },
    {
      name: statisticsWords.duration,
      kind: 'number',
      cell: ({ from, to }) => (from === null || to === null ? '–' : formatDuration(to - from)),
    },
  ]
}
