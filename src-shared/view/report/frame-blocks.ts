// Findings in a report: by cause for a capture, frame by frame for a pile or a charge. Bytes, decode and diagnosis of a frame
// are as `pilescope decode` prints them.
import { usualOrigin } from '../../diagnosis/finding-origins.ts'
import type { FindingSummary } from '../../diagnosis/finding-index.ts'
import { captureFindings, captureFrame } from '../capture-frame.ts'
import { formatTree, severityMarks } from '../tree-text.ts'
import type { Block } from './blocks.ts'
import type { ReportContext } from './context.ts'
import { reportWords } from './words.ts'

/** Frame numbers that are listed of one finding. */
const mostNumbers = 40
/** Frames that are told one by one. */
const mostFrames = 30
/** Findings of the least grave kinds are not explained on a frame. */
const isGrave = ({ severity }: Pick<FindingSummary, 'severity'>): boolean => severity === 'warn' || severity === 'error'

/** One part for each cause and fact of the capture, worst first. */
export function* findingBlocks(context: ReportContext): Generator<Block[]> {
  const { index, say } = context
  const found = index.list().filter(({ severity }) => severity !== 'chat')
  if (found.length === 0) return
  yield [{ kind: 'heading', level: 2, text: say(reportWords.findings) }]
  const explained = new Set<number>()
  for (const finding of found) {
    const { code, severity, name, message, remedy, frames } = finding
    const { numbers } = index.frames(code, 0, mostNumbers)
    const rest = frames - numbers.length
    // The message is about the first of them, and may quote it.
    context.privacy.note(captureFrame(context.view, finding.firstFrame - 1).fields)
    const origin = usualOrigin(code)
    yield [
      {
        kind: 'heading',
        level: 3,
        text: `${severityMarks[severity]} ${say(name ?? message)} · ${say(reportWords.inFrames(frames))}`,
      },
      {
        kind: 'facts',
        rows: [
          [say(reportWords.cause), say(message)],
          ...(origin ? [[say(reportWords.origin), say(origin)] as const] : []),
          ...(remedy ? [[say(reportWords.remedy), say(remedy)] as const] : []),
          [say(reportWords.numbers), numbers.join(', ') + (rest > 0 ? ` ${say(reportWords.more(rest))}` : '')],
        ],
      },
      ...(isGrave(finding) ? exampleOf(context, numbers, explained) : []),
    ]
  }
}

/** The first frame of a finding that none before has shown. */
function exampleOf(context: ReportContext, numbers: readonly number[], explained: Set<number>): Block[] {
  const number = numbers[0]
  if (number === undefined || explained.has(number)) return []
  explained.add(number)
  return [frameListing(context, number - 1)]
}

/** Frames out of `rows` with something suspicious or damaged, each with bytes, decode and diagnosis. */
export function* oddFrameBlocks(context: ReportContext, rows: Iterable<number>): Generator<Block[]> {
  const { view, say } = context
  let [told, looked] = [0, 0]
  for (const row of rows) {
    if (looked++ % 64 === 63) yield []
    if (context.isIgnored(row) || !captureFindings(view, row).some(isGrave)) continue
    if (++told > mostFrames) continue
    if (told === 1) yield [{ kind: 'heading', level: 2, text: say(reportWords.oddFrames) }]
    yield [frameListing(context, row)]
  }
  if (told > mostFrames) yield [{ kind: 'text', text: say(reportWords.framesMore(told - mostFrames)) }]
}

function frameListing({ view, language, privacy, say }: ReportContext, row: number): Block {
  const whole = captureFrame(view, row)
  privacy.note(whole.fields)
  const { frame, hidden } = privacy.shown(whole)
  const isCut = hidden.size > 0 && whole.expert.some(({ repair }) => repair)
  return {
    kind: 'listing',
    text: formatTree(frame, language, hidden) + (isCut ? `\n    ${say(reportWords.repairHidden)}` : ''),
  }
}
