// Steps of a timeline that are made of samples: how many came, how often, and where some are missing.
import { frameSeconds, secondsBetween } from './frame-times.ts'
import { gapsOf } from './intervals.ts'
import { known, nameOf, noDetail, type StepKind, type StepList } from './session-steps.ts'

/** The samples of a charge as one step, and a step for each gap between them. */
export function addSamples(list: StepList, kind: StepKind, rows: Uint32Array, role: string): void {
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return
  const seconds = rows.length > 2 ? Array.from(rows, (row) => frameSeconds(list.source, row)) : []
  const { typical, gaps } = gapsOf(seconds, kind === 'samples' ? list.protocol.session.sampleEvery : null)
  const lost = gaps.reduce((sum, gap) => sum + gap.missed, 0)
  const each = Number.isNaN(typical) ? null : Number(typical.toPrecision(3))
  list.add(first, {
    ...list.blank(kind, 'done', list.namesOf([role]) ?? nameOf(list.source.capture.messageOf(first)!)),
    frames: first === last ? [first + 1] : [first + 1, last + 1],
    count: rows.length,
    seconds: list.secondsOf(first),
    took: known(secondsBetween(list.source, first, last)),
    detail: {
      zh: `${rows.length} 条${each === null ? '' : `，每 ${each} s，缺 ${lost}`}`,
      en: `${rows.length} frames${each === null ? '' : `, every ${each} s, ${lost} missing`}`,
    },
  })
  for (const gap of gaps) addGap(list, kind, rows[gap.after]!, gap.missed, typical, role)
}

function addGap(list: StepList, kind: StepKind, row: number, missed: number, typical: number, role: string): void {
  const names = list.namesOf([role]) ?? noDetail
  const seconds = list.secondsOf(row)
  list.add(row + 0.5, {
    ...list.blank(kind, 'missing', names),
    count: missed,
    seconds: seconds === null ? null : seconds + typical,
    detail: { zh: `第 ${row + 1} 帧之后缺 ${missed} 条`, en: `${missed} missing after frame ${row + 1}` },
    expected: {
      message: names,
      rule: {
        zh: `每 ${Number(typical.toPrecision(3))} s 一条`,
        en: `one every ${Number(typical.toPrecision(3))} s`,
      },
      deadline: typical,
    },
  })
}
