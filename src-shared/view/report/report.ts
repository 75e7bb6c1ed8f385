// The report that support sends back: what was found in a capture, of a pile or in one charge, with bytes, decode, timeline
// and bill, in one language. Says the same of the same capture every time. Made in steps, so that nobody waits for it.
import type { Label } from '../../bytes/range.ts'
import type { CaptureDiagnosis } from '../../diagnosis/capture-diagnosis.ts'
import type { FindingIndex } from '../../diagnosis/finding-index.ts'
import { pileSummary, type PileSummary } from '../../diagnosis/pile-summary.ts'
import { sessionSummary, type SessionSummary } from '../../diagnosis/session-summary.ts'
import type { CaptureView } from '../capture-frame.ts'
import type { Summary } from '../summary.ts'
import { severityMarks } from '../tree-text.ts'
import { formatDuration, type Clock } from '../wall-clock.ts'
import { asHtml } from './as-html.ts'
import { asMarkdown } from './as-markdown.ts'
import { mapTexts, type Block, type ReportLanguage } from './blocks.ts'
import { span, type ReportContext } from './context.ts'
import { findingBlocks, oddFrameBlocks } from './frame-blocks.ts'
import { Privacy } from '../privacy.ts'
import { sessionBlocks, sessionColumns, sessionRow, stateText } from './session-blocks.ts'
import { reportWords } from './words.ts'

export type ReportScope = { kind: 'capture' } | { kind: 'pile'; id: number } | { kind: 'session'; id: number }

export interface ReportOptions {
  scope: ReportScope
  format: 'markdown' | 'html'
  language: ReportLanguage
  clock: Clock
  /** Nothing is hidden: cards, VINs, plates. */
  includesPersonal: boolean
}

/** What a report is made of; all of it must have been looked at. */
export interface ReportSource {
  /** Of the file. */
  name: string
  view: CaptureView
  diagnosis: CaptureDiagnosis
  index: FindingIndex
  summary: Summary
  remarks: readonly Label[]
}

/** Charges that are told one by one. */
const mostSessions = 40

/** Yields between its parts; returns the text, or null when there is no such pile or session. */
export function* makeReport(source: ReportSource, options: ReportOptions): Generator<void, string | null> {
  const { scope, language, clock, includesPersonal, format } = options
  const { view, diagnosis, index } = source
  const privacy = new Privacy(includesPersonal)
  const ignored = view.notes?.ignored
  const context: ReportContext = {
    view,
    diagnosis,
    index,
    language,
    clock,
    privacy,
    say: (label) => label[language],
    isIgnored: (row) => ignored?.has(row) ?? false,
  }
  const blocks: Block[] = []
  for (const part of partsOf(context, source, scope)) {
    blocks.push(...part)
    yield
  }
  if (blocks.length === 0) return null
  const clean = blocks.map((block) => mapTexts(block, (text) => privacy.clean(text)))
  if (privacy.isUsed) clean.splice(1, 0, { kind: 'text', text: context.say(reportWords.hidden) })
  return format === 'html' ? asHtml(clean, language) : asMarkdown(clean)
}

function partsOf(context: ReportContext, source: ReportSource, scope: ReportScope): Generator<Block[]> {
  const { diagnosis } = context
  if (scope.kind === 'capture') return capturePart(context, source)
  const session = scope.kind === 'session' ? diagnosis.sessions.get(scope.id) : null
  if (session) return sessionPart(context, source.name, sessionSummary(diagnosis, session))
  const pile = scope.kind === 'pile' ? diagnosis.piles.list[scope.id - 1] : undefined
  return pile ? pilePart(context, source.name, pileSummary(context.view, pile)) : nothing()
}

function* nothing(): Generator<Block[]> {}

function* capturePart(context: ReportContext, source: ReportSource): Generator<Block[]> {
  const { say, diagnosis, view } = context
  yield [
    { kind: 'heading', level: 1, text: `${say(reportWords.ofCapture)} · ${source.name}` },
    { kind: 'facts', rows: captureFacts(context, source) },
    ...(source.remarks.length > 0 ? [{ kind: 'list' as const, items: source.remarks.map(say) }] : []),
  ]
  yield conclusion(context)
  yield* findingBlocks(context)
  const piles = diagnosis.piles.list.map((pile) => pileSummary(view, pile))
  if (piles.length > 0) yield pileTable(context, piles)
  yield* sessionsPart(context, allSessions(diagnosis))
  const comments = [...(view.notes?.comments ?? [])].toSorted(([a], [b]) => a - b)
  if (comments.length > 0)
    yield [
      { kind: 'heading', level: 2, text: say(reportWords.comments) },
      { kind: 'list', items: comments.map(([row, text]) => `#${row + 1} ${text}`) },
    ]
}

const allSessions = (diagnosis: CaptureDiagnosis): SessionSummary[] =>
  diagnosis.sessions.list.map((session) => sessionSummary(diagnosis, session))

function captureFacts(context: ReportContext, { name, summary }: ReportSource): (readonly [string, string])[] {
  const { say, view, clock } = context
  const { first_time: from, last_time: to, checksum, tcp } = summary
  const ignored = view.notes?.ignored.size ?? 0
  return [
    [say(reportWords.source), name],
    ...(from === null ? [] : [[say(reportWords.time), span(context, from, to)] as const]),
    ...(from === null ? [] : [[say(reportWords.zone), zoneText(context, clock, from)] as const]),
    [
      say(reportWords.protocols),
      Object.entries(summary.by_protocol)
        .map(([id, count]) => `${id} ${count}`)
        .join(' · ') || '–',
    ],
    [say(reportWords.frames), `${summary.frames} · ${summary.bytes} B`],
    ...(ignored > 0 ? [[say(reportWords.ignored), say(reportWords.ignoredFrames(ignored))] as const] : []),
    [say(reportWords.checksum), say(reportWords.checksumCounts(checksum.good, checksum.swapped, checksum.bad))],
    [say(reportWords.lengthBad), String(summary.length_bad)],
    ...(tcp.gaps > 0 ? [[say(reportWords.gaps), `${tcp.gaps} (${tcp.gap_bytes} B)`] as const] : []),
  ]
}

const zoneText = ({ say }: ReportContext, clock: Clock, seconds: number): string => {
  const offset = clock.zone(seconds)
  return offset === '' ? say(reportWords.asWritten) : `UTC${offset}`
}

/** Everything that matters in a few lines. */
function conclusion({ say, index, diagnosis }: ReportContext): Block[] {
  const found = index.list().filter(({ severity }) => severity === 'warn' || severity === 'error')
  const items = found.map(
    ({ severity, name, message, frames }) =>
      `${severityMarks[severity]} ${say(name ?? message)} · ${say(reportWords.inFrames(frames))}`,
  )
  return [
    { kind: 'heading', level: 2, text: say(reportWords.conclusion) },
    items.length === 0 && diagnosis.isComplete
      ? { kind: 'text', text: say(reportWords.nothing) }
      : { kind: 'list', items },
  ]
}

function pileTable(context: ReportContext, piles: readonly PileSummary[]): Block[] {
  const { say } = context
  const names = [
    reportWords.pile,
    reportWords.protocol,
    reportWords.time,
    reportWords.frameCount,
    reportWords.connections,
    reportWords.sessions,
    reportWords.noticed,
  ]
  return [
    { kind: 'heading', level: 2, text: say(reportWords.piles) },
    {
      kind: 'table',
      columns: names.map((name) => ({ name: say(name) })),
      rows: piles.map((pile) => [
        pile.number,
        pile.protocol,
        span(context, pile.from, pile.to),
        String(pile.frames),
        String(pile.connections.length),
        String(pile.sessions.length),
        issueTexts(context, pile).join('; ') || '–',
      ]),
    },
  ]
}

const issueTexts = ({ say }: ReportContext, { issues }: PileSummary): string[] =>
  issues.map(
    ({ severity, message, frames }) => `${severityMarks[severity]} ${say(message)} (#${frames.slice(0, 6).join(' #')})`,
  )

/** All charges in a table; those with something odd as a whole. */
function* sessionsPart(context: ReportContext, sessions: readonly SessionSummary[]): Generator<Block[]> {
  const { say } = context
  if (sessions.length === 0) return
  yield [
    { kind: 'heading', level: 2, text: say(reportWords.sessions) },
    {
      kind: 'table',
      columns: sessionColumns.map((name) => ({ name: say(name) })),
      rows: sessions.map((session) => sessionRow(context, session)),
    },
  ]
  const odd = sessions.filter(
    ({ bill, missing, late, repeatedBills }) => bill === 'wrong' || missing + late + repeatedBills > 0,
  )
  for (const session of odd.slice(0, mostSessions))
    yield [
      { kind: 'heading', level: 3, text: `${say(reportWords.session)} ${session.id} · ${nameOf(context, session)}` },
      ...sessionBlocks(context, session.id, 3),
    ]
  if (odd.length > mostSessions)
    yield [{ kind: 'text', text: say(reportWords.sessionsMore(odd.length - mostSessions)) }]
}

const nameOf = ({ say }: ReportContext, { pileNumber, gun, transaction }: SessionSummary): string =>
  `${say(reportWords.pile)} ${pileNumber} · ${say(reportWords.gun)} ${gun} · ${transaction === null ? say(reportWords.noTransaction) : `${say(reportWords.transaction)} ${transaction}`}`

function* sessionPart(context: ReportContext, name: string, summary: SessionSummary): Generator<Block[]> {
  const { say, clock, diagnosis } = context
  const { from, energy, amount } = summary
  const session = diagnosis.sessions.get(summary.id)!
  yield [
    { kind: 'heading', level: 1, text: `${say(reportWords.ofSession)} · ${nameOf(context, summary)}` },
    {
      kind: 'facts',
      rows: [
        [say(reportWords.source), `${name}, #${summary.firstFrame} – #${summary.lastFrame}`],
        ...(from === null ? [] : [[say(reportWords.time), span(context, from, summary.to)] as const]),
        ...(from === null ? [] : [[say(reportWords.zone), zoneText(context, clock, from)] as const]),
        [say(reportWords.energy), energy === null ? '–' : `${energy} kWh`],
        [say(reportWords.amount), amount === null ? '–' : String(amount)],
        [say(reportWords.state), stateText(context, summary)],
      ],
    },
  ]
  yield sessionBlocks(context, summary.id, 2)
  const rows = [...session.events.values(), ...session.samples.values(), ...session.batterySamples.values()]
  yield* oddFrameBlocks(
    context,
    rows.toSorted((a, b) => a - b),
  )
}

function* pilePart(context: ReportContext, name: string, pile: PileSummary): Generator<Block[]> {
  const { say, clock, diagnosis } = context
  const issues = issueTexts(context, pile)
  yield [
    { kind: 'heading', level: 1, text: `${say(reportWords.ofPile)} · ${pile.number}` },
    {
      kind: 'facts',
      rows: [
        [say(reportWords.source), `${name}, #${pile.firstFrame} – #${pile.lastFrame}`],
        [say(reportWords.protocol), pile.protocol],
        ...(pile.from === null ? [] : [[say(reportWords.time), span(context, pile.from, pile.to)] as const]),
        ...(pile.from === null ? [] : [[say(reportWords.zone), zoneText(context, clock, pile.from)] as const]),
        [say(reportWords.frameCount), String(pile.frames)],
        [say(reportWords.connections), String(pile.connections.length)],
        [say(reportWords.guns), pile.guns.join(', ') || '–'],
        ...(pile.versions.length > 0
          ? [
              [
                say(reportWords.versions),
                pile.versions.map(({ value, frame }) => `${value} (#${frame})`).join(' · '),
              ] as const,
            ]
          : []),
        ...(pile.clock
          ? [
              [
                say(reportWords.clock),
                say(
                  Math.abs(pile.clock.offset) < 1
                    ? reportWords.clockRight
                    : reportWords.clockOff(formatDuration(pile.clock.offset)),
                ),
              ] as const,
            ]
          : []),
      ],
    },
    { kind: 'heading', level: 2, text: say(reportWords.noticed) },
    issues.length > 0 ? { kind: 'list', items: issues } : { kind: 'text', text: say(reportWords.nothing) },
  ]
  yield* sessionsPart(
    context,
    allSessions(diagnosis).filter((session) => session.pile === pile.id),
  )
}
