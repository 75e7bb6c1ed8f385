// The commissioning checklist: every message of a pile's protocol with its direction, how often it came, and whether it was
// right. For one pile or all; exported as a table.
import { useState } from 'react'
import { Check, Download, Minus, X } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { Coverage, CoverageRow, CoverageVerdict } from '../../src-shared/diagnosis/statistics.ts'
import { sayFailure } from '../app/actions.ts'
import { exportText } from '../app/export-file.ts'
import { showFiltered } from '../app/show-filtered.ts'
import { useAnswer } from '../app/use-answer.ts'
import { bridge } from '../connect.ts'
import { formatCount } from '../i18n/numbers.ts'
import { useText, type Text } from '../i18n/use-text.ts'
import { directionWords } from '../i18n/words-list.ts'
import { coverageVerdictWords, statisticsWords } from '../i18n/words-statistics.ts'
import { revisionOf } from '../sessions/capture-revision.ts'

const verdicts: readonly CoverageVerdict[] = ['good', 'bad', 'never']

export function CoverageMatrix({ capture }: { capture: CaptureState }) {
  const text = useText()
  const { captureId } = capture
  const [pile, setPile] = useState<number | null>(null)
  const [verdict, setVerdict] = useState<CoverageVerdict | null>(null)
  const revision = revisionOf(capture)
  const piles = useAnswer('piles.list', { captureId }, revision)
  const coverage = useAnswer('statistics.coverage', { captureId, pile }, revision)
  const save = async (format: 'csv' | 'markdown') => {
    const language = text.language === 'en' ? 'en' : 'zh'
    try {
      const content = await bridge.call('statistics.coverageText', { captureId, pile, format, language })
      const number = piles?.items.find(({ id }) => id === pile)?.number
      const name = `${text(statisticsWords.coverage)}${number ? `-${number}` : ''}`
      if (format === 'csv') exportText(`${name}.csv`, content, 'text/csv')
      else exportText(`${name}.md`, content, 'text/markdown')
    } catch (error) {
      sayFailure(error)
    }
  }
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
        <button type="button" className="button" data-testid="coverage-csv" onClick={() => void save('csv')}>
          <Download size={14} aria-hidden />
          {text(statisticsWords.exportCsv)}
        </button>
        <button type="button" className="button" data-testid="coverage-markdown" onClick={() => void save('markdown')}>
          <Download size={14} aria-hidden />
          {text(statisticsWords.exportMarkdown)}
        </button>
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
      <table className="statistics-table">
        <thead>
          <tr>
            <th scope="col">{text(statisticsWords.verdict)}</th>
            <th scope="col">{text(statisticsWords.type)}</th>
            <th scope="col">{text(statisticsWords.message)}</th>
            <th scope="col">{text(statisticsWords.direction)}</th>
            <th scope="col">{text(statisticsWords.clause)}</th>
            <th scope="col" className="number">
              {text(statisticsWords.seen)}
            </th>
            <th scope="col" className="number">
              {text(statisticsWords.good)}
            </th>
            <th scope="col" className="number">
              {text(statisticsWords.bad)}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <CoverageLine
              key={`${row.type} ${row.direction}`}
              captureId={captureId}
              row={row}
              text={text}
              pile={pile}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const looks = {
  good: { icon: Check, tone: 'severity-good' },
  bad: { icon: X, tone: 'severity-error' },
  never: { icon: Minus, tone: 'dim' },
} as const

interface CoverageLineProps {
  captureId: number
  row: CoverageRow
  text: Text
  pile: Coverage['pile']
}

function CoverageLine({ captureId, row, text, pile }: CoverageLineProps) {
  const { icon: Icon, tone } = looks[row.verdict]
  const filter = [
    `message.id == ${JSON.stringify(row.id)}`,
    ...(pile ? [`pile_no == ${JSON.stringify(pile.number)}`] : []),
  ].join(' && ')
  const second = text.second(row.name)
  return (
    <tr className={row.verdict} data-type={row.type} data-direction={row.direction} data-verdict={row.verdict}>
      <td className={tone}>
        <Icon size={13} aria-hidden /> {text(coverageVerdictWords[row.verdict])}
      </td>
      <td className="mono">{row.type === row.id ? '' : row.type}</td>
      <th scope="row">
        {row.seen > 0 ? (
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
      </th>
      <td className={`direction-${row.direction}`}>{text(directionWords[row.direction])}</td>
      <td className="dim">{row.reference ? `§${row.reference}` : ''}</td>
      <td className="number">{row.seen > 0 ? formatCount(row.seen) : '–'}</td>
      <td className="number">{row.seen > 0 ? formatCount(row.good) : '–'}</td>
      <td className={`number ${row.bad > 0 ? 'severity-error' : ''}`}>{row.seen > 0 ? formatCount(row.bad) : '–'}</td>
    </tr>
  )
}
