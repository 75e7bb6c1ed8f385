// What a pile's connections, logins and clock show.
import { expect, test } from 'vitest'
import { protocols } from '../protocol/testing/bundled.ts'
import { pileSummary } from './pile-summary.ts'
import { bodies, chargingFrame, clock } from './testing/charging-frames.ts'
import { diagnoseFrames, type TimedFrame } from './testing/diagnose.ts'

const pile = '32010600213533'
const start = Date.UTC(2025, 7, 12) / 1000
let sequence = 0

function login(conversation: number, seconds: number): TimedFrame[] {
  const own = ++sequence
  return [
    { bytes: chargingFrame(1, own, bodies.login(pile)), seconds, isUp: true, conversation },
    { bytes: chargingFrame(2, own, bodies.loginReply(pile)), seconds: seconds + 0.1, isUp: false, conversation },
  ]
}

function summaryOf(frames: readonly TimedFrame[]) {
  const diagnosis = diagnoseFrames(frames, protocols)
  expect(diagnosis.piles.list).toHaveLength(1)
  return pileSummary(diagnosis.source, diagnosis.piles.list[0]!)
}

test('one login on one connection is nothing to speak of, versions and all', () => {
  const summary = summaryOf(login(0, start))
  expect(summary).toMatchObject({
    number: pile,
    frames: 2,
    issues: [],
    versions: [{ role: 'protocol_version', frame: 1 }],
  })
  expect(summary.connections).toMatchObject([{ conversation: 0, logins: 1, firstFrame: 1, lastFrame: 2 }])
})

test('five connections within a minute are a storm; five within an hour are not', () => {
  const often = (seconds: number) => [0, 1, 2, 3, 4].flatMap((index) => login(index, start + index * seconds))
  expect(summaryOf(often(10)).issues.map(({ kind, frames }) => [kind, frames])).toEqual([
    ['reconnect_storm', [1, 3, 5, 7, 9]],
  ])
  expect(summaryOf(often(700)).issues).toEqual([])
})

test('two logins on one connection are repeated logins', () => {
  const { issues } = summaryOf([...login(0, start), ...login(0, start + 50)])
  expect(issues.map(({ kind, frames }) => [kind, frames])).toEqual([['duplicate_login', [1, 3]]])
})

test('a pile number on two connections at a time', () => {
  const beat = (conversation: number, seconds: number): TimedFrame => ({
    bytes: chargingFrame(3, ++sequence, bodies.heartbeat(pile, 1)),
    seconds,
    isUp: true,
    conversation,
  })
  const frames = [...login(0, start), ...login(1, start + 5)]
  for (let n = 1; n < 4; n++) frames.push(beat(0, start + n * 10), beat(1, start + n * 10 + 5))
  expect(summaryOf(frames).issues.map(({ kind }) => kind)).toEqual(['login_elsewhere'])
})

test('a clock in local time: the zone is taken off, what is left is its error', () => {
  const reply = (off: number): TimedFrame[] => [
    ...login(0, start),
    {
      bytes: chargingFrame(0x55, 900, [...bodies.modelRequest(pile), ...clock(start + 20 + 8 * 3600 + off)]),
      seconds: start + 20,
      isUp: true,
    },
  ]
  expect(summaryOf(reply(2))).toMatchObject({ clock: { offset: 2, zoneHours: 8, frame: 3 }, issues: [] })
  expect(summaryOf(reply(-300)).issues).toMatchObject([
    { kind: 'clock_offset', message: { zh: '桩时钟比抓包时间慢 300 s' } },
  ])
})
