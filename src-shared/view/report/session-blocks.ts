// A charge in a report: timeline, bill computed again, price model. Every figure names its frame.
import type { BillLine, BillSheet } from '../../diagnosis/billing.ts'
import type { Figure } from '../../diagnosis/frame-reader.ts'
import type { SessionStep } from '../../diagnosis/session-steps.ts'
import { billWords, sessionDetails, type SessionDetails, type SessionSummary } from '../../diagnosis/session-summary.ts'
import type { Tariff } from '../../diagnosis/tariff.ts'
import { captureFrame } from '../capture-frame.ts'
import { formatDifference, formatFigure, formatLike } from '../format-figure.ts'
import { slotTime, tariffRuns } from '../tariff-runs.ts'
import { severityMarks } from '../tree-text.ts'
import { formatDuration } from '../wall-clock.ts'
import type { Block } from './blocks.ts'
import { moment, span, type ReportContext } from './context.ts'
import { reportWords, sessionStates, stepWords } from './words.ts'

/** Frames of a session that may quote a person's data. */
const mostEvents = 200

/** Timeline and bill of a session under headings of `level`; empty when there is no such session. */
export function sessionBlocks(context: ReportContext, id: number, level: 2 | 3): Block[] {
  const details = sessionDetails(context.diagnosis, id)
  if (!details) return []
  const { say, view, privacy } = context
  for (const number of details.frames.events.slice(0, mostEvents)) privacy.note(captureFrame(view, number - 1).fields)
  return [
    ...(level === 2 ? [{ kind: 'heading' as const, level, text: say(reportWords.timeline) }] : []),
    timeline(context, details),
    ...(level === 2 ? [{ kind: 'heading' as const, level, text: say(reportWords.billCheck) }] : []),
    ...(details.bill ? billBlocks(context, details.bill) : [{ kind: 'text' as const, text: say(reportWords.noBill) }]),
  ]
}

/** One line for a session in a table. */
export const sessionColumns = [
  reportWords.session,
  reportWords.pile,
  reportWords.gun,
  reportWords.transaction,
  reportWords.time,
  reportWords.energy,
  reportWords.amount,
  reportWords.state,
  reportWords.bill,
] as const

export function sessionRow(context: ReportContext, session: SessionSummary): string[] {
  const { say } = context
  return [
    String(session.id),
    session.pileNumber,
    session.gun,
    session.transaction ?? say(reportWords.noTransaction),
    span(context, session.from, session.to),
    session.energy === null ? '–' : String(session.energy),
    session.amount === null ? '–' : String(session.amount),
    stateText(context, session),
    `${{ right: '✓', wrong: '✕', none: '–' }[session.bill]} ${say(billWords[session.bill])}`,
  ]
}

/** `完成 · 缺 1 步`. */
export function stateText({ say }: ReportContext, { state, missing, late }: SessionSummary): string {
  return [say(sessionStates[state]), say(reportWords.steps(missing, late))].filter(Boolean).join(' · ')
}

function timeline(context: ReportContext, { steps }: SessionDetails): Block {
  const { say } = context
  const names = [
    reportWords.time,
    reportWords.state,
    reportWords.step,
    reportWords.frames,
    reportWords.took,
    reportWords.detail,
  ]
  return {
    kind: 'table',
    columns: names.map((name) => ({ name: say(name) })),
    rows: steps.map((step) => stepRow(context, step)),
  }
}

function stepRow(context: ReportContext, step: SessionStep): string[] {
  const { say } = context
  const { seconds, state, title, frames, count, took, detail, expected } = step
  const told = frames.length === 0 ? '' : `#${frames.join(count > 2 ? ' … #' : ' #')}`
  const rule = expected ? `${say(expected.message)}: ${say(expected.rule)}` : ''
  return [
    moment(context, seconds, 1),
    say(stepWords[state]),
    say(title),
    told,
    took === null ? '' : formatDuration(took),
    [say(detail), state === 'late' || state === 'missing' ? rule : ''].filter(Boolean).join(' · '),
  ]
}

function billBlocks(context: ReportContext, bill: BillSheet): Block[] {
  const { say } = context
  const { checks, tariff, lines, rounding, frame } = bill
  return [
    { kind: 'text', text: say(reportWords.frame(frame)) },
    ...(lines.length > 0 ? [billTable(context, bill)] : []),
    { kind: 'text', text: say(rounding) },
    ...(checks.length === 0
      ? [{ kind: 'text' as const, text: say(reportWords.billRight) }]
      : [
          {
            kind: 'list' as const,
            items: checks.map(
              ({ severity, message, remedy, figures }) =>
                `${severityMarks[severity]} ${say(message)} (${sourcesOf(figures, frame)}) → ${say(remedy)}`,
            ),
          },
        ]),
    { kind: 'facts', rows: billFacts(context, bill) },
    tariff
      ? { kind: 'facts', rows: [[say(reportWords.tariff), tariffText(context, tariff)]] }
      : { kind: 'text', text: say(reportWords.noTariff) },
  ]
}

/** `#9 ykc.slots, #13 ykc.total`: where the figures are from. */
function sourcesOf(figures: readonly Figure[], bill: number): string {
  const sources = new Set(figures.map(({ frame, field }) => `#${frame} ${field}`))
  return sources.size === 0 ? `#${bill}` : [...sources].join(', ')
}

function billTable({ say }: ReportContext, { lines, total }: BillSheet): Block {
  const unit = (pick: (line: BillLine) => Figure | null) => lines.map(pick).find((one) => one?.unit)?.unit ?? ''
  const money = unit((line) => line.amount) || (total.amount?.unit ?? '')
  const named = (name: string, of: string) => ({ name: `${name} ${of}`.trim(), isNumber: true })
  const verdict = (line: BillLine) => {
    const isUsed = typeof line.energy?.value === 'number' && line.energy.value > 0
    const isRight = line.isAmountRight && (!isUsed || (line.isPriceRight && line.isInForce !== false))
    return isRight ? (line.due === null && line.amount === null ? '–' : '✓') : '✕'
  }
  const shown = (figure: Figure | null) => (figure ? formatFigure(figure) : '–')
  const off = (difference: number | null, amount: Figure | null) =>
    difference === null || Math.abs(difference) < 1e-9 ? '' : formatDifference(difference, amount)
  return {
    kind: 'table',
    columns: [
      { name: say(reportWords.period) },
      named(
        say(reportWords.energy),
        unit((line) => line.energy),
      ),
      named(
        say(reportWords.price),
        unit((line) => line.price),
      ),
      named(say(reportWords.due), money),
      named(say(reportWords.billed), money),
      { name: say(reportWords.difference), isNumber: true },
      { name: '' },
    ],
    rows: [
      ...lines.map((line) => [
        say(line.label),
        shown(line.energy),
        line.price
          ? formatFigure(line.price)
          : line.tariffPrice === null
            ? '–'
            : String(Number(line.tariffPrice.toFixed(5))),
        formatLike(line.due, line.amount),
        shown(line.amount),
        line.isAmountRight ? '' : off(line.difference, line.amount),
        verdict(line),
      ]),
      [
        say(reportWords.total),
        shown(total.energy),
        '',
        formatLike(total.due, total.amount),
        shown(total.amount),
        off(total.difference, total.amount),
        '',
      ],
    ],
  }
}

function billFacts(
  { say }: ReportContext,
  { meter, start, end, lastSample }: BillSheet,
): (readonly [string, string])[] {
  const told = (figure: Figure | null) => (figure ? `${formatFigure(figure, true)} (#${figure.frame})` : '–')
  return [
    ...(meter ? [[say(reportWords.meter), `${told(meter.start)} → ${told(meter.end)}`] as const] : []),
    ...(start || end ? [[say(reportWords.startEnd), `${told(start)} → ${told(end)}`] as const] : []),
    ...(lastSample ? [[say(reportWords.lastSample), told(lastSample.energy)] as const] : []),
  ]
}

/** `00:00–06:00 谷 0.90 · …`: the day in stretches, with prices. */
function tariffText({ say }: ReportContext, { frame, slots, periods }: Tariff): string {
  const named = (place: number) => {
    const period = periods[place]
    return period ? `${say(period.label)}${period.price === null ? '' : ` ${period.price}`}` : '–'
  }
  const runs = tariffRuns(slots).map(({ period, from, to }) => `${slotTime(from)}–${slotTime(to)} ${named(period)}`)
  return `${runs.join(' · ')} (#${frame})`
}
