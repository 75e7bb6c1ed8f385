// Captures through the command line: load, reassemble, check every checksum, count one filter; beside tshark reading the
// same traffic as plain TCP, where it is installed. PILESCOPE_BENCH=full adds a gigabyte of capture and a line of 500 MB.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const filter = 'message.type == 0x13 && frame.bad'
const isFull = process.env.PILESCOPE_BENCH === 'full'

/** A generated capture of `frames` frames with its manifest. */
function generate(folder, name, frames, options = []) {
  const path = join(folder, name)
  const args = ['out/main/generate.js', '--out', path, '--frames', String(frames), '--piles', '500', ...options]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`generate: ${stderr}`)
  return { path, megabytes: statSync(path).size / 1e6, manifest: JSON.parse(readFileSync(`${path}.json`, 'utf8')) }
}

/** Runs a program: seconds, most memory in MB (where /proc tells it), what it printed. */
function measure(command, args, feed) {
  return new Promise((resolve) => {
    const start = performance.now()
    const child = spawn(command, args, { stdio: [feed ? 'pipe' : 'ignore', 'pipe', 'ignore'] })
    let stdout = ''
    let memory = 0
    const look = () => (memory = Math.max(memory, peakMemory(child.pid)))
    const watch = setInterval(look, 20)
    child.stdout.on('data', (text) => (stdout += text))
    child.on('close', () => {
      clearInterval(watch)
      resolve({ seconds: (performance.now() - start) / 1000, memory, stdout: stdout.trim() })
    })
    feed?.(child.stdin)
  })
}

function peakMemory(pid) {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

const countFilter = (path) =>
  measure(process.execPath, ['out/main/cli.js', 'decode', path, '--filter', filter, '--count'])

const exported = 'frame.number,frame.time,direction,message.type,checksum.status,pile_no,gun_no,soc'

/** Eight fields of every frame as CSV. */
const exportFields = (path) =>
  measure(process.execPath, ['out/main/cli.js', 'decode', path, '--format', 'csv', '--fields', exported])

/** The quickest of several runs, with the most memory of any. */
async function best(run, times) {
  let found = null
  for (let i = 0; i < times; i++) {
    const one = await run()
    const memory = Math.max(one.memory, found?.memory ?? 0)
    found = found && found.seconds < one.seconds ? { ...found, memory } : { ...one, memory }
  }
  return found
}

function checked(run, manifest) {
  const expected = manifest.bad_by_message['ykc.realtime_data'] ?? 0
  if (run.stdout !== String(expected)) throw new Error(`found ${run.stdout}, the manifest says ${expected}`)
  return run
}

const seconds = (value) => `${value.toFixed(2)} s`
const thousands = (value) => `${Math.round(value / 1000)} k/s`
const megabytes = (value) => `${value.toFixed(0)} MB`

export async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'pilescope-bench-'))
  try {
    const rows = await compare(folder)
    if (isFull) rows.push(...(await extremes(folder)))
    return rows
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function compare(folder) {
  const tiny = generate(folder, 'tiny.pcapng', 200)
  const middle = generate(folder, 'middle.pcapng', 100_000)
  const large = generate(folder, 'large.pcapng', 1_000_000)
  const idle = await best(() => countFilter(tiny.path), 3)
  const ours = checked(await best(() => countFilter(large.path), 3), large.manifest)
  const csv = await best(() => exportFields(large.path), 2)
  const { frames } = large.manifest
  const lines = csv.stdout.split('\n').length
  if (lines !== frames + 1) throw new Error(`${lines} lines for ${frames} frames`)
  const perFrame = ((ours.memory - idle.memory) * 1024) / frames
  const rows = [
    ['start: 200 frames', seconds(idle.seconds), megabytes(idle.memory)],
    [
      '1 M frames: load, reassemble, check, filter',
      seconds(ours.seconds),
      `${thousands(frames / ours.seconds)}, ${megabytes(ours.memory)}, ${large.megabytes.toFixed(0)} MB file`,
    ],
    ['1 M frames: 8 fields of each as CSV', seconds(csv.seconds), thousands(frames / csv.seconds)],
    [
      'memory for each frame over the start',
      `${perFrame.toFixed(2)} KB`,
      `aim 0.2, at most 0.4; file ${((large.megabytes * 1000) / 1.024 / frames).toFixed(2)} KB`,
    ],
  ]
  if (spawnSync('tshark', ['--version'], { stdio: 'ignore' }).status !== 0)
    return [...rows, ['tshark', '–', 'not installed']]
  const theirs = await best(() => measure('tshark', ['-q', '-r', middle.path, '-z', 'io,stat,0']), 2)
  const same = checked(await best(() => countFilter(middle.path), 3), middle.manifest)
  const rate = middle.manifest.frames / theirs.seconds
  return [
    ...rows,
    ['100 k frames, the same', seconds(same.seconds), thousands(middle.manifest.frames / same.seconds)],
    ['100 k frames, tshark as plain TCP', seconds(theirs.seconds), `${thousands(rate)}, ${megabytes(theirs.memory)}`],
    ['frames per second beside tshark', `${(frames / ours.seconds / rate).toFixed(0)} ×`, '1 M frames against 100 k'],
  ]
}

async function extremes(folder) {
  const huge = generate(folder, 'huge.pcapng', 6_500_000)
  const run = checked(await countFilter(huge.path), huge.manifest)
  rmSync(huge.path)
  const chunk = Buffer.alloc(1024 * 1024, 'x')
  const line = await measure(process.execPath, ['out/main/cli.js', 'decode', '-', '--count'], async (stdin) => {
    const frame = '680d14000003103190428000030100a38d'
    stdin.write(`${frame} `)
    for (let i = 0; i < 500; i++) if (!stdin.write(chunk)) await new Promise((go) => stdin.once('drain', go))
    stdin.end(` ${frame}\n`)
  })
  return [
    [
      `${(huge.megabytes / 1000).toFixed(2)} GB of capture`,
      seconds(run.seconds),
      `${megabytes(run.memory)}, at most 1500`,
    ],
    ['one line of 500 MB', seconds(line.seconds), `${megabytes(line.memory)}, ${line.stdout} frames of 2`],
  ]
}
