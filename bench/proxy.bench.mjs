// What the proxy adds, recording and decoding live, beside a bare Node pipe and socat in the same run: time from a
// heartbeat to its answer at 1, 100 and 1000 connections, and bulk throughput. Paths take turns within every round.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findSocat } from '../scripts/install-test-tools.mjs'
import { heartbeat, heartbeatReply } from './simulator/heartbeat.mjs'

const rounds = Number(process.env.BENCH_ROUNDS ?? 9)
const turnMillis = 1000
/** In all connections together: what a station sends, many times over, and no path is at its limit. */
const framesPerSecond = 800
const bulkRounds = Number(process.env.BENCH_ROUNDS ?? 5)
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

async function startSocat(socat, target) {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
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

const at = (times, share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

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

/** All paths stand open at once and take short turns, so that whatever else the machine does meets all of them. */
async function latencyRows(paths, connections) {
  const names = Object.keys(paths)
  const open = {}
  for (const name of names) open[name] = await openSockets(paths[name][0], connections)
  const turns = []
  for (let round = -1; round < rounds; round++) {
    const turn = {}
    for (const name of rotated(names, round + 1)) {
      const times = await roundTrips(open[name], turnMillis)
      turn[name] = { p50: at(times, 0.5), p99: at(times, 0.99) }
    }
    // The first warms up.
    if (round >= 0) turns.push(turn)
  }
  for (const socket of Object.values(open).flat()) socket.destroy()
  await pause(500)
  return names.map((name) => latencyRow(turns, name, connections))
}

function latencyRow(turns, name, connections) {
  // Beside what stood next to it in time, round by round.
  const added = (path, share) => median(turns.map((turn) => turn[path][share] - turn.direct[share]))
  if (name === 'direct') {
    const [p50, p99] = ['p50', 'p99'].map((share) => median(turns.map(({ direct }) => direct[share])).toFixed(0))
    return [`direct, ${connections}`, `${p50} µs`, `p99 ${p99} µs`]
  }
  const ratios = ['p50', 'p99'].map((share) => (added(name, share) / added('socat', share)).toFixed(2))
  const beside = turns[0].socat ? `, ${ratios.join(' / ')} × socat` : ''
  return [
    `${name}, ${connections}: adds`,
    `${added(name, 'p50').toFixed(0)} µs`,
    `p99 ${added(name, 'p99').toFixed(0)} µs${beside}`,
  ]
}

/** Nobody is always behind the same one. */
const rotated = (names, by) => names.map((_, index) => names[(index + by) % names.length])

async function bulkRows(paths) {
  const names = Object.keys(paths)
  const found = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < bulkRounds; round++)
    for (const name of rotated(names, round)) found[name].push(await bulk(paths[name][1]))
  return Object.entries(found).map(([name, speeds]) => [
    `${name}, bulk`,
    `${median(speeds).toFixed(0)} MB/s`,
    paths.socat ? `${(median(speeds) / median(found.socat)).toFixed(2)} × socat` : '',
  ])
}
