// What the proxy adds, recording and decoding live, beside a bare Node pipe and socat in the same run: time from a
// heartbeat to its answer at 1, 100 and 1000 connections, and bulk throughput. Paths take turns within every round; what one
// adds is the median of the rounds' differences to the direct way.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findSocat } from '../scripts/install-test-tools.mjs'
import { heartbeat, heartbeatReply } from './simulator/heartbeat.mjs'

/**
 * Many short turns, and the slowest hundredth also told of the quietest fifth of them: of a virtual machine the host takes
 * its cores away for a millisecond or more, many times a second in some minutes (`st` in top), and then the slowest hundredth
 * of all rounds tells which path was in turn. What a path does itself, it does in every turn.
 */
const rounds = Number(process.env.BENCH_ROUNDS ?? 81)
const turnMillis = 300
/** Between turns, for what a path still has to do when its last answer has come. */
const restMillis = 50
/** In all connections together: what a station sends, many times over, and no path is at its limit. */
const framesPerSecond = 800
const bulkRounds = Math.min(5, rounds)
const bulkBytes = 512 * 1024 * 1024
const peers = fileURLToPath(new URL('simulator/bench-peers.mjs', import.meta.url))

const pause = (millis) => new Promise((done) => setTimeout(done, millis))
const children = []

function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  children.push(child)
  return child
}

const firstLine = (stream) => new Promise((done) => stream.once('data', (text) => done(String(text))))

async function nodePorts(...args) {
  return JSON.parse(await firstLine(run(process.execPath, [peers, ...args]).stdout))
}

/** Ports of each path, to the one that answers and to the one that swallows. */
async function startPaths(folder) {
  const targets = await nodePorts('platform')
  const paths = { direct: targets, 'bare Node pipe': await nodePorts('pipe', ...targets.map(String)) }
  const socat = findSocat()
  if (socat) paths.socat = await Promise.all(targets.map((target) => startSocat(socat, target)))
  const routes = targets.flatMap((target) => ['--listen', '127.0.0.1:0', '--upstream', `127.0.0.1:${target}`])
  const args = ['out/main/cli.js', 'proxy', ...routes, '--write', join(folder, 'bench.pcapng'), '--print']
  const proxy = run(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  proxy.stderr.on('data', (text) => (said += String(text)))
  const listening = () => [...said.matchAll(/listening on 127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port))
  while (listening().length < 2) await pause(20)
  paths.pilescope = listening()
  return { paths, proxy, said: () => said }
}

/** socat cannot say which port the system gave it: one below those that systems give to whoever calls. */
async function startSocat(socat, target) {
  const port = 20_000 + Math.floor(Math.random() * 12_000)
  run(socat, [
    `TCP-LISTEN:${port},bind=127.0.0.1,fork,reuseaddr,nodelay,backlog=1024`,
    `TCP:127.0.0.1:${target},nodelay`,
  ])
  await pause(300)
  return port
}

function dial(port) {
  return new Promise((done, failed) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true }, () => done(socket))
    socket.once('error', failed)
  })
}

/** Connections whose way to the platform is there: one is accepted before that. */
async function openSockets(port, connections) {
  const sockets = []
  while (sockets.length < connections) sockets.push(await dial(port))
  for (let at = 0; at < connections; at += 50) await Promise.all(sockets.slice(at, at + 50).map(exchange))
  return sockets
}

/** Microseconds until the answer was there. */
function exchange(socket) {
  return new Promise((done) => {
    let missing = heartbeatReply.length
    const begun = performance.now()
    const data = (bytes) => {
      missing -= bytes.length
      if (missing > 0) return
      socket.off('data', data)
      done((performance.now() - begun) * 1000)
    }
    socket.on('data', data).write(heartbeat)
  })
}

/**
 * Round trips of one turn in microseconds, sorted. Rests between sends: a driver that spins would take one of the machine's
 * cores from whatever forwards, and most from the path that has more than one thread.
 */
async function roundTrips(sockets, millis) {
  const times = []
  const waiting = []
  const busy = new Set()
  const begun = performance.now()
  for (let sent = 0, next = 0; performance.now() < begun + millis;) {
    for (; sent < ((performance.now() - begun) / 1000) * framesPerSecond; sent++) {
      const socket = sockets[next++ % sockets.length]
      if (busy.has(socket)) continue
      busy.add(socket)
      const done = (time) => {
        times.push(time)
        busy.delete(socket)
      }
      waiting.push(exchange(socket).then(done))
    }
    await pause(1)
  }
  await Promise.all(waiting)
  return times.sort((a, b) => a - b)
}

/** Megabytes a second, from the first byte to the other end's word that all came. */
async function bulk(port) {
  const socket = await dial(port)
  const piece = Buffer.alloc(256 * 1024, 0x5a)
  const begun = performance.now()
  for (let sent = 0; sent < bulkBytes; sent += piece.length)
    if (!socket.write(piece)) await new Promise((done) => socket.once('drain', done))
  const answer = new Promise((done) => socket.once('data', (text) => done(Number(String(text)))))
  socket.end()
  const received = await answer
  const seconds = (performance.now() - begun) / 1000
  if (received !== bulkBytes) throw new Error(`${received} of ${bulkBytes} bytes came`)
  socket.destroy()
  return bulkBytes / 1e6 / seconds
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
const quantile = (numbers, share) =>
  at(
    numbers.toSorted((a, b) => a - b),
    share,
  )
const median = (numbers) => quantile(numbers, 0.5)
const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
const lowestFifth = (numbers) => numbers.toSorted((a, b) => a - b).slice(0, Math.ceil(numbers.length / 5))

/** Rows of the bench's table. */
export async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'pilescope-bench-'))
  try {
    const { paths, proxy, said } = await startPaths(folder)
    const rows = []
    for (const connections of [1, 100, 1000]) rows.push(...(await latencyRows(paths, connections)))
    rows.push(...(await bulkRows(paths)))
    proxy.kill('SIGTERM')
    await new Promise((done) => proxy.once('exit', done))
    const unrecorded = /(\d+) not recorded/.exec(said())?.[1] ?? '?'
    rows.push(['forwarded and not recorded', `${unrecorded} B`, ''])
    return rows
  } finally {
    for (const child of children) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All paths stand open at once and take turns, so that whatever else the machine does meets all of them. */
async function latencyRows(paths, connections) {
  const names = Object.keys(paths)
  const open = {}
  for (const name of names) open[name] = await openSockets(paths[name][0], connections)
  const turns = []
  for (let round = 0; round <= rounds; round++) {
    const turn = {}
    for (const name of order(names, round)) {
      const times = await roundTrips(open[name], turnMillis)
      await pause(restMillis)
      turn[name] = { p50: at(times, 0.5), p99: at(times, 0.99) }
    }
    // The first warms up.
    if (round > 0) turns.push(turn)
  }
  for (const socket of Object.values(open).flat()) socket.destroy()
  await pause(500)
  return names.map((name) => latencyRow(turns, name, connections))
}

function latencyRow(turns, name, connections) {
  const of = (path, share) => turns.map((turn) => turn[path][share])
  const quiet = (path) => mean(lowestFifth(of(path, 'p99')))
  if (name === 'direct') {
    const slowest = `p99 ${median(of('direct', 'p99')).toFixed(0)}, quiet rounds ${quiet('direct').toFixed(0)} µs`
    return [`direct, ${connections}`, `${median(of('direct', 'p50')).toFixed(0)} µs`, slowest]
  }
  // Beside what stood next to it in time, round by round.
  const added = (path, share) => median(turns.map((turn) => turn[path][share] - turn.direct[share]))
  const figures = (path) => [added(path, 'p50'), added(path, 'p99'), quiet(path) - quiet('direct')]
  const [p50, p99, quietP99] = figures(name).map((figure) => figure.toFixed(0))
  const peer = turns[0].socat ? figures('socat') : null
  const beside = peer
    ? figures(name).map((figure, index) => `, ${(figure / peer[index]).toFixed(2)} × socat`)
    : ['', '', '']
  return [
    `${name}, ${connections}: adds`,
    `${p50} µs`,
    `${beside[0].slice(2)}; p99 ${p99} µs${beside[1]}; quiet rounds ${quietP99} µs${beside[2]}`,
  ]
}

/** Nobody is always first, or behind the same one. */
function order(names, round) {
  const rotated = names.map((_, index) => names[(index + (round >> 1)) % names.length])
  return round % 2 === 0 ? rotated : rotated.toReversed()
}

async function bulkRows(paths) {
  const names = Object.keys(paths)
  const found = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < bulkRounds; round++)
    for (const name of order(names, round)) found[name].push(await bulk(paths[name][1]))
  return Object.entries(found).map(([name, speeds]) => [
    `${name}, bulk`,
    `${median(speeds).toFixed(0)} MB/s`,
    paths.socat ? `${(median(speeds) / median(found.socat)).toFixed(2)} × socat` : '',
  ])
}
