// What the proxy adds, recording and decoding live, beside a bare Node pipe and socat in the same run: latency of one frame's
// echo at 1, 100 and 1000 connections, and bulk throughput. Paths take turns within every round.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findSocat } from '../scripts/install-test-tools.mjs'

const rounds = Number(process.env.BENCH_ROUNDS ?? 3)
const roundMillis = 2000
/** In all connections together: what a station sends, many times over, and no path is at its limit. */
const framesPerSecond = 800
const bulkBytes = 512 * 1024 * 1024
const frame = Buffer.from(
  '6840000000133201020000000132010200000001251120100000010132010200000001010300017f0f000000000000000000000000000000000000000000000000000000',
  'hex',
)
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

/** Ports of each path, to the echo and to the sink. */
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

/** Round trips in microseconds, sorted. */
async function roundTrips(port, connections) {
  const sockets = []
  while (sockets.length < connections) sockets.push(await dial(port))
  const times = []
  const exchange = (socket) =>
    new Promise((done) => {
      let missing = frame.length
      const begun = performance.now()
      const data = (bytes) => {
        missing -= bytes.length
        if (missing > 0) return
        socket.off('data', data)
        times.push((performance.now() - begun) * 1000)
        done()
      }
      socket.on('data', data).write(frame)
    })
  // A connection is accepted before its way to the platform is there: only then the clock begins.
  for (let at = 0; at < connections; at += 50) await Promise.all(sockets.slice(at, at + 50).map(exchange))
  for (const socket of sockets.slice(0, 50)) await exchange(socket)
  times.length = 0
  const waiting = []
  const busy = new Set()
  const begun = performance.now()
  for (let sent = 0, next = 0; performance.now() < begun + roundMillis;) {
    for (; sent < ((performance.now() - begun) / 1000) * framesPerSecond; sent++) {
      const socket = sockets[next++ % connections]
      if (busy.has(socket)) continue
      busy.add(socket)
      waiting.push(exchange(socket).then(() => busy.delete(socket)))
    }
    await new Promise((done) => setImmediate(done))
  }
  await Promise.all(waiting)
  for (const socket of sockets) socket.destroy()
  await pause(200)
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

async function latencyRows(paths, connections) {
  const found = Object.fromEntries(Object.keys(paths).map((name) => [name, { p50: [], p99: [] }]))
  for (let round = 0; round < rounds; round++)
    for (const [name, [port]] of Object.entries(paths)) {
      const times = await roundTrips(port, connections)
      found[name].p50.push(at(times, 0.5))
      found[name].p99.push(at(times, 0.99))
    }
  const added = (name, share) => median(found[name][share]) - median(found.direct[share])
  return Object.keys(paths).map((name) => {
    if (name === 'direct')
      return [
        `direct, ${connections}`,
        `${median(found.direct.p50).toFixed(0)} µs`,
        `p99 ${median(found.direct.p99).toFixed(0)} µs`,
      ]
    const beside = paths.socat
      ? `, ${(added(name, 'p50') / added('socat', 'p50')).toFixed(2)} / ${(added(name, 'p99') / added('socat', 'p99')).toFixed(2)} × socat`
      : ''
    return [
      `${name}, ${connections}: adds`,
      `${added(name, 'p50').toFixed(0)} µs`,
      `p99 ${added(name, 'p99').toFixed(0)} µs${beside}`,
    ]
  })
}

async function bulkRows(paths) {
  const found = Object.fromEntries(Object.keys(paths).map((name) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const [name, [, port]] of Object.entries(paths)) found[name].push(await bulk(port))
  return Object.entries(found).map(([name, speeds]) => [
    `${name}, bulk`,
    `${median(speeds).toFixed(0)} MB/s`,
    paths.socat ? `${(median(speeds) / median(found.socat)).toFixed(2)} × socat` : '',
  ])
}
