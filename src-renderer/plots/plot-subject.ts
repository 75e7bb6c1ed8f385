// What is drawn: a charge or a whole pile, with a name for files and a title for pictures. Pure.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { PileSummary } from '../../src-shared/diagnosis/pile-summary.ts'
import type { SessionSummary } from '../../src-shared/diagnosis/session-summary.ts'
import { sessionWords } from '../i18n/words-sessions.ts'

export function plotOf(
  pile: PileSummary,
  session: SessionSummary | null,
): { subject: { kind: 'session' | 'pile'; id: number }; name: string; title: Label } {
  const ofPile: Label = { zh: `桩 ${pile.number}`, en: `Pile ${pile.number}` }
  if (!session) return { subject: { kind: 'pile', id: pile.id }, name: fileName(pile.number), title: ofPile }
  const parts = [pile.number, session.gun, session.transaction ?? `session-${session.id}`]
  const words = [
    ofPile,
    sessionWords.gun(session.gun),
    session.transaction === null ? sessionWords.noTransaction : sessionWords.transaction(session.transaction),
  ]
  return {
    subject: { kind: 'session', id: session.id },
    name: fileName(parts.join('-')),
    title: { zh: words.map(({ zh }) => zh).join(' · '), en: words.map(({ en }) => en).join(' · ') },
  }
}

const fileName = (text: string): string => text.replace(/[^\p{L}\p{N}_-]+/gu, '_') || 'pile'
