// Display filters over a loaded capture, against a bare scan of one column of the same rows in the same run: the machine's
// mood is in both. Filters over columns should stay within a small multiple of the scan, fields in fixed places too.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  Capture,
  CaptureDiagnosis,
  CaptureImport,
  compileProtocol,
  families,
  FrameFilter,
  knowledgeOf,
} from '../out/main/bench-parts.js'

const frameCount = 1_000_000
/** Slower filters are run only once or twice. */
const longestWork = 8_000
const filters = [
  ['message.type == 0x13 && frame.bad', 'a column, then whether any finding of such a frame can be an error'],
  ['checksum.status == "bad" || frame.len > 200', 'columns'],
  ['direction == "up" && conversation == 7', 'columns'],
  ['tcp.port == 8767', 'columns'],
  ['ykc.soc > 50', 'field in a fixed place'],
  ['pile_no == "32010200000272"', 'field in a fixed place, every protocol'],
  ['expert.code == "value_range"', 'findings of every frame'],
]

function load() {
  const folder = mkdtempSync(join(tmpdir(), 'pilescope-bench-'))
  try {
    const path = join(folder, 'capture.pcapng')
    const args = ['out/main/generate.js', '--out', path, '--frames', String(frameCount), '--piles', '500']
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`generate: ${stderr}`)
    const capture = new Capture({ protocols: families.map((family) => compileProtocol(family).protocol) })
    const reader = CaptureImport.create('pcapng', capture)
    reader.push(new Uint8Array(readFileSync(path)))
    reader.end()
    return capture
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The first and the best of several rounds, in seconds for a million rows; each works with what `prepare` makes for it. */
function perMillion(count, rounds, work, prepare = () => null) {
  const taken = []
  for (let spent = 0; taken.length < rounds && spent < longestWork; spent += taken.at(-1)) {
    const prepared = prepare()
    const start = performance.now()
    work(prepared)
    taken.push(performance.now() - start)
  }
  const perRow = (time) => (time / count) * 1000
  return { first: perRow(taken[0]), best: perRow(Math.min(...taken)) }
}

export function bench() {
  const capture = load()
  const { count } = capture.frames
  let total = 0
  const { length, message } = capture.frames
  const { best: scan } = perMillion(count, 10, () => {
    for (let row = 0; row < count; row++) if (length[row] > 50 && message[row] === 3) total++
  })
  // What the program knows of frames beside the store; what they tell of each other is found before.
  const relations = new CaptureDiagnosis({ capture, origins: null })
  relations.finish()
  const view = { capture, origins: null, zone: 'utc', relations }
  const rows = filters.map(([text, kind]) => {
    // Each round begins without what an earlier one found out about the frames.
    const prepare = () => {
      const compiled = FrameFilter.compile(text, capture, knowledgeOf(view))
      if (!('filter' in compiled)) throw new Error(`${text}: ${compiled.errors[0].message.en}`)
      return compiled.filter
    }
    let shown = 0
    const work = (filter) => {
      shown = 0
      for (let row = 0; row < count; row++) if (filter.matches(row)) shown++
    }
    const { first, best } = perMillion(count, 5, work, prepare)
    total += shown
    const remark = `for 1 M frames, ${(best / scan).toFixed(0)} × the scan, ${first.toFixed(2)} s the first time; ${kind}`
    return [text, `${best.toFixed(2)} s`, remark]
  })
  if (total === 0) throw new Error('nothing was done')
  return [['bare scan of two columns', `${(scan * 1000).toFixed(1)} ms`, 'for 1 M frames'], ...rows]
}
