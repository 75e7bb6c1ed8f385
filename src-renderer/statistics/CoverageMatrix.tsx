// The commissioning checklist: every message of a pile's protocol with its direction, how often it came, and whether it was
// right. For one pile or all; exported as a table.
import { useState } from 'react'
import { Check, Minus, X } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { Coverage, CoverageRow, CoverageVerdict } from '../../src-shared/diagnosis/statistics.ts'
import { showFiltered } from '../app/show-filtered.ts'
import { useAnswer } from '../app/use-answer.ts'
import { formatCount } from '../i18n/numbers.ts'
import { useText, type Text } from '../i18n/use-text.ts'
import { directionWords } from '../i18n/words-list.ts'
import { coverageVerdictWords, statisticsWords } from '../i18n/words-statistics.ts'
import { revisionOf } from '../sessions/capture-revision.ts'
import { useMayCall } from '../store/permission.ts'
import { ExportButton } from './ExportButton.tsx'
import { StatisticsTable, type StatisticsColumn } from './StatisticsTable.tsx'

const verdicts: readonly CoverageVerdict[] = ['good', 'bad', 'never']

export function CoverageMatrix({ capture }: { capture: CaptureState }) {
  const text = useText()
  const { captureId } = capture
  const [pile, setPile] = useState<number | null>(null)
  const [verdict, setVerdict] = useState<CoverageVerdict | null>(null)
  const revision = revisionOf(capture)
  const piles = useAnswer('piles.list', { captureId }, revision)
  const coverage = useAnswer('statistics.coverage', { captureId, pile }, revision)
  const number = piles?.items.find(({ id }) => id === pile)?.number
  if (coverage && coverage.items.length === 0)
    return (
      <div className="empty">
        <strong>{text(statisticsWords.noCoverage)}</strong>
        <p>{text(statisticsWords.noCoverageHint)}</p>
      </div>
    )
  return (
    <>
      <div className="statistics-tools">
        <label>
          <span className="dim">{text(statisticsWords.pile)}</span>
          <select
            className="input"
            value={pile ?? 0}
            data-testid="coverage-pile"
            onChange={(event) => setPile(Number(event.target.value) || null)}
          >
            <option value={0}>{text(statisticsWords.allPiles)}</option>
            {piles?.items.map(({ id, number }) => (
              <option key={id} value={id}>
                {number}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="dim">{text(statisticsWords.show)}</span>
          <select
            className="input"
            value={verdict ?? ''}
            data-testid="coverage-verdict"
            onChange={(event) => setVerdict(verdicts.find((one) => one === event.target.value) ?? null)}
          >
            <option value="">{text(statisticsWords.all)}</option>
            {verdicts.map((one) => (
              <option key={one} value={one}>
                {text(coverageVerdictWords[one])}
              </option>
            ))}
          </select>
        </label>
        <span className="statistics-gap" />
        {(['csv', 'markdown'] as const).map((format) => (
          <ExportButton
            key={format}
            capture={capture}
            document={{ kind: 'coverage', format, pile }}
            table={statisticsWords.coverage}
            detail={number}
            testId={`coverage-${format}`}
          />
        ))}
      </div>
      <div className="statistics-scroll" role="region" tabIndex={0} aria-label={text(statisticsWords.coverage)}>
        {coverage?.items.map((table) => (
          <CoverageTable key={table.protocol} captureId={captureId} table={table} verdict={verdict} text={text} />
        ))}
      </div>
    </>
  )
}

interface CoverageTableProps {
  captureId: number
  table: Coverage
  verdict: CoverageVerdict | null
  text: Text
}

function CoverageTable({ captureId, table, verdict, text }: CoverageTableProps) {
  const { rows, protocolName, pile } = table
  const seen = rows.filter((row) => row.verdict !== 'never').length
  const bad = rows.filter((row) => row.verdict === 'bad').length
  const shown = rows.filter((row) => verdict === null || row.verdict === verdict)
  return (
    <section data-testid="coverage">
      <h3>
        {text(protocolName)} · {pile?.number ?? text(statisticsWords.allPiles)}
        <span className="badge">{text(statisticsWords.covered(seen, rows.length))}</span>
        {bad > 0 && <span className="badge bad">{text(statisticsWords.withErrors(bad))}</span>}
      </h3>
      <StatisticsTable
        rows={shown}
        columns={columnsOf(captureId, pile, text)}
        keyOf={(row) => `${row.type} ${row.direction}`}
        lineOf={(row) => ({
          className: row.verdict,
          'data-type': row.type,
          'data-direction': row.direction,
          'data-verdict': row.verdict,
        })}
        testId="coverage-table"
      />
    </section>
  )
}

const looks = {
  good: { icon: Check, tone: 'severity-good' },
  bad: { icon: X, tone: 'severity-error' },
  never: { icon: Minus, tone: 'dim' },
} as const

function columnsOf(captureId: number, pile: Coverage['pile'], text: Text): StatisticsColumn<CoverageRow>[] {
  const count = (row: CoverageRow, value: number) => (row.seen > 0 ? formatCount(value) : '–')
  return [
    {
      name: statisticsWords.verdict,
      cell: ({ verdict }) => {
        const { icon: Icon } = looks[verdict]
        return (
          <>
            <Icon size={13} aria-hidden /> {text(coverageVerdictWords[verdict])}
          </>
        )
      },
      look: ({ verdict }) => looks[verdict].tone,
    },
    { name: statisticsWords.type, kind: 'code', cell: ({ type, id }) => (type === id ? '' : type) },
    {
      name: statisticsWords.message,
      kind: 'head',
      cell: (row) => <MessageName captureId={captureId} row={row} pile={pile} text={text} />,
    },
    {
      name: statisticsWords.direction,
      cell: ({ direction }) => text(directionWords[direction]),
      look: ({ direction }) => `direction-${direction}`,
    },
    {
      name: statisticsWords.clause,
      cell: ({ reference }) => (reference ? `§${reference}` : ''),
      look: () => 'dim',
    },
    { name: statisticsWords.seen, kind: 'number', cell: (row) => count(row, row.seen) },
    { name: statisticsWords.good, kind: 'number', cell: (row) => count(row, row.good) },
    {
      name: statisticsWords.bad,
      kind: 'number',
      cell: (row) => count(row, row.bad),
      look: ({ bad }) => (bad > 0 ? 'severity-error' : ''),
    },
  ]
}

interface MessageNameProps {
  captureId: number
  row: CoverageRow
  text: Text
  pile: Coverage['pile']
}

/** What was seen leads to its frames. */
function MessageName({ captureId, row, text, pile }: MessageNameProps) {
  const filter = [
    `message.id == ${JSON.stringify(row.id)}`,
    ...(pile ? [`pile_no == ${JSON.stringify(pile.number)}`] : []),
  ].join(' && ')
  const mayFilter = useMayCall('view.set')
  const second = text.second(row.name)
  return (
    <>
      {row.seen > 0 && mayFilter ? (
        <button
          type="button"
          className="link-button"
          title={`${text(statisticsWords.filterMessage)}: ${filter}`}
          onClick={() => void showFiltered(captureId, filter)}
        >
          {text(row.name)}
        </button>
      ) : (
        text(row.name)
      )}
      {second && (
        <span className="dim" lang="en">
          {' '}
          {second}
        </span>
      )}
    </>
  )
}
