// Requests and replies: the samples' pairs as the protocol documents have them, and what time, direction and sequence make
// of others.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bodies, chargingFrame } from './testing/charging-frames.ts'
import { protocols } from '../protocol/testing/bundled.ts'
import { diagnoseFrames, diagnoseText, type TimedFrame } from './testing/diagnose.ts'

const pile = '32010600213533'
const beat = (sequence: number, gun = 1) => chargingFrame(0x03, sequence, bodies.heartbeat(pile, gun))
const answer = (sequence: number, gun = 1) => chargingFrame(0x04, sequence, bodies.heartbeat(pile, gun))
const up = (seconds: number, bytes: Uint8Array): TimedFrame => ({ seconds, bytes, isUp: true })
const down = (seconds: number, bytes: Uint8Array): TimedFrame => ({ seconds, bytes, isUp: false })
const diagnose = (...frames: TimedFrame[]) => diagnoseFrames(frames, protocols)

/** Request, reply and how they were matched. */
const samples: [string, [number, number, string][]][] = [
  [
    'samples/ykc/ykc-1.5-simulated.md',
    [
      [1, 2, 'sequence'],
      [4, 5, 'sequence'],
      [6, 7, 'swapped'],
      [8, 9, 'sequence'],
      [11, 12, 'key'],
      [13, 14, 'swapped'],
      [20, 21, 'nearest'],
    ],
  ],
  [
    'samples/aaf5/lvneng-dc-3.4-simulated.md',
    [
      [1, 2, 'key'],
      [4, 5, 'key'],
      [6, 7, 'key'],
      [8, 9, 'nearest'],
      [10, 11, 'nearest'],
      [12, 13, 'key'],
      [14, 15, 'key'],
    ],
  ],
  [
    'samples/gw376-68/gbframe-68-session-log.txt',
    [
      [1, 3, 'key'],
      [5, 7, 'key'],
      [8, 11, 'key'],
      [13, 15, 'key'],
    ],
  ],
]

test.each(samples)('pairs of %s', (path, expected) => {
  const { pairing } = diagnoseText(readFileSync(path, 'utf8'), protocols)
  const found: [number, number, string][] = []
  for (let row = 0; row < pairing.count; row++) {
    const reply = pairing.responseIn(row)
    if (reply < 0) continue
    expect(pairing.responseTo(reply)).toBe(row)
    found.push([row + 1, reply + 1, pairing.matched(reply)])
  }
  expect(found).toEqual(expected)
})

describe('deadlines', () => {
  test('an answer in time, with its latency on both frames', () => {
    const { pairing } = diagnose(up(100, beat(1)), down(100.013, answer(1)))
    expect([pairing.responseIn(0), pairing.responseTo(1)]).toEqual([1, 0])
    expect([pairing.rtt(0), pairing.rtt(1)]).toEqual([0.013, 0.013])
    expect(pairing.state(0)).toBe('answered')
  })

  test('a late answer is linked and reported with both times', () => {
    const diagnosis = diagnose(up(100, beat(1)), down(112.5, answer(1)))
    expect(diagnosis.pairing.state(0)).toBe('late')
    expect(diagnosis.findings(0)).toMatchObject([
      {
        code: 'response_late',
        severity: 'warn',
        group: 'response',
        message: { zh: '应答（第 2 帧）用了 12.5 s，时限 10 s。' },
      },
    ])
  })

  test('no answer is reported once the deadline is over, not before', () => {
    const others = [up(100, beat(1)), down(100.1, answer(1)), up(110, beat(2))]
    expect(diagnose(...others, up(115, beat(3))).pairing.state(2)).toBe('pending')
    const diagnosis = diagnose(...others, up(121, beat(3)))
    expect(diagnosis.pairing.state(2)).toBe('unanswered')
    expect(diagnosis.findings(2)).toMatchObject([
      { code: 'no_response', severity: 'warn', message: { zh: '10 s 内没有收到应答（应为 0x04 心跳包应答）。' } },
    ])
    expect(diagnosis.findings(0)).toEqual([])
  })

  test('the end of the connection ends the waiting', () => {
    const diagnosis = diagnose(up(100, beat(1)), down(100.1, answer(1)), up(110, beat(2)), up(111, beat(3)))
    const { capture } = diagnosis.source
    const message = { zh: '', en: '' }
    const at = { sender: null, offset: -1, length: 0, message, bytes: null }
    capture.event({ kind: 'close', after: 4, conversation: 0, seconds: 111, nanos: 5, ...at })
    diagnosis.pairing.noteEvents(capture.events)
    expect([2, 3].map((row) => diagnosis.pairing.state(row))).toEqual(['unanswered', 'unanswered'])
  })

  test('a text without times tells order only: a note, and no latency', () => {
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    const { pairing, findings } = pick(diagnoseText([beat(1), answer(1), beat(2)].map(hex).join('\n'), protocols))
    expect(pairing.responseIn(0)).toBe(1)
    expect(pairing.rtt(0)).toBeNaN()
    expect(findings(2)).toMatchObject([{ code: 'no_response', severity: 'note' }])
  })

  test('of one side alone nothing is said', () => {
    const hex = Buffer.from(beat(1)).toString('hex')
    expect(pick(diagnoseText(hex, protocols)).findings(0)).toEqual([])
  })
})

function pick(diagnosis: ReturnType<typeof diagnose>) {
  return { pairing: diagnosis.pairing, findings: (row: number) => diagnosis.findings(row) }
}

describe('matching', () => {
  test('the sequence goes before nearness', () => {
    const { pairing } = diagnose(up(1, beat(1)), up(2, beat(2)), down(2.1, answer(1)), down(2.2, answer(2)))
    expect([pairing.responseIn(0), pairing.responseIn(1)]).toEqual([2, 3])
  })

  test('guns are not mixed up, whatever the sequence says', () => {
    const { pairing } = diagnose(up(1, beat(1, 1)), up(1.1, beat(2, 2)), down(1.2, answer(1, 2)))
    expect([pairing.responseIn(0), pairing.responseIn(1)]).toEqual([-1, 2])
  })

  test('own numbering: the nearest request within the window, marked as inferred', () => {
    const diagnosis = diagnose(up(1, beat(1)), down(1.5, answer(900)), up(11, beat(2)), down(80, answer(901)))
    expect(diagnosis.isInferred(0)).toBe(true)
    expect(diagnosis.isInferred(1)).toBe(true)
    expect(diagnosis.responseIn(2)).toBe(-1)
  })

  test('connections are kept apart', () => {
    const frames = [up(1, beat(1)), { ...down(1.1, answer(1)), conversation: 1 }]
    expect(diagnoseFrames(frames, protocols).responseIn(0)).toBe(-1)
  })

  test('the same bytes again are a duplicate, of request and of reply', () => {
    const stop = chargingFrame(0x36, 9, bodies.stop(pile, 1))
    const done = chargingFrame(0x35, 9, bodies.stopReply(pile, 1))
    const diagnosis = diagnose(down(1, stop), down(3, stop), up(3.1, done), up(3.2, done))
    expect([0, 1, 2, 3].map((row) => diagnosis.pairing.repeatOf(row))).toEqual([-1, 0, -1, 2])
    expect(diagnosis.responseTo(3)).toBe(1)
    expect(diagnosis.findings(1)).toMatchObject([{ code: 'duplicate', severity: 'note' }])
  })
})
