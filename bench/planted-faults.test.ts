// A generated capture of 50 piles and 200 charges: every planted fault is found, and nothing else is.
import { beforeAll, expect, test } from 'vitest'
import { generateChargingDay, type ChargingDay, type PlantedFault } from './generator/charging-day.ts'
import { Capture } from '../src-shared/capture/capture.ts'
import { CaptureImport } from '../src-shared/capture/import-capture.ts'
import { protocols } from '../src-shared/protocol/testing/bundled.ts'
import { CaptureDiagnosis } from '../src-shared/diagnosis/capture-diagnosis.ts'
import { pileSummary } from '../src-shared/diagnosis/pile-summary.ts'
import { sessionSummary } from '../src-shared/diagnosis/session-summary.ts'

/** What a session with a fault shows: codes of findings on its frames, and its steps that are missing or late. */
const signs: Record<PlantedFault, string[]> = {
  lost_start_reply: ['no_response', 'start missing'],
  lost_confirm: ['no_response', 'acknowledgement missing'],
  late_confirm: ['response_late', 'acknowledgement late'],
  late_bill: ['bill late'],
  no_bill: ['bill missing'],
  wrong_price: ['bill_price'],
  wrong_amount: ['bill_amount'],
  swapped_period: ['bill_period'],
  wrong_total: ['bill_total'],
  meter_jump: ['bill_meter'],
  duplicate_bill: ['duplicate'],
  end_before_start: ['bill_duration'],
  bill_below_samples: ['bill_total'],
  sample_gap: ['samples missing'],
}

const seed = Number(process.env['SEED'] ?? 7)
let day: ChargingDay
let diagnosis: CaptureDiagnosis

function load(pieces: readonly Uint8Array[]): Capture {
  const capture = new Capture({ protocols })
  const reader = CaptureImport.create('pcap', capture)!
  for (const piece of pieces) reader.push(piece)
  reader.end()
  return capture
}

beforeAll(() => {
  const pieces: Uint8Array[] = []
  day = generateChargingDay({ seed, piles: 50, sessionsPerPile: 4, faults: 0.4 }, (bytes) => pieces.push(bytes))
  diagnosis = new CaptureDiagnosis({ capture: load(pieces), origins: null })
  diagnosis.finish()
})

/** Findings and odd steps of one session. */
function signsOf(id: number): string[] {
  const session = diagnosis.sessions.get(id)!
  const rows = [...session.events.values(), ...session.samples.values()]
  const codes = rows.flatMap((row) => diagnosis.findings(row).map(({ code }) => code))
  const steps = diagnosis.steps(id).filter(({ state }) => state === 'missing' || state === 'late')
  return [...new Set([...codes, ...steps.map(({ kind, state }) => `${kind} ${state}`)])].toSorted()
}

test(`seed ${seed}: all frames and all charges are there`, () => {
  expect(diagnosis.count).toBe(day.frames)
  expect(day.sessions).toHaveLength(200)
  const found = diagnosis.sessions.list.map(({ transaction, pile }) => `${pile.number} ${transaction}`)
  expect(found.toSorted()).toEqual(day.sessions.map(({ transaction, pile }) => `${pile} ${transaction}`).toSorted())
})

test(`seed ${seed}: every planted fault is found, none invented`, () => {
  for (const planted of day.sessions) {
    const session = diagnosis.sessions.list.find(({ transaction }) => transaction === planted.transaction)!
    const expected = planted.fault ? signs[planted.fault].toSorted() : []
    expect(signsOf(session.id), `${planted.transaction} ${planted.fault ?? 'right'}`).toEqual(expected)
  }
})

test(`seed ${seed}: charges without a fault have right bills and all steps`, () => {
  for (const { transaction, fault } of day.sessions) {
    if (fault) continue
    const session = diagnosis.sessions.list.find((one) => one.transaction === transaction)!
    expect(sessionSummary(diagnosis, session)).toMatchObject({ bill: 'right', state: 'complete', missing: 0, late: 0 })
    // A second login comes after the price model.
    const kinds = diagnosis.steps(session.id).map(({ kind }) => kind)
    expect(kinds.slice(0, 2).toSorted()).toEqual(['login', 'price'])
    expect(kinds.slice(2)).toEqual(['start', 'samples', 'stop', 'bill', 'acknowledgement'])
  }
})

test(`seed ${seed}: piles show what was planted at them, and nothing else`, () => {
  for (const { pile, fault } of day.piles) {
    const found = diagnosis.piles.list.find(({ number }) => number === pile)!
    const { issues, heartbeats } = pileSummary(diagnosis.source, found)
    expect(
      issues.map(({ kind }) => kind),
      pile,
    ).toEqual(fault ? [fault] : [])
    expect(heartbeats[0]!.interval).toBeCloseTo(30, 0)
    if (fault === 'heartbeat_gap') expect(heartbeats[0]!.gaps).toMatchObject([{ missed: 3 }])
  }
})

test(`seed ${seed}: frame by frame, in pieces or at once, the result is the same`, () => {
  const { source } = diagnosis
  const slow = new CaptureDiagnosis(source)
  for (let row = 0; row < source.capture.frames.count; row += 1 + (row % 7)) slow.extend(row)
  slow.finish()
  const picture = (one: CaptureDiagnosis) => ({
    links: Array.from({ length: one.count }, (_all, row) => [
      one.responseIn(row),
      one.session(row),
      one.pairing.state(row),
    ]),
    sessions: one.sessions.list.map((session) => sessionSummary(one, session)),
    piles: one.piles.list.map((pile) => pileSummary(source, pile)),
  })
  expect(picture(slow)).toEqual(picture(diagnosis))
})
