// What goes between the analyzer's worker and those who ask it.
import type { LoadProgress } from './analysis.ts'

export type AnalyzerRequest = { id: number } & (
  | { call: 'open'; path: string; decodeAs: string | null }
  | { call: 'rows'; first: number; count: number }
  | { call: 'frame'; number: number }
  | { call: 'summary' }
  | { call: 'filter'; text: string }
  | { call: 'cancel' }
  | { call: 'close' }
)

export type AnalyzerReply =
  | { kind: 'result'; id: number; result: unknown }
  | { kind: 'error'; id: number; message: string }
  | { kind: 'progress'; progress: LoadProgress }
