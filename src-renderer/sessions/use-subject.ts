// Piles and charging sessions of a capture, and which of them is looked at: the person's choice, else the first charge.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { DiagnosisProgress } from '../../src-shared/bridge/results.ts'
import type { PileSummary } from '../../src-shared/diagnosis/pile-summary.ts'
import type { SessionSummary } from '../../src-shared/diagnosis/session-summary.ts'
import { useAnswer } from '../app/use-answer.ts'
import { useShownSubjects } from '../store/shown-session-store.ts'
import { revisionOf } from './capture-revision.ts'

export interface Subjects {
  progress: DiagnosisProgress
  piles: PileSummary[]
  /** All of them. */
  sessions: SessionSummary[]
  /** What is looked at; both null without piles. */
  pile: PileSummary | null
  session: SessionSummary | null
}

/** null until the analyzer has answered. */
export function useSubjects(capture: CaptureState): Subjects | null {
  const { captureId } = capture
  const revision = revisionOf(capture)
  const piles = useAnswer('piles.list', { captureId }, revision)
  const sessions = useAnswer('sessions.list', { captureId, pile: null }, revision)
  const chosen = useShownSubjects((store) => store[captureId])
  if (!piles || !sessions) return null
  const first = sessions.items[0]
  const wanted = chosen ?? (first ? { pile: first.pile, session: first.id } : { pile: null, session: null })
  const session = sessions.items.find(({ id }) => id === wanted.session) ?? null
  const pile = piles.items.find(({ id }) => id === (session?.pile ?? wanted.pile)) ?? piles.items[0] ?? null
  return { progress: sessions.progress, piles: piles.items, sessions: sessions.items, pile, session }
}
