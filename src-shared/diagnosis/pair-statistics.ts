// How requests of each kind were answered: counted over all frames when it is asked for.
import type { Label } from '../bytes/range.ts'
import type { CaptureDiagnosis } from './capture-diagnosis.ts'

export interface PairStatistics {
  protocol: string
  /** Message ids. */
  request: string
  reply: string[]
  requestName: Label
  replyName: Label
  /** Seconds; null: the specification gives none. */
  deadline: number | null
  requests: number
  answered: number
  /** Of those answered: after the deadline, and matched by being nearest only. */
  late: number
  inferred: number
  unanswered: number
  /** May still come, or the capture does not show the other side. */
  open: number
  /** Requests and replies that repeat another byte by byte. */
  duplicates: number
  /** Seconds to the reply; null without times. */
  rtt: { shortest: number; mean: number; longest: number } | null
}

/** One line for each request message that came; most frames first. */
export function pairStatistics({ source, pairing, count }: CaptureDiagnosis): PairStatistics[] {
  const { capture } = source
  const lines = new Map<string, PairStatistics & { timed: number; sum: number }>()
  for (let row = 0; row < count; row++) {
    const asked = pairing.ruleOf(row) ? row : pairing.responseTo(row)
    const rule = asked < 0 ? null : pairing.ruleOf(asked)
    const message = asked < 0 ? null : capture.messageOf(asked)
    if (!rule || !message) continue
    const key = `${rule.index} ${message.id}`
    let line = lines.get(key)
    if (!line) {
      line = {
        protocol: rule.protocol.id,
        request: message.id,
        reply: [...rule.reply],
        requestName: message.name,
        replyName: rule.replyNames,
        deadline: rule.deadline,
        requests: 0,
        answered: 0,
        late: 0,
        inferred: 0,
        unanswered: 0,
        open: 0,
        duplicates: 0,
        rtt: null,
        timed: 0,
        sum: 0,
      }
      lines.set(key, line)
    }
    if (pairing.repeatOf(row) >= 0) line.duplicates++
    if (asked !== row) continue
    line.requests++
    const state = pairing.state(row)
    if (state === 'answered' || state === 'late') answered(line, row, pairing)
    else if (state === 'unanswered') line.unanswered++
    else line.open++
    if (state === 'late') line.late++
  }
  return [...lines.values()]
    .map(({ timed: _timed, sum: _sum, ...line }) => line)
    .toSorted((a, b) => b.requests - a.requests)
}

function answered(
  line: PairStatistics & { timed: number; sum: number },
  row: number,
  pairing: CaptureDiagnosis['pairing'],
): void {
  line.answered++
  if (pairing.matched(pairing.responseIn(row)) === 'nearest') line.inferred++
  const seconds = pairing.rtt(row)
  if (Number.isNaN(seconds)) return
  line.timed++
  line.sum += seconds
  line.rtt = {
    shortest: Math.min(line.rtt?.shortest ?? seconds, seconds),
    mean: line.sum / line.timed,
    longest: Math.max(line.rtt?.longest ?? seconds, seconds),
  }
}
