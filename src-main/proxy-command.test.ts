// `pilescope proxy` as a person on a gateway runs it: prints, ends cleanly, and leaves a whole recording behind even when it
// is killed. The full number of kills is run by bench/proxy-endurance.mjs.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { chargeStory } from '../bench/simulator/charge-story.ts'
import { dial, listen, pause, until, type ListeningServer } from '../bench/simulator/sockets.ts'
import { runPile, startPlatform } from '../bench/simulator/tell-story.ts'
import { missingTools } from '../scripts/install-test-tools.mjs'
import { createRandom } from '../src-shared/capture/testing/random.ts'
import { readRecording } from './recorder/testing/proxy-run.ts'
import { runCli } from './testing/run-cli.ts'
import { temporaryFolder } from './testing/service-options.ts'

let folder = temporaryFolder()
let platform: ListeningServer | null = null
let child: ChildProcess | null = null
afterEach(async () => {
  child?.kill('SIGKILL')
  await platform?.close()
  folder.remove()
  folder = temporaryFolder()
  platform = child = null
})

/** The command and what it has printed so far; resolves when it listens. */
async function proxy(upstream: number, more: readonly string[] = []) {
  const file = join(folder.path, 'out.pcapng')
  const args = ['out/main/cli.js', 'proxy', '--listen', '127.0.0.1:0', '--upstream', `127.0.0.1:${upstream}`]
  const started = spawn(process.execPath, [...args, '--write', file, ...more])
  child = started
  const printed = { out: '', err: '' }
  started.stdout.on('data', (text: Buffer) => (printed.out += String(text)))
  started.stderr.on('data', (text: Buffer) => (printed.err += String(text)))
  const ended = new Promise<number | null>((done) => started.on('exit', done))
  await until(() => printed.err.includes('listening on'))
  return { started, printed, ended, file, port: Number(/listening on 127\.0\.0\.1:(\d+)/.exec(printed.err)![1]) }
}

const story = chargeStory()

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: connections may end, everything is in the file, exit 0',
  async (signal) => {
    platform = await startPlatform(story)
    const { started, printed, ended, file, port } = await proxy(platform.port, ['--print'])
    const { peers } = platform
    const charging = runPile({ host: '127.0.0.1', port, story, pauseMillis: 10, rounds: 2 })
    // In the middle of it: what the pile and the platform still have to say must come through.
    await until(() => peers.length === 1)
    await pause(100)
    started.kill(signal)
    await charging
    expect(await ended).toBe(0)
    const { frames, holes } = readRecording(file)
    expect(frames.map(({ hex }) => hex)).toEqual([...story, ...story].map(({ bytes }) => bytes.toString('hex')))
    expect(holes).toBe(0)
    const lines = printed.out.split('\n').filter((line) => /^ *\d+ /.test(line))
    expect(lines).toHaveLength(2 * story.length)
    expect(lines.join('\n')).toMatch(/充电桩心跳包 Heartbeat/)
    expect(printed.out).toContain('connected through the proxy')
  },
)

test('a ring of files: numbered, the oldest go', async () => {
  platform = await listen('127.0.0.1', 0, false)
  const { started, ended, port } = await proxy(platform.port, ['--ring-size', '1', '--ring-files', '2'])
  const pile = await dial(port)
  pile.socket.end(Buffer.alloc(5_000_000, 1))
  const far = await platform.next()
  await far.ended
  far.socket.end()
  started.kill('SIGTERM')
  expect(await ended).toBe(0)
  const names = readdirSync(folder.path).toSorted()
  expect(names).toHaveLength(2)
  expect(names.every((name) => /^out_\d{5}\.pcapng$/.test(name) && name !== 'out_00001.pcapng')).toBe(true)
})

describe('what is refused', () => {
  const base = ['proxy', '--upstream', '127.0.0.1:9', '--write', '/tmp/never.pcapng']

  test('a port in use: its number, what to do, exit 3', async () => {
    platform = await listen()
    const file = join(folder.path, 'never.pcapng')
    const args = ['--listen', `127.0.0.1:${platform.port}`, '--upstream', '127.0.0.1:9', '--write', file]
    const { code, stderr } = runCli(['proxy', ...args])
    expect([code, stderr]).toEqual([3, expect.stringContaining(`port ${platform.port} is in use by `)])
  })

  test.each([
    [['--upstream', '127.0.0.1:9', '--listen', '1'], '--write'],
    [[...base.slice(1), '--listen', 'x:y'], '--listen'],
    [[...base.slice(1), '--listen', '70000'], '--listen'],
    [base.slice(1), '--listen'],
    [[...base.slice(1), '--listen', '1', '--ring-files', '1'], '--ring-files'],
    [[...base.slice(1), '--listen', '1', '--per-source', '0'], '--per-source'],
    [[...base.slice(1), '--listen', '1', '--upstream', 'a:1', '--upstream', 'b:1'], '--upstream'],
  ])('%j', (args, named) => {
    const { code, stderr } = runCli(['proxy', ...args])
    expect(code).toBe(2)
    expect(stderr).toContain(named)
  })
})

test('kill -9 of the recorder at 5 random moments: what was forwarded 100 ms before is in the file, and tshark reads it', async () => {
  const random = createRandom(20_261_127)
  for (let round = 0; round < 5; round++) {
    platform = await listen()
    const { started, file, port } = await proxy(platform.port, [])
    const pile = await dial(port)
    const far = await platform.next()
    const arrivals: { at: number; total: number }[] = []
    let total = 0
    far.socket.on('data', ({ length }: Buffer) => arrivals.push({ at: performance.now(), total: (total += length) }))
    const pace = machinePace()
    const writing = setInterval(() => pile.socket.write(random.bytes(random.between(1, 2000))), 2)
    await pause(random.between(150, 500))
    const killed = performance.now()
    for (const pid of childrenOf(started.pid!)) process.kill(pid, 'SIGKILL')
    clearInterval(writing)
    await pause(50)
    const allowed = 100 + hops * pace.longestDelay()
    const due = arrivals.findLast(({ at }) => at <= killed - allowed)?.total ?? 0
    const { streams, gapBytes } = readRecording(file)
    const recorded = streams.get(pile.port)?.[0] ?? Buffer.alloc(0)
    expect(recorded.length, `round ${round}, ${Math.round(allowed)} ms`).toBeGreaterThanOrEqual(due)
    const sent = Buffer.concat(far.received)
    const both = Math.min(recorded.length, sent.length)
    expect(recorded.subarray(0, both).equals(sent.subarray(0, both))).toBe(true)
    expect(gapBytes).toBe(0)
    if (missingTools().length === 0) expect(spawnSync('tshark', ['-r', file, '-q']).status).toBe(0)
    await platform.close()
    started.kill('SIGKILL')
    folder.remove()
    folder = temporaryFolder()
  }
})

/** Waits between forwarding and file on a busy machine: the entry taken out, packets made, bytes written. */
const hops = 3

/**
 * How late a timer came at worst, in milliseconds: on a machine that is busy with other things nobody's 100 ms are 100 ms.
 * Measured from the call on, until it is asked.
 */
function machinePace(): { longestDelay(): number } {
  const every = 10
  let [last, longest] = [performance.now(), 0]
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - every)
    last = now
  }, every)
  return {
    longestDelay() {
      clearInterval(timer)
      return longest
    },
  }
}

/** Processes whose parent is `pid`, where /proc tells. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))![1]) === pid
      } catch {
        return false
      }
    })
    .map(Number)
}
