// `pilescope decode FILE`: captures and logs, frame by frame, with the events between when asked.
import { stderr } from 'node:process'
import type { CaptureEvent } from '../../src-shared/capture/capture.ts'
import { CaptureDiagnosis } from '../../src-shared/diagnosis/capture-diagnosis.ts'
import { FrameFilter } from '../../src-shared/capture/frame-filter.ts'
import { relationNames } from '../../src-shared/capture/frame-relations.ts'
import type { ExpressionError } from '../../src-shared/expression/syntax.ts'
import { worstSeverity } from '../../src-shared/protocol/expert.ts'
import { captureKinds, type CaptureView } from '../../src-shared/view/capture-frame.ts'
import { knowledgeOf } from '../../src-shared/view/frame-knowledge.ts'
import { eventToJson } from '../../src-shared/view/event-json.ts'
import type { FrameFormatter } from '../../src-shared/view/frame-format.ts'
import type { TimeZone } from '../../src-shared/view/time-text.ts'
import { inLanguage, type Language } from '../../src-shared/view/tree-text.ts'
import { mistakeLines } from '../../src-shared/view/filter-mistake.ts'
import { openFile, type OpenedFile, type OpenOptions } from '../analyzer/open-file.ts'
import { CommandError } from '../command-error.ts'
import { LineWriter } from '../output.ts'
import { progressLine } from '../progress-line.ts'
import { rowLines } from './row-lines.ts'

export interface DecodeFileOptions {
  open: Pick<OpenOptions, 'protocols' | 'input' | 'decodeAs' | 'rules' | 'encoding'>
  formatter: FrameFormatter
  filter: string | null
  countOnly: boolean
  events: boolean
  zone: TimeZone
  language: Language
}

/**
 * Decodes files (`-`: standard input) one after another, each numbered from 1; returns the exit code. One that cannot be
 * read does not keep the others from being read.
 */
export async function decodeFiles(paths: readonly string[], options: DecodeFileOptions): Promise<number> {
  if (paths.length === 1) return decodeFile(paths[0]!, options, 'only')
  let code = 0
  for (const [i, path] of paths.entries()) {
    try {
      code = Math.max(code, await decodeFile(path, options, i === 0 ? 'first' : 'later'))
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      stderr.write(`pilescope: ${error.message}\n`)
      code = Math.max(code, error.exitCode)
    }
  }
  return code
}

type Place = 'only' | 'first' | 'later'

async function decodeFile(path: string, options: DecodeFileOptions, place: Place): Promise<number> {
  const progress = progressLine()
  const opened = await openFile(path, { ...options.open, progress: progress.show })
  progress.clear()
  try {
    return await print(path, opened, options, place)
  } finally {
    opened.close()
  }
}

async function print(path: string, opened: OpenedFile, options: DecodeFileOptions, place: Place): Promise<number> {
  const { capture } = opened
  const { count } = capture.frames
  if (count === 0 && opened.kind === 'text') throw new CommandError(`${path}：没有找到报文`, `${path}: no frames found`)
  const diagnosis = new CaptureDiagnosis({ capture, origins: opened.origins })
  const { origins, notes } = opened
  const view: CaptureView = { capture, origins, notes, zone: options.zone, relations: diagnosis }
  const filter = filterOf(options.filter, view)
  // A frame's reply comes after it: where that is asked for, all are looked at before the first is written.
  if (filter?.needsRelations || (!options.countOnly && showsRelations(options.formatter))) diagnosis.finish()
  const matches = (row: number) => !filter || filter.matches(row)
  for (const remark of opened.remarks) stderr.write(`pilescope: ${path}: ${remark.zh} / ${remark.en}\n`)
  const writer = new LineWriter()
  if (options.countOnly) {
    let shown = 0
    for (let row = 0; row < count; row++) if (matches(row)) shown++
    await writer.line(place === 'only' ? String(shown) : `${shown} ${path}`)
    await writer.flush()
    return opened.damaged ? 1 : 0
  }
  const { header, format } = options.formatter
  if (header !== null && place !== 'later') await writer.line(header)
  if (place !== 'only' && (format === 'list' || format === 'tree')) await writer.line(`# ${printable(path)}`)
  const inPlace = (text: string) => (place === 'only' || format !== 'ndjson' ? text : inFile(path, text))
  // In a text, hex that is no frame is normal (dumped packet headers, preambles, identifiers); in a stream it is not.
  const damage = capture.events.some(
    (event) => event.kind === 'hole' || event.kind === 'gap' || (event.kind === 'skipped' && opened.kind === 'capture'),
  )
  const suspicion = new Suspicion(view, diagnosis, damage || opened.damaged)
  const lineOf = rowLines(view, options.formatter)
  let next = 0
  for (let row = 0; row <= count; row++) {
    for (; next < capture.events.length && (capture.events[next]!.after <= row || row === count); next++)
      if (options.events) await writer.line(inPlace(eventLine(capture.events[next]!, options)))
    if (row === count || !matches(row)) continue
    suspicion.look(row)
    if (writer.add(inPlace(lineOf(row)))) await writer.flush()
  }
  await writer.flush()
  return suspicion.isFounded() ? 1 : 0
}

/** Some of what lines show comes of other frames than their own. */
function showsRelations({ names }: FrameFormatter): boolean {
  return (
    names === null || names.some((name) => Object.hasOwn(relationNames, name) || /^(expert\.|frame\.bad$)/.test(name))
  )
}

/**
 * Whether something suspicious, a warning or an error, is among the rows that are shown. Findings take longer than the
 * values that are printed: once there is one, no more are looked for, and those of other frames only when all else is well.
 */
class Suspicion {
  private readonly view: CaptureView
  private readonly diagnosis: CaptureDiagnosis
  private isFound: boolean
  /** Rows that are well by themselves, before what others tell of them was known. */
  private readonly open: number[] = []

  constructor(view: CaptureView, diagnosis: CaptureDiagnosis, isFound: boolean) {
    this.view = view
    this.diagnosis = diagnosis
    this.isFound = isFound
  }

  /** Looks at a row that is shown. */
  look(row: number): void {
    if (this.isFound) return
    this.isFound = worstSeverity(captureKinds(this.view, row)) >= 2
    if (!this.isFound && !this.diagnosis.isComplete) this.open.push(row)
  }

  isFounded(): boolean {
    if (this.isFound) return true
    if (!this.diagnosis.isComplete) this.diagnosis.finish()
    return this.open.some((row) => worstSeverity(this.diagnosis.findings(row)) >= 2)
  }
}

function filterOf(text: string | null, view: CaptureView): FrameFilter | null {
  if (text === null) return null
  const compiled = FrameFilter.compile(text, view.capture, knowledgeOf(view))
  if ('filter' in compiled) return compiled.filter
  throw filterError(text, compiled.errors[0]!)
}

/** A mistake in a filter as a usage error: what, and a mark under where. */
export function filterError(text: string, error: ExpressionError): CommandError {
  const lines = mistakeLines(text, error).map((line) => `\n    ${line}`)
  return new CommandError(`--filter：${error.message.zh}`, `--filter: ${error.message.en}${lines.join('')}`)
}

function eventLine(event: CaptureEvent, options: DecodeFileOptions): string {
  if (options.formatter.format === 'ndjson') return JSON.stringify(eventToJson(event, options.zone))
  return `# ${event.kind}: ${inLanguage(event.message, options.language, ' / ')}`
}

/** A line of JSON with the file that it is of. */
function inFile(path: string, json: string): string {
  return `{"file":${JSON.stringify(path)},${json.slice(1)}`
}

/** A file's name without what steers a terminal. */
function printable(path: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters to take out
  return path.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?')
}
