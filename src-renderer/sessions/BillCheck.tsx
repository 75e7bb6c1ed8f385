// The bill computed again beside the bill as billed: periods, sums, meter, duration, last sample, what does not add up, and
// the price model that was in force. Every figure leads to its field.
import type { BillLine, BillSheet } from '../../src-shared/diagnosis/billing.ts'
import { useText, type Text } from '../i18n/use-text.ts'
import { sessionWords } from '../i18n/words-sessions.ts'
import { SeverityIcon } from '../packet-details/FindingsList.tsx'
import { BillFigures } from './BillFigures.tsx'
import { FigureButton } from './FigureButton.tsx'
import { formatDifference, formatLike } from '../../src-shared/view/format-figure.ts'
import { FrameLink } from './FrameLink.tsx'
import { TariffBar } from './TariffBar.tsx'
import { Verdict } from './Verdict.tsx'
import './bill.css'

export function BillCheck({ captureId, bill }: { captureId: number; bill: BillSheet | null }) {
  const text = useText()
  if (!bill)
    return (
      <section className="bill" aria-label={text(sessionWords.billCheck)} data-testid="bill">
        <div className="empty">
          <strong>{text(sessionWords.noBill)}</strong>
          <p>{text(sessionWords.noBillHint)}</p>
        </div>
      </section>
    )
  const wrong = bill.checks.length
  return (
    // The whole of it scrolls; its figures take the focus.
    <section className="bill" aria-label={text(sessionWords.billCheck)} data-testid="bill">
      <h3>
        {text(sessionWords.billCheck)}
        <span className={`badge ${wrong > 0 ? 'bad' : 'good'}`} data-testid="bill-verdict">
          {text(wrong > 0 ? sessionWords.billWrong(wrong) : sessionWords.billRight)}
        </span>
        <FrameLink captureId={captureId} frame={bill.frame} />
      </h3>
      {bill.lines.length > 0 && <BillTable captureId={captureId} bill={bill} text={text} />}
      <p className="dim bill-rounding">{text(bill.rounding)}</p>
      {wrong > 0 && (
        <ol className="bill-findings" data-testid="bill-findings">
          {bill.checks.map((check, place) => (
            <li key={`${check.code} ${place}`} data-code={check.code}>
              <SeverityIcon severity={check.severity} />
              <div>
                <p>
                  {text(check.message)}{' '}
                  {framesOf(check.figures, bill.frame).map((frame) => (
                    <FrameLink key={frame} captureId={captureId} frame={frame} />
                  ))}
                </p>
                {text.second(check.message) && (
                  <p className="dim" lang="en">
                    {text.second(check.message)}
                  </p>
                )}
                <p className="dim">{text(check.remedy)}</p>
              </div>
            </li>
          ))}
        </ol>
      )}
      <TariffBar captureId={captureId} tariff={bill.tariff} usedSlots={bill.usedSlots} />
      <BillFigures captureId={captureId} bill={bill} />
    </section>
  )
}

/** The frames that a check was computed from; at least the bill. */
const framesOf = (figures: readonly { frame: number }[], bill: number): number[] => {
  const frames = [...new Set(figures.map(({ frame }) => frame))].toSorted((a, b) => a - b)
  return frames.length > 0 ? frames : [bill]
}

function BillTable({ captureId, bill, text }: { captureId: number; bill: BillSheet; text: Text }) {
  const { lines, total } = bill
  const unitOf = (pick: (line: BillLine) => { unit: string | null } | null) =>
    lines.map(pick).find((figure) => figure?.unit)?.unit ?? ''
  const [energyUnit, money] = [unitOf((line) => line.energy), unitOf((line) => line.amount) || total.amount?.unit || '']
  return (
    <table className="bill-table">
      <thead>
        <tr>
          <th scope="col">{text(sessionWords.period)}</th>
          <Head name={text(sessionWords.energy)} unit={energyUnit} />
          <Head name={text(sessionWords.price)} unit={unitOf((line) => line.price)} />
          <Head name={text(sessionWords.due)} unit={money} />
          <Head name={text(sessionWords.billed)} unit={money} />
          <th scope="col">
            <span className="visually-hidden">{text(sessionWords.verdict)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LineRow key={line.id} captureId={captureId} line={line} text={text} />
        ))}
      </tbody>
      <tfoot>
        <TotalRow captureId={captureId} bill={bill} text={text} />
      </tfoot>
    </table>
  )
}

function Head({ name, unit }: { name: string; unit: string }) {
  return (
    <th scope="col" className="number">
      {name} <span className="dim">{unit}</span>
    </th>
  )
}

function LineRow({ captureId, line, text }: { captureId: number; line: BillLine; text: Text }) {
  const { energy, amount, due, difference, isAmountRight, isPriceRight, isInForce, tariffPrice } = line
  const isUsed = typeof energy?.value === 'number' && energy.value > 0
  const isForeign = isUsed && isInForce === false
  // A price that differs matters where it was charged.
  const isRight = isAmountRight && (isPriceRight || !isUsed) && !isForeign
  return (
    <tr className={isRight ? (isUsed ? '' : 'unused') : 'wrong'} data-period={line.id}>
      <th scope="row">{text(line.label)}</th>
      <td className="number">
        <FigureButton captureId={captureId} figure={energy} />
      </td>
      <td className="number">
        {line.price ? (
          <FigureButton captureId={captureId} figure={line.price} />
        ) : (
          <span className="dim">{tariffPrice === null ? '–' : Number(tariffPrice.toFixed(5))}</span>
        )}
        {!isPriceRight && tariffPrice !== null && (
          <div className={isUsed ? 'bill-note' : 'bill-note dim'}>
            {text(sessionWords.priceOfTariff(formatLike(tariffPrice, line.price)))}
          </div>
        )}
      </td>
      <td className="number">{formatLike(due, amount)}</td>
      <td className="number">
        <FigureButton captureId={captureId} figure={amount} />
      </td>
      <td className="bill-verdict">
        {isRight ? (
          <Verdict isRight={due === null && amount === null ? null : true} text={text} />
        ) : (
          <Verdict isRight={false} text={text}>
            {!isAmountRight && difference !== null ? formatDifference(difference, amount) : ''}
          </Verdict>
        )}
      </td>
    </tr>
  )
}

function TotalRow({ captureId, bill: { total, checks }, text }: { captureId: number; bill: BillSheet; text: Text }) {
  const isWrong = checks.some(({ code }) => code === 'bill_total')
  const isOff = total.difference !== null && total.amount !== null && Math.abs(total.difference) > 1e-9
  return (
    <tr className={isWrong ? 'wrong' : ''}>
      <th scope="row">{text(sessionWords.total)}</th>
      <td className="number">
        <FigureButton captureId={captureId} figure={total.energy} />
      </td>
      <td />
      <td className="number">{formatLike(total.due, total.amount)}</td>
      <td className="number">
        <FigureButton captureId={captureId} figure={total.amount} />
      </td>
      <td className="bill-verdict">
        <Verdict isRight={total.amount === null || total.due === null ? null : !isWrong && !isOff} text={text}>
          {isOff ? formatDifference(total.difference!, total.amount) : ''}
        </Verdict>
      </td>
    </tr>
  )
}
