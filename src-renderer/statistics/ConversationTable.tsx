// The capture's conversations: ends, protocol, piles, frames each way, bytes, bad frames, when and how long.
import { useMemo } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { useAnswer } from '../app/use-answer.ts'
import { formatBytes, formatCount } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { statisticsWords } from '../i18n/words-statistics.ts'
import { revisionOf } from '../sessions/capture-revision.ts'
import { clockOf, formatDuration } from '../sessions/clock.ts'
import { FrameLink } from '../sessions/FrameLink.tsx'

export function ConversationTable({ capture }: { capture: CaptureState }) {
  const text = useText()
  const { captureId, kind } = capture
  const clock = useMemo(() => clockOf({ kind }), [kind])
  const rows = useAnswer('statistics.conversations', { captureId }, revisionOf(capture))?.items ?? []
  const heads = [
    { words: statisticsWords.frames, isNumber: true },
    { words: statisticsWords.up, isNumber: true },
    { words: statisticsWords.down, isNumber: true },
    { words: statisticsWords.bytes, isNumber: true },
    { words: statisticsWords.badFrames, isNumber: true },
    { words: statisticsWords.first, isNumber: false },
    { words: statisticsWords.duration, isNumber: true },
  ]
  return (
    <div className="statistics-scroll" role="region" tabIndex={0} aria-label={text(statisticsWords.conversations)}>
      <table className="statistics-table" data-testid="conversation-table">
        <thead>
          <tr>
            <th scope="col">{text(statisticsWords.ends)}</th>
            <th scope="col">{text(statisticsWords.protocol)}</th>
            <th scope="col">{text(statisticsWords.piles)}</th>
            {heads.map(({ words, isNumber }) => (
              <th key={words.en} scope="col" className={isNumber ? 'number' : undefined}>
                {text(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.conversation}>
              <th scope="row" className="mono">
                {row.a === '' ? '–' : `${row.a} ↔ ${row.b}`}
              </th>
              <td>
                {row.protocol ?? text(statisticsWords.unknown)}
                {row.dialect && <span className="dim"> {row.dialect}</span>}
              </td>
              <td className="mono">
                {row.piles.slice(0, 3).join(' ')}
                {row.piles.length > 3 && ` +${row.piles.length - 3}`}
              </td>
              <td className="number">{formatCount(row.frames)}</td>
              <td className="number">{formatCount(row.up)}</td>
              <td className="number">{formatCount(row.down)}</td>
              <td className="number">{formatBytes(row.bytes)}</td>
              <td className={`number ${row.bad > 0 ? 'severity-error' : ''}`}>{formatCount(row.bad)}</td>
              <td>
                {row.from !== null && clock.time(row.from)} <FrameLink captureId={captureId} frame={row.firstFrame} />
              </td>
              <td className="number">
                {row.from === null || row.to === null ? '–' : formatDuration(row.to - row.from)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
