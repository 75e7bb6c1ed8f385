// What else a bill is checked against: sums of its periods, the meter, start and end, the charge's last sample.
import type { ReactNode } from 'react'
import type { BillCode, BillSheet } from '../../src-shared/diagnosis/billing.ts'
import { useText } from '../i18n/use-text.ts'
import { sessionWords } from '../i18n/words-sessions.ts'
import { formatDuration } from '../../src-shared/view/wall-clock.ts'
import { FigureButton } from './FigureButton.tsx'
import { formatLike } from '../../src-shared/view/format-figure.ts'
import { Verdict } from './Verdict.tsx'

export function BillFigures({ captureId, bill }: { captureId: number; bill: BillSheet }) {
  const text = useText()
  const { total, meter, start, end, duration, lastSample, checks } = bill
  const isRight = (...codes: BillCode[]) => !checks.some(({ code }) => codes.includes(code))
  const figure = (one: Parameters<typeof FigureButton>[0]['figure'], hasUnit = false) => (
    <FigureButton captureId={captureId} figure={one} hasUnit={hasUnit} />
  )
  const span = start && end ? secondsBetween(String(start.value), String(end.value)) : NaN
  return (
    <table className="bill-table bill-figures">
      <caption>{text(sessionWords.otherFigures)}</caption>
      <tbody>
        {total.sumEnergy !== null && total.energy && (
          <FigureRow name={text(sessionWords.sums)} isRight={isRight('bill_total')}>
            {formatLike(total.sumEnergy, total.energy)} {total.energy.unit} ·{' '}
            {formatLike(total.sumAmount, total.amount)} {total.amount?.unit}
          </FigureRow>
        )}
        {meter && (
          <FigureRow name={text(sessionWords.meter)} isRight={isRight('bill_meter')}>
            {figure(meter.start)} → {figure(meter.end, true)} ·{' '}
            {text(sessionWords.difference(formatLike(meter.difference, meter.end)))}
          </FigureRow>
        )}
        {(start || end) && (
          <FigureRow name={text(sessionWords.duration)} isRight={isRight('bill_duration')}>
            {figure(start)} → {figure(end)}
            {!Number.isNaN(span) && ` · ${formatDuration(span)}`}
          </FigureRow>
        )}
        {duration && (
          <FigureRow name={text(sessionWords.statedDuration)} isRight={isRight('bill_duration')}>
            {figure(duration, true)}
          </FigureRow>
        )}
        {lastSample && (
          <FigureRow name={text(sessionWords.lastSample)} isRight={isRight('bill_total')}>
            {figure(lastSample.energy, true)}
            {lastSample.before > 0 && ` · ${text(sessionWords.before(formatDuration(lastSample.before)))}`}
          </FigureRow>
        )}
      </tbody>
    </table>
  )
}

function FigureRow({ name, isRight, children }: { name: string; isRight: boolean; children: ReactNode }) {
  const text = useText()
  return (
    <tr className={isRight ? '' : 'wrong'}>
      <th scope="row">{name}</th>
      <td>{children}</td>
      <td className="bill-verdict">
        <Verdict isRight={isRight} text={text} />
      </td>
    </tr>
  )
}

/** Between two clock texts of one bill; NaN when either is none. */
function secondsBetween(start: string, end: string): number {
  return (Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / 1000
}
