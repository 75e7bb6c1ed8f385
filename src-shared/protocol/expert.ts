// Expert info: what the analyzer has to say about bytes. Made by findings.ts and inspect.ts, shown everywhere.
import type { ByteRange, Label } from '../bytes/range.ts'
import type { FindingGroup, Severity } from './severity.ts'

/** What kind of thing was found, without where and how: enough to count findings and to filter by them. */
export interface FindingKind {
  /** Permanent, for filters. */
  code: string
  severity: Severity
  group: FindingGroup
}

export interface ExpertInfo extends FindingKind {
  range: ByteRange
  message: Label
  remedy?: Label
  /** The whole frame as it would be right; only where the evidence leaves one way. */
  repair?: Uint8Array
  /** Of a cause (diagnosis/explain.ts): what speaks for it, strongest first. */
  evidence?: readonly Label[]
  /** Of a cause: how much speaks for it. */
  certainty?: 'high' | 'medium' | 'low'
}

const rank: Record<Severity, number> = { chat: 0, note: 1, warn: 2, error: 3 }

/** The first finding of the worst severity, or null: what a list shows in one line. */
export function worstFinding(expert: readonly ExpertInfo[]): ExpertInfo | null {
  const worst = worstSeverity(expert)
  return expert.find((one) => rank[one.severity] === worst) ?? null
}

/** 0 chat … 3 error; −1 when there is nothing. */
export function worstSeverity(expert: readonly FindingKind[]): number {
  return expert.reduce((worst, one) => Math.max(worst, rank[one.severity]), -1)
}
