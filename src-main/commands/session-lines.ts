// What `pilescope summary` says of pairs, piles and charging sessions: as lines for people, and as JSON.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { CaptureDiagnosis } from '../../src-shared/diagnosis/capture-diagnosis.ts'
import { pairStatistics, type PairStatistics } from '../../src-shared/diagnosis/pair-statistics.ts'
import { pileSummary } from '../../src-shared/diagnosis/pile-summary.ts'
import { billWords, sessionSummary, type SessionSummary } from '../../src-shared/diagnosis/session-summary.ts'
import { escapeControls, padColumns } from '../../src-shared/view/text-width.ts'
import { inLanguage, type Language } from '../../src-shared/view/tree-text.ts'

/** Sessions that are listed one by one. */
const mostSessions = 50

const states: Record<SessionSummary['state'], Label> = {
  charging: { zh: '充电中', en: 'charging' },
  complete: { zh: '已结束', en: 'complete' },
  incomplete: { zh: '不完整', en: 'incomplete' },
}

/** `pairs`, `sessions` and `piles` of `summary --json`. */
export function sessionJson(diagnosis: CaptureDiagnosis): Record<string, unknown> {
  const sessions = diagnosis.sessions.list.map((session) => ({
    ...sessionSummary(diagnosis, session),
    checks: (diagnosis.bill(session.id)?.checks ?? []).map(({ code, severity, message, figures }) => ({
      code,
      severity,
      message,
      fields: figures.map(({ frame, field, value }) => ({ frame, field, value })),
    })),
  }))
  const piles = diagnosis.piles.list.map((pile) => {
    const { number, protocol, frames, connections, issues, clock } = pileSummary(diagnosis.source, pile)
    return { number, protocol, frames, connections: connections.length, sessions: pile.sessions.length, clock, issues }
  })
  return { pairs: pairStatistics(diagnosis), piles, sessions }
}

const steps = (count: number): string => `${count} ${count === 1 ? 'step' : 'steps'}`

/** The same in words; empty when there is nothing to say. */
export function sessionLines(diagnosis: CaptureDiagnosis, language: Language): string[] {
  const lines = [
    ...pairLines(diagnosis, language),
    ...pileLines(diagnosis, language),
    ...chargeLines(diagnosis, language),
  ]
  return lines.map(escapeControls)
}

function pairLines(diagnosis: CaptureDiagnosis, language: Language): string[] {
  const pairs = pairStatistics(diagnosis)
  if (pairs.length === 0) return []
  const words = (zh: string, en: string) => inLanguage({ zh, en }, language)
  const line = (pair: PairStatistics) => {
    const parts = [
      `${words('应答', 'answered')} ${pair.answered}/${pair.requests}`,
      pair.unanswered > 0 ? `✕ ${words('无应答', 'no response')} ${pair.unanswered}` : '',
      pair.late > 0 ? `⚠ ${words('迟到', 'late')} ${pair.late}` : '',
      pair.duplicates > 0 ? `${words('重复', 'duplicates')} ${pair.duplicates}` : '',
      pair.inferred > 0 ? `${words('推断', 'inferred')} ${pair.inferred}` : '',
      pair.rtt ? `${words('平均', 'mean')} ${Number((pair.rtt.mean * 1000).toPrecision(3))} ms` : '',
    ]
    return `    ${padColumns(`${pair.protocol}.${pair.request}`, 36)} ${parts.filter(Boolean).join(' · ')}  ${inLanguage(pair.requestName, language)}`
  }
  return [`  ${words('请求与应答', 'requests and replies')}`, ...pairs.map(line)]
}

function pileLines(diagnosis: CaptureDiagnosis, language: Language): string[] {
  const odd = diagnosis.piles.list
    .map((pile) => pileSummary(diagnosis.source, pile))
    .filter(({ issues }) => issues.length > 0)
  if (odd.length === 0) return []
  const lines = odd.flatMap(({ number, issues }) =>
    issues.map(
      ({ message, frames }) =>
        `    ⚠ ${padColumns(number, 34)} ${inLanguage(message, language)}  #${frames.slice(0, 6).join(' #')}`,
    ),
  )
  return [`  ${inLanguage({ zh: '桩', en: 'piles' }, language)}`, ...lines]
}

function chargeLines(diagnosis: CaptureDiagnosis, language: Language): string[] {
  const { list } = diagnosis.sessions
  if (list.length === 0) return []
  const shown = list.slice(0, mostSessions).flatMap((session) => {
    const summary = sessionSummary(diagnosis, session)
    const bill = diagnosis.bill(session.id)
    const isOdd = summary.missing + summary.late + summary.repeatedBills > 0
    const mark = summary.bill === 'wrong' ? '✕' : isOdd ? '⚠' : summary.bill === 'none' ? '·' : '✓'
    const figures = [
      summary.energy === null ? '' : `${summary.energy} kWh`,
      summary.amount === null ? '' : `${summary.amount} ${bill?.total.amount?.unit ?? ''}`.trimEnd(),
      inLanguage(states[summary.state], language),
      inLanguage(billWords[summary.bill], language),
      summary.missing > 0
        ? inLanguage({ zh: `缺 ${summary.missing} 步`, en: `${steps(summary.missing)} missing` }, language)
        : '',
      summary.late > 0 ? inLanguage({ zh: `迟 ${summary.late} 步`, en: `${steps(summary.late)} late` }, language) : '',
    ]
    const name = `${summary.pileNumber} ${inLanguage({ zh: '枪', en: 'gun' }, language)} ${summary.gun}`
    return [
      `    ${mark} ${String(summary.id).padStart(3)} ${padColumns(name, 30)} ${figures.filter(Boolean).join(' · ')}  ${summary.transaction ?? ''}`,
      ...(bill?.checks ?? []).map(
        ({ code, message }) => `          ${padColumns(code, 14)} ${inLanguage(message, language)}`,
      ),
    ]
  })
  const rest = list.length - Math.min(list.length, mostSessions)
  return [
    `  ${inLanguage({ zh: '充电会话', en: 'charging sessions' }, language)} ${list.length}`,
    ...shown,
    ...(rest > 0
      ? [
          `    … ${inLanguage({ zh: `另有 ${rest} 个，用 --json 看全部`, en: `${rest} more; --json has all` }, language)}`,
        ]
      : []),
  ]
}
