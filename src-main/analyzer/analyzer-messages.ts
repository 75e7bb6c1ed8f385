// What goes between the analyzer's worker and those who ask it: methods of Analysis by name, and their results.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { LayoutRule } from '../../src-shared/capture/text/layout-rule.ts'
import type { FamilyDefinition } from '../../src-shared/protocol/definition.ts'
import type { TextPreview } from '../../src-shared/bridge/bridge.ts'
import type { DiagnosisAnswers } from './diagnosis-answers.ts'
import type { AnalysisState } from './analysis-state.ts'
import type { Analysis } from './analysis.ts'

/** What a worker answers for. */
export type Analyzer = Pick<
  Analysis,
  | 'warmUp'
  | 'open'
  | 'cancel'
  | 'rows'
  | 'find'
  | 'minimap'
  | 'setView'
  | 'setLooks'
  | 'frame'
  | 'note'
  | 'findNext'
  | 'cancelFind'
  | 'checkFilter'
  | 'filterCounts'
  | 'filterOfField'
  | 'completeFilter'
  | 'decodeCopy'
  | 'text'
  | 'summary'
  | 'findings'
  | 'findingFrames'
  | 'document'
  | 'save'
  | 'grow'
  | 'endGrowth'
  | 'connections'
  | 'events'
  | 'eventPlaces'
  | 'eventRows'
> & { preview(text: string, decodeAs: string | null, rules: readonly LayoutRule[]): TextPreview } & DiagnosisQuestions

/** Methods of DiagnosisAnswers that answer the bridge. */
export const diagnosisQuestions = [
  'links',
  'piles',
  'sessions',
  'session',
  'series',
  'conversations',
  'messages',
  'coverage',
  'rate',
] as const

export type DiagnosisQuestion = (typeof diagnosisQuestions)[number]

type DiagnosisQuestions = {
  [Question in DiagnosisQuestion]: (
    ...parameters: Parameters<DiagnosisAnswers[Question]>
  ) => Promise<Awaited<ReturnType<DiagnosisAnswers[Question]>>>
}

export type AnalyzerMethod = keyof Analyzer
export type AnalyzerResult<Method extends AnalyzerMethod> = Awaited<ReturnType<Analyzer[Method]>>

/** What a worker is started with. */
export interface WorkerStart {
  /** Families of the user, merged and checked. */
  families: readonly FamilyDefinition[]
}

export interface AnalyzerRequest {
  id: number
  method: AnalyzerMethod
  parameters: unknown[]
}

export type AnalyzerReply =
  | { kind: 'result'; id: number; result: unknown }
  | { kind: 'error'; id: number; message: Label }
  | { kind: 'state'; state: AnalysisState }
