// Findings that come with time: a request whose reply is due is found as soon as capture time has passed its deadline, while
// the capture still grows. And the minimap: each stretch of a view shows the worst of its frames.
import { expect, test } from 'vitest'
import { checksumCodes } from '../../src-shared/capture/frame-table.ts'
import { CaptureDiagnosis } from '../../src-shared/diagnosis/capture-diagnosis.ts'
import { bodies, chargingFrame } from '../../src-shared/diagnosis/testing/charging-frames.ts'
import { LiveCapture } from '../../src-shared/diagnosis/testing/diagnose.ts'
import { protocols } from '../../src-shared/protocol/testing/bundled.ts'
import { FrameView } from './frame-view.ts'
import { SeverityScan } from './severity-scan.ts'

const pile = '32010600213533'
const beat = (sequence: number) => chargingFrame(0x03, sequence, bodies.heartbeat(pile, 1))
const answer = (sequence: number) => chargingFrame(0x04, sequence, bodies.heartbeat(pile, 1))

test('no response is found live, once its time is over, and taken back by nothing but a reply in time', async () => {
  const live = new LiveCapture(protocols)
  const { capture } = live
  const diagnosis = new CaptureDiagnosis({ capture, origins: null })
  const scan = new SeverityScan({ capture, origins: null, zone: 'utc', relations: diagnosis })
  const unanswered = () => scan.index.frames('no_response', 0, 9).numbers
  const lookOver = async () => {
    scan.extend()
    diagnosis.extend(Infinity)
    const isChanged = scan.settle()
    await scan.complete(
      () => false,
      () => false,
      () => true,
      () => {},
    )
    return isChanged
  }
  live.add({ seconds: 0, bytes: beat(1), isUp: true })
  live.add({ seconds: 0.1, bytes: answer(1), isUp: false })
  live.add({ seconds: 10, bytes: beat(2), isUp: true })
  await lookOver()
  expect(unanswered()).toEqual([])
  expect(scan.findings).toMatchObject({ warn: 0, isComplete: true })
  live.add({ seconds: 12, bytes: beat(3), isUp: true })
  live.add({ seconds: 12.1, bytes: answer(3), isUp: false })
  expect(await lookOver()).toBe(false)
  expect(unanswered(), 'frame 3 may still be answered').toEqual([])
  live.add({ seconds: 600, bytes: beat(4), isUp: true })
  expect(await lookOver()).toBe(true)
  expect(unanswered()).toEqual([3])
  expect(scan.findings).toMatchObject({ warn: 1 })
  live.add({ seconds: 600.2, bytes: answer(4), isUp: false })
  live.add({ seconds: 1200, bytes: beat(5), isUp: true })
  await lookOver()
  expect(unanswered()).toEqual([3])
})

test('the minimap gives each stretch its worst frame, and where its first bad one is, at any number of stretches', async () => {
  const live = new LiveCapture(protocols)
  for (let n = 0; n < 97; n++) {
    const bytes = beat(n)
    // Bad ones here and there, some next to each other.
    if (n % 13 === 4 || n % 29 === 5) bytes[bytes.length - 1]! ^= 0x5a
    live.add({ seconds: n, bytes, isUp: true })
  }
  const view = { capture: live.capture, origins: null, zone: 'utc' } as const
  const shown = new FrameView(view, null, null)
  const { total } = shown
  const scan = new SeverityScan(view)
  scan.extend()
  for (const buckets of [1, 2, 7, 50, 96, 97, 98, 400]) {
    const levels = Array<number>(buckets).fill(0)
    const firstBad = Array<number>(buckets).fill(-1)
    for (let place = 0; place < total; place++) {
      const bucket = Math.floor((place * buckets) / total)
      const isBad = live.capture.frames.checksum[place] === checksumCodes.indexOf('bad')
      if (isBad && firstBad[bucket]! < 0) firstBad[bucket] = place
      if (isBad) levels[bucket] = 3
    }
    expect(levels).toContain(3)
    expect(scan.minimap(shown, buckets), `${buckets} stretches`).toEqual({ buckets: levels, firstBad })
  }
})
