// Which messages came: how many, how many bytes, how many bad, and how far apart on one connection.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { showFiltered } from '../app/show-filtered.ts'
import { useAnswer } from '../app/use-answer.ts'
import { formatBytes, formatCount } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { directionWords } from '../i18n/words-list.ts'
import { statisticsWords } from '../i18n/words-statistics.ts'
import { revisionOf } from '../sessions/capture-revision.ts'
import { formatDuration } from '../sessions/clock.ts'
import { FrameLink } from '../sessions/FrameLink.tsx'

export function MessageTable({ capture }: { capture: CaptureState }) {
  const text = useText()
  const { captureId } = capture
  const rows = useAnswer('statistics.messages', { captureId }, revisionOf(capture))?.items ?? []
  const total = rows.reduce((sum, { frames }) => sum + frames, 0)
  return (
    <div className="statistics-scroll" role="region" tabIndex={0} aria-label={text(statisticsWords.messages)}>
      <table className="statistics-table" data-testid="message-table">
        <thead>
          <tr>
            <th scope="col">{text(statisticsWords.protocol)}</th>
            <th scope="col">{text(statisticsWords.type)}</th>
            <th scope="col">{text(statisticsWords.message)}</th>
            <th scope="col">{text(statisticsWords.direction)}</th>
            <th scope="col" className="number">
              {text(statisticsWords.frames)}
            </th>
            <th scope="col" className="number">
              %
            </th>
            <th scope="col" className="number">
              {text(statisticsWords.bytes)}
            </th>
            <th scope="col" className="number">
              {text(statisticsWords.badFrames)}
            </th>
            <th scope="col" className="number">
              {text(statisticsWords.interval)}
            </th>
            <th scope="col">{text(statisticsWords.first)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.protocol} ${row.id} ${row.direction} ${row.firstFrame}`} data-message={row.id}>
              <td>{row.protocol ?? text(statisticsWords.unknown)}</td>
              <td className="mono">{row.type === row.id ? '' : row.type}</td>
              <th scope="row">
                {row.id === null ? (
                  text(row.name)
                ) : (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => void showFiltered(captureId, `message.id == ${JSON.stringify(row.id)}`)}
                  >
                    {text(row.name)}
                  </button>
                )}
              </th>
              <td className={`direction-${row.direction}`}>{text(directionWords[row.direction])}</td>
              <td className="number">{formatCount(row.frames)}</td>
              <td className="number">{((row.frames / Math.max(total, 1)) * 100).toFixed(1)}</td>
              <td className="number">{formatBytes(row.bytes)}</td>
              <td className={`number ${row.bad > 0 ? 'severity-error' : ''}`}>{formatCount(row.bad)}</td>
              <td className="number">
                {row.interval
                  ? [row.interval.shortest, row.interval.mean, row.interval.longest].map(formatDuration).join(' / ')
                  : '–'}
              </td>
              <td>
                <FrameLink captureId={captureId} frame={row.firstFrame} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
