// What all parts of the proxy's endurance run stand on: simulated platforms, the built proxy as a process, and the report.
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const connections = Number(process.env.CONNECTIONS ?? 1000)
export const seconds = Number(process.env.SECONDS ?? 30)
export const folder = mkdtempSync(join(tmpdir(), 'pilescope-endurance-'))
export const pause = (millis) => new Promise((done) => setTimeout(done, millis))
export const nothing = Buffer.alloc(0)
const failures = []

export function report(what, isGood, text) {
  if (!isGood) failures.push(what)
  console.log(`${isGood ? 'ok  ' : 'FAIL'} ${what}: ${text}`)
}

/** Ends the run: what was made goes away, and the exit code tells whether everything was as it has to be. */
export function finish() {
  rmSync(folder, { recursive: true, force: true })
  process.exitCode = failures.length > 0 ? 1 : 0
}

/** A platform whose `accept` gets each socket. */
export function platform(accept) {
  const sockets = new Set()
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    accept(socket)
  })
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return new Promise((done) =>
    server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => done({ port: server.address().port, close })),
  )
}

/** `descriptors`: how many it may open; null: as many as the system gives. */
export async function proxy(upstream, name, more = [], descriptors = null) {
  const file = join(folder, `${name}.pcapng`)
  const args = ['out/main/cli.js', 'proxy', '--listen', '127.0.0.1:0', '--upstream', `127.0.0.1:${upstream}`]
  const command = [process.execPath, ...args, '--write', file, ...more]
  const limited = descriptors === null ? command : ['prlimit', `--nofile=${descriptors}:${descriptors}`, ...command]
  const child = spawn(limited[0], limited.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text) => (said += String(text)))
  while (!/listening on/.test(said)) await pause(10)
  const port = Number(/listening on 127\.0\.0\.1:(\d+)/.exec(said)[1])
  const end = async () => {
    child.kill('SIGTERM')
    return new Promise((done) => child.once('exit', done))
  }
  return { child, file, port, end, said: () => said }
}

export function dial(port) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
  socket.on('error', () => {})
  return new Promise((done) => socket.once('connect', () => done(socket)).once('close', () => done(socket)))
}

/** Sends random pieces for a while, hashing; ends. */
export async function stream(socket, millis, bytesPerPiece) {
  const hash = createHash('sha256')
  const deadline = performance.now() + millis
  while (performance.now() < deadline) {
    const piece = randomBytes(randomInt(1, bytesPerPiece))
    hash.update(piece)
    if (!socket.write(piece)) await new Promise((done) => socket.once('drain', done))
    await pause(randomInt(100, 900))
  }
  socket.end()
  return hash.digest('hex')
}

export function hashed(socket) {
  const hash = createHash('sha256')
  socket.on('data', (piece) => hash.update(piece))
  return new Promise((done) => socket.once('end', () => done(hash.digest('hex'))))
}

export const summaryOf = (file) =>
  JSON.parse(spawnSync(process.execPath, ['out/main/cli.js', 'summary', '--json', file], { maxBuffer: 1 << 28 }).stdout)

/** Processes whose parent is `pid`. */
export function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))[1]) === pid
      } catch {
        return false
      }
    })
    .map(Number)
}
