// What is said of a pile or a session in a few words behind its name: what is wrong first. Pure.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { PileSummary } from '../../src-shared/diagnosis/pile-summary.ts'
import { billWords, type SessionSummary } from '../../src-shared/diagnosis/session-summary.ts'
import { issueWords, sessionStateWords, sessionWords } from '../i18n/words-sessions.ts'
import { formatDuration } from '../../src-shared/view/wall-clock.ts'

export interface Badge {
  tone: 'bad' | 'warn' | 'note' | 'good' | 'plain'
  label: Label
}

/** The most important first; at least one. */
export function sessionBadges(session: SessionSummary): Badge[] {
  const { bill, missing, late, repeatedBills, energy, state } = session
  const figure = energy === null ? null : `${Number(energy.toFixed(3))} kWh`
  const badges: (Badge | false)[] = [
    bill === 'wrong' && { tone: 'bad', label: billWords.wrong },
    repeatedBills > 0 && { tone: 'warn', label: sessionWords.repeated(repeatedBills) },
    missing > 0 && { tone: 'warn', label: sessionWords.missing(missing) },
    late > 0 && { tone: 'warn', label: sessionWords.late(late) },
    state === 'charging' && { tone: 'note', label: sessionStateWords.charging },
    figure !== null && { tone: bill === 'right' ? 'good' : 'plain', label: { zh: figure, en: figure } },
    figure === null && bill === 'right' && { tone: 'good', label: billWords.right },
  ]
  const found = badges.filter((badge) => badge !== false)
  return found.length > 0 ? found : [{ tone: 'plain', label: sessionStateWords[state] }]
}

export function pileBadges(pile: PileSummary): Badge[] {
  const missed = pile.heartbeats.flatMap(({ gaps }) => gaps).reduce((sum, gap) => sum + gap.missed, 0)
  const others = new Set(pile.issues.map(({ kind }) => kind).filter((kind) => kind !== 'heartbeat_gap'))
  const badges: Badge[] = [
    ...(missed > 0 ? [{ tone: 'warn', label: sessionWords.heartbeatsMissed(missed) } as const] : []),
    ...[...others].map((kind): Badge => ({ tone: 'warn', label: issueWords[kind] })),
  ]
  if (badges.length > 0) return badges
  const online = pile.from === null || pile.to === null ? null : pile.to - pile.from
  return [
    online !== null && online > 0
      ? { tone: 'good', label: sessionWords.online(formatDuration(online)) }
      : { tone: 'plain', label: sessionWords.frames(pile.frames) },
  ]
}

export const hasTrouble = (badges: readonly Badge[]): boolean =>
  badges.some(({ tone }) => tone === 'bad' || tone === 'warn')
