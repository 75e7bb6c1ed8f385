// Which messages came: how many, how many bytes, how many bad, and how far apart on one connection.
import { useMemo } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { MessageStatistics } from '../../src-shared/diagnosis/statistics.ts'
import { formatDuration } from '../../src-shared/view/wall-clock.ts'
import { showFiltered } from '../app/show-filtered.ts'
import { useAnswer } from '../app/use-answer.ts'
import { formatBytes, formatCount } from '../i18n/numbers.ts'
import { useText, type Text } from '../i18n/use-text.ts'
import { directionWords } from '../i18n/words-list.ts'
import { statisticsWords } from '../i18n/words-statistics.ts'
import { revisionOf } from '../sessions/capture-revision.ts'
import { FrameLink } from '../sessions/FrameLink.tsx'
import { useMayCall } from '../store/permission.ts'
import { ExportButton } from './ExportButton.tsx'
import { StatisticsTable, type StatisticsColumn } from './StatisticsTable.tsx'

const document = { kind: 'messages', format: 'csv' } as const

export function MessageTable({ capture }: { capture: CaptureState }) {
  const text = useText()
  const { captureId } = capture
  const rows = useAnswer('statistics.messages', { captureId }, revisionOf(capture))?.items ?? []
  const total = rows.reduce((sum, { frames }) => sum + frames, 0)
  const mayFilter = useMayCall('view.set')
  const columns = useMemo(() => columnsOf(captureId, total, text, mayFilter), [captureId, total, text, mayFilter])
  return (
    <>
      <div className="statistics-tools">
        <span className="dim">{text(statisticsWords.messageCount(rows.length, formatCount(total)))}</span>
        <span className="statistics-gap" />
        <ExportButton capture={capture} document={document} table={statisticsWords.messages} testId="messages-csv" />
      </div>
      <div className="statistics-scroll" role="region" tabIndex={0} aria-label={text(statisticsWords.messages)}>
        <StatisticsTable
          rows={rows}
          columns={columns}
          keyOf={({ protocol, id, direction, firstFrame }) => `${protocol} ${id} ${direction} ${firstFrame}`}
          lineOf={({ id }) => ({ 'data-message': id ?? '' })}
          testId="message-table"
        />
      </div>
    </>
  )
}

function columnsOf(
  captureId: number,
  total: number,
  text: Text,
  mayFilter: boolean,
): StatisticsColumn<MessageStatistics>[] {
  return [
    { name: statisticsWords.protocol, cell: ({ protocol }) => protocol ?? text(statisticsWords.unknown) },
    { name: statisticsWords.type, kind: 'code', cell: ({ type, id }) => (type === id ? '' : type) },
    {
      name: statisticsWords.message,
      kind: 'head',
      cell: ({ id, name }) =>
        id === null || !mayFilter ? (
          text(name)
        ) : (
          <button
            type="button"
            className="link-button"
            onClick={() => void showFiltered(captureId, `message.id == ${JSON.stringify(id)}`)}
          >
            {text(name)}
          </button>
        ),
    },
    {
      name: statisticsWords.direction,
      cell: ({ direction }) => text(directionWords[direction]),
      look: ({ direction }) => `direction-${direction}`,
    },
    { name: statisticsWords.frames, kind: 'number', cell: ({ frames }) => formatCount(frames) },
    {
      name: statisticsWords.share,
      kind: 'number',
      cell: ({ frames }) => ((frames / Math.max(total, 1)) * 100).toFixed(1),
    },
    { name: statisticsWords.bytes, kind: 'number', cell: ({ bytes }) => formatBytes(bytes) },
    {
      name: statisticsWords.badFrames,
      kind: 'number',
      cell: ({ bad }) => formatCount(bad),
      look: ({ bad }) => (bad > 0 ? 'severity-error' : ''),
    },
    {
      name: statisticsWords.interval,
      kind: 'number',
      cell: ({ interval }) =>
        interval ? [interval.shortest, interval.mean, interval.longest].map(formatDuration).join(' / ') : '–',
    },
    {
      name: statisticsWords.first,
      cell: ({ firstFrame }) => <FrameLink captureId={captureId} frame={firstFrame} />,
    },
  ]
}
