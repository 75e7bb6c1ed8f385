// Pairs, piles, sessions and bills of about 100,000 frames: the pass over the frames, then what a screen asks for. Whole
// charges with planted faults, as bench/planted-faults.test.ts judges them.
import {
  Capture,
  CaptureDiagnosis,
  CaptureImport,
  compileProtocol,
  families,
  generateChargingDay,
  pileSummary,
  rateSeries,
  sessionSummary,
} from '../out/main/bench-parts.js'

function load() {
  const protocols = families.map((family) => compileProtocol(family).protocol)
  const capture = new Capture({ protocols })
  const reader = CaptureImport.create('pcap', capture)
  generateChargingDay({ seed: 1, piles: 100, sessionsPerPile: 8, faults: 0.4 }, (bytes) => reader.push(bytes))
  reader.end()
  return capture
}

function seconds(work) {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}

export function bench() {
  const capture = load()
  const { count } = capture.frames
  let diagnosis = null
  const pass = seconds(() => {
    diagnosis = new CaptureDiagnosis({ capture, origins: null })
    diagnosis.finish()
  })
  const { sessions, piles, pairing, source } = diagnosis
  const bills = seconds(() => sessions.list.map((session) => sessionSummary(diagnosis, session)))
  const summaries = seconds(() => piles.list.map((pile) => pileSummary(source, pile)))
  const found = seconds(() => {
    for (let row = 0; row < count; row++) diagnosis.findings(row)
  })
  const rate = seconds(() => rateSeries(diagnosis, 500, null, null))
  const text = (value) => `${value.toFixed(2)} s`
  return [
    [`${count} frames: pairs, piles, sessions`, text(pass), `${((pass / count) * 100_000).toFixed(2)} s for 100,000`],
    [`${sessions.list.length} sessions with timeline and bill`, text(bills), 'all lines of the list, nothing cached'],
    [`${piles.list.length} piles`, text(summaries), ''],
    ['findings of every frame', text(found), 'what other frames make of it'],
    ['frames over time, 500 buckets', text(rate), ''],
    [
      'columns of the links',
      `${(pairing.memory / 1e6).toFixed(1)} MB`,
      `${(pairing.memory / count).toFixed(0)} bytes a frame`,
    ],
  ]
}
