// Entry of the analyzer's worker thread: one Analysis, asked by messages. Counterpart: analyzer-client.ts.
import { parentPort, workerData } from 'node:worker_threads'
import { labelOf } from '../command-error.ts'
import { Analysis } from './analysis.ts'
import { useFamilies } from '../definitions.ts'
import { threadGivesWay } from '../thread-priority.ts'
import {
  diagnosisQuestions,
  type Analyzer,
  type AnalyzerReply,
  type AnalyzerRequest,
  type DiagnosisQuestion,
  type WorkerStart,
} from './analyzer-messages.ts'
import { previewText } from './preview-text.ts'

useFamilies((workerData as WorkerStart).families)
const port = parentPort!
const reply = (message: AnalyzerReply) => port.postMessage(message)
const analysis = new Analysis((state) => reply({ kind: 'state', state }))

const analyzer: Analyzer = {
  warmUp: () => analysis.warmUp(),
  open: (request) => {
    if (request.growing) threadGivesWay()
    return analysis.open(request)
  },
  cancel: () => analysis.cancel(),
  rows: (first, count) => analysis.rows(first, count),
  find: (number) => analysis.find(number),
  minimap: (buckets) => analysis.minimap(buckets),
  setView: (filter, order, selected) => analysis.setView(filter, order, selected),
  setLooks: (looks) => analysis.setLooks(looks),
  note: (numbers, change) => analysis.note(numbers, change),
  findNext: (wanted, from, step) => analysis.findNext(wanted, from, step),
  cancelFind: () => analysis.cancelFind(),
  filterCounts: (filters) => analysis.filterCounts(filters),
  checkFilter: (filter) => analysis.checkFilter(filter),
  filterOfField: (number, name, occurrence) => analysis.filterOfField(number, name, occurrence),
  completeFilter: (filter, position, language) => analysis.completeFilter(filter, position, language),
  frame: (number) => analysis.frame(number),
  decodeCopy: (number, hex) => analysis.decodeCopy(number, hex),
  text: (number, format, language) => analysis.text(number, format, language),
  summary: () => analysis.summary(),
  findings: () => analysis.findings(),
  findingFrames: (code, first, count) => analysis.findingFrames(code, first, count),
  document: (name, document, language, zone) => analysis.document(name, document, language, zone),
  save: (target) => analysis.save(target),
  grow: (path) => analysis.grow(path),
  endGrowth: () => analysis.endGrowth(),
  connections: (first, count, openOnly) => analysis.connections(first, count, openOnly),
  events: (first, count) => analysis.events(first, count),
  eventPlaces: (first, count) => analysis.eventPlaces(first, count),
  eventRows: (first, count) => analysis.eventRows(first, count),
  preview: previewText,
  ...questions(),
}

/** Each is asked of the diagnosis as it is then. */
function questions(): Pick<Analyzer, DiagnosisQuestion> {
  const ask =
    (question: DiagnosisQuestion) =>
    async (...parameters: unknown[]) => {
      const answers = await analysis.answers()
      return (answers[question] as (...all: unknown[]) => unknown).apply(answers, parameters)
    }
  return Object.fromEntries(diagnosisQuestions.map((question) => [question, ask(question)])) as never
}

async function answer({ method, parameters }: AnalyzerRequest): Promise<unknown> {
  return (analyzer[method] as (...all: unknown[]) => unknown)(...parameters)
}

port.on('message', (request: AnalyzerRequest) => {
  answer(request).then(
    (result) => reply({ kind: 'result', id: request.id, result }),
    (error: unknown) => reply({ kind: 'error', id: request.id, message: labelOf(error) }),
  )
})
