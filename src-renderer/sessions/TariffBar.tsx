// The price model in force as a day of 48 half hours, coloured by period, with the half hours of the charge outlined; the
// legend tells each period's price.
import type { Tariff } from '../../src-shared/diagnosis/tariff.ts'
import { useText } from '../i18n/use-text.ts'
import { sessionWords } from '../i18n/words-sessions.ts'
import { FigureButton } from './FigureButton.tsx'
import { FrameLink } from './FrameLink.tsx'
import { slotTime, tariffRuns } from '../../src-shared/view/tariff-runs.ts'
import './tariff.css'

interface TariffBarProps {
  captureId: number
  tariff: Tariff | null
  /** Half hours that the charge touches, 0–47. */
  usedSlots: readonly number[]
}

export function TariffBar({ captureId, tariff, usedSlots }: TariffBarProps) {
  const text = useText()
  if (!tariff)
    return (
      <section className="tariff">
        <h4>{text(sessionWords.tariff)}</h4>
        <p className="dim">{text(sessionWords.noTariff)}</p>
      </section>
    )
  const { periods, slots, frame } = tariff
  const used = new Set(usedSlots)
  const nameOf = (period: number) => (periods[period] ? text(periods[period].label) : '–')
  const told = tariffRuns(slots).map(({ period, from, to }) => `${slotTime(from)}–${slotTime(to)} ${nameOf(period)}`)
  const isDrawn = slots.some((period) => period >= 0)
  return (
    <section className="tariff" data-testid="tariff">
      <h4>
        {text(sessionWords.tariff)} <FrameLink captureId={captureId} frame={frame} />
      </h4>
      {isDrawn && (
        <>
          <div className="tariff-bar" role="img" aria-label={told.join(', ')}>
            {slots.map((period, slot) => (
              <span
                key={slotTime(slot)}
                className={`tariff-slot ${toneOf(periods[period]?.id, period)} ${used.has(slot) ? 'used' : ''}`}
                title={`${slotTime(slot)}–${slotTime(slot + 1)} ${nameOf(period)}${
                  used.has(slot) ? ` · ${text(sessionWords.charged)}` : ''
                }`}
                data-slot={slot}
              />
            ))}
          </div>
          <div className="tariff-hours mono dim" aria-hidden>
            {[0, 6, 12, 18, 24].map((hour) => (
              <span key={hour}>{String(hour).padStart(2, '0')}</span>
            ))}
          </div>
        </>
      )}
      <ul className="tariff-legend">
        {periods.map((period, place) => (
          <li key={period.id} data-period={period.id}>
            <span className={`tariff-slot ${toneOf(period.id, place)}`} aria-hidden />
            {text(period.label)}
            {period.figures.map((figure, at) => (
              <span key={figure.field + String(figure.range.start)}>
                {at > 0 && '+ '}
                <FigureButton captureId={captureId} figure={figure} />
              </span>
            ))}
            {period.figures.length > 1 && period.price !== null && <span className="dim">= {period.price}</span>}
          </li>
        ))}
        {isDrawn && used.size > 0 && (
          <li>
            <span className="tariff-slot used" aria-hidden />
            {text(sessionWords.charged)}
          </li>
        )}
      </ul>
    </section>
  )
}

const named: Readonly<Record<string, number>> = { sharp: 0, peak: 1, flat: 2, valley: 3 }
/** Colours there are. */
const tones = 8

function toneOf(id: string | undefined, place: number): string {
  if (id === undefined) return 'tone-none'
  return `tone-${(named[id] ?? place) % tones}`
}
