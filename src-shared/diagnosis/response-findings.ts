// What pairing means for people: no response, a late one, a repeated frame. Made for one frame when it is looked at.
import type { ExpertInfo } from '../protocol/expert.ts'
import { frameSeconds, secondsBetween, type FrameSource } from './frame-times.ts'
import type { Pairing } from './pairing.ts'

/** Findings of frame `row` that come of other frames. */
export function responseFindings(source: FrameSource, pairing: Pairing, row: number): ExpertInfo[] {
  const found: ExpertInfo[] = []
  const range = { start: 0, end: source.capture.frames.length[row]! }
  const state = pairing.state(row)
  if (state === 'unanswered') found.push(noResponse(source, pairing, row, range))
  if (state === 'late') found.push(lateResponse(pairing, row, range))
  const before = pairing.repeatOf(row)
  if (before >= 0) found.push(repeated(source, row, before, range))
  return found
}

type Range = ExpertInfo['range']

function noResponse(source: FrameSource, pairing: Pairing, row: number, range: Range): ExpertInfo {
  const rule = pairing.ruleOf(row)!
  const { replyNames, deadline } = rule
  const hasTime = !Number.isNaN(frameSeconds(source, row))
  const remedy = {
    zh: '查对方是否收到这一帧，以及应答为何没有发出或没有被抓到。',
    en: 'See whether the other side got this frame, and why its answer was not sent or not captured.',
  }
  // Without times an excerpt cannot be told from a silence.
  if (!hasTime)
    return {
      code: 'no_response',
      severity: 'note',
      group: 'response',
      range,
      message: {
        zh: `直到记录结束没有应答（应为 ${replyNames.zh}）；记录没有时间，是否超时无从判断。`,
        en: `No response until the end of the record (expected: ${replyNames.en}); it has no times, so whether it is overdue cannot be told.`,
      },
      remedy,
    }
  return {
    code: 'no_response',
    severity: 'warn',
    group: 'response',
    range,
    message: {
      zh: `${deadline === null ? '' : `${deadline} s 内`}没有收到应答（应为 ${replyNames.zh}）。`,
      en: `No response${deadline === null ? '' : ` within ${deadline} s`} (expected: ${replyNames.en}).`,
    },
    remedy,
  }
}

function lateResponse(pairing: Pairing, row: number, range: Range): ExpertInfo {
  const { deadline } = pairing.ruleOf(row)!
  const took = Number(pairing.rtt(row).toPrecision(4))
  const reply = pairing.responseIn(row) + 1
  return {
    code: 'response_late',
    severity: 'warn',
    group: 'response',
    range,
    message: {
      zh: `应答（第 ${reply} 帧）用了 ${took} s，时限 ${deadline} s。`,
      en: `The response (frame ${reply}) took ${took} s, ${deadline} s are allowed.`,
    },
    remedy: { zh: '查平台的处理时间和链路。', en: "Check the other side's processing time and the link." },
  }
}

function repeated(source: FrameSource, row: number, before: number, range: Range): ExpertInfo {
  const seconds = secondsBetween(source, before, row)
  const after = Number.isNaN(seconds) ? '' : Number(seconds.toPrecision(4))
  return {
    code: 'duplicate',
    severity: 'note',
    group: 'response',
    range,
    message: {
      zh: `与第 ${before + 1} 帧逐字节相同${after === '' ? '' : `，${after} s 后重发`}。`,
      en: `The same bytes as frame ${before + 1}${after === '' ? '' : `, ${after} s later`}.`,
    },
  }
}
