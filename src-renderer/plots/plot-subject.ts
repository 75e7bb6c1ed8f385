// What is drawn: a charge or a whole pile, with a name for files. Pure.
import type { PileSummary } from '../../src-shared/diagnosis/pile-summary.ts'
import type { SessionSummary } from '../../src-shared/diagnosis/session-summary.ts'

export function plotOf(
  pile: PileSummary,
  session: SessionSummary | null,
): { subject: { kind: 'session' | 'pile'; id: number }; name: string } {
  if (!session) return { subject: { kind: 'pile', id: pile.id }, name: fileName(pile.number) }
  const parts = [pile.number, session.gun, session.transaction ?? `session-${session.id}`]
  return { subject: { kind: 'session', id: session.id }, name: fileName(parts.join('-')) }
}

const fileName = (text: string): string => text.replace(/[^\p{L}\p{N}_-]+/gu, '_') || 'pile'
