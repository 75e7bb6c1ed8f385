#!/usr/bin/env node
// What the issue of the live proxy asks to be shown in full, against the built command line: node bench/proxy-endurance.mjs
// [fidelity|half-close|reset|kill|decoder …]. Prints each figure; exits 1 when one is not as it has to be. Takes minutes.
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv } from 'node:process'

const connections = Number(process.env.CONNECTIONS ?? 1000)
const seconds = Number(process.env.SECONDS ?? 30)
const kills = Number(process.env.KILLS ?? 100)
const folder = mkdtempSync(join(tmpdir(), 'pilescope-endurance-'))
const pause = (millis) => new Promise((done) => setTimeout(done, millis))
const nothing = Buffer.alloc(0)
let failed = false

function report(what, isGood, text) {
  if (!isGood) failed = true
  console.log(`${isGood ? 'ok  ' : 'FAIL'} ${what}: ${text}`)
}

/** A platform whose `accept` gets each socket. */
function platform(accept) {
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

async function proxy(upstream, name, more = []) {
  const file = join(folder, `${name}.pcapng`)
  const args = ['out/main/cli.js', 'proxy', '--listen', '127.0.0.1:0', '--upstream', `127.0.0.1:${upstream}`]
  const child = spawn(process.execPath, [...args, '--write', file, ...more], { stdio: ['ignore', 'ignore', 'pipe'] })
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

function dial(port) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
  socket.on('error', () => {})
  return new Promise((done) => socket.once('connect', () => done(socket)).once('close', () => done(socket)))
}

/** Sends random pieces for a while, hashing; ends. */
async function stream(socket, millis, bytesPerPiece) {
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

function hashed(socket) {
  const hash = createHash('sha256')
  socket.on('data', (piece) => hash.update(piece))
  return new Promise((done) => socket.once('end', () => done(hash.digest('hex'))))
}

const summaryOf = (file) =>
  JSON.parse(spawnSync(process.execPath, ['out/main/cli.js', 'summary', '--json', file], { maxBuffer: 1 << 28 }).stdout)

const parts = {
  async fidelity() {
    const far = []
    const to = await platform((socket) =>
      far.push([socket.remotePort, hashed(socket), stream(socket, seconds * 1000, 600)]),
    )
    const { port, end, file, said } = await proxy(to.port, 'fidelity')
    const near = await Promise.all(
      Array.from({ length: connections }, async () => {
        const socket = await dial(port)
        const both = [hashed(socket), stream(socket, seconds * 1000, 600)]
        return Promise.all(both)
      }),
    )
    const farHashes = await Promise.all(far.map(async ([, received, sent]) => [await sent, await received]))
    const pairs = (list) =>
      list
        .map((pair) => pair.join(' '))
        .sort()
        .join('\n')
    const nearAsFar = near.map(([received, sent]) => [received, sent])
    await end()
    to.close()
    report(
      `${connections} connections × ${seconds} s`,
      far.length === connections && pairs(nearAsFar) === pairs(farHashes),
      `${far.length} pairs, SHA-256 equal both ways: ${pairs(nearAsFar) === pairs(farHashes)}`,
    )
    const { tcp, holes, conversations } = summaryOf(file)
    report(
      'its recording',
      tcp.gap_bytes === 0 && holes === 0,
      `${conversations} conversations, ${tcp.gap_bytes} bytes missing`,
    )
    console.log(`     ${said().trim().split('\n').at(-1)}`)
  },

  async 'half-close'() {
    const to = await platform((socket) => {
      const asked = []
      socket.on('data', (piece) => asked.push(piece))
      socket.on('end', () =>
        setTimeout(() => socket.end(Buffer.concat([Buffer.from('re:'), ...asked])), randomInt(0, 50)),
      )
    })
    const { port, end } = await proxy(to.port, 'half-close')
    let good = 0
    const one = async (number) => {
      const socket = await dial(port)
      const got = []
      socket.on('data', (piece) => got.push(piece))
      socket.end(`question ${number}`)
      await new Promise((done) => socket.once('close', done))
      if (String(Buffer.concat(got)) === `re:question ${number}`) good++
    }
    await Promise.all(Array.from({ length: connections }, (_, number) => one(number)))
    await end()
    to.close()
    report(`${connections} half-closes`, good === connections, `${good} replies delivered`)
  },

  async reset() {
    for (const from of ['pile', 'platform']) {
      let mirrored = 0
      let delivered = 0
      const watch = (socket, resets) =>
        new Promise((done) => {
          const got = []
          let code = null
          socket.on('data', (piece) => {
            got.push(piece)
            if (resets) setTimeout(() => socket.resetAndDestroy(), randomInt(0, 30))
          })
          socket.on('error', (error) => (code = error.code))
          // libuv tells an end where a reset came together with bytes; an empty write, which sends nothing, hears of it.
          socket.on('end', () => socket.write(nothing, (error) => error || socket.end()))
          socket.once('close', () => {
            if (resets) return done()
            if (code === 'ECONNRESET') mirrored++
            if (String(Buffer.concat(got)).endsWith('last words')) delivered++
            done()
          })
        })
      const far = []
      const to = await platform((socket) => {
        far.push(watch(socket, from === 'platform'))
        if (from === 'platform') socket.write('last words')
        else socket.write('hello')
      })
      const { port, end } = await proxy(to.port, `reset-${from}`)
      await Promise.all(
        Array.from({ length: connections }, async () => {
          const socket = await dial(port)
          const watched = watch(socket, from === 'pile')
          socket.write('last words')
          await watched
        }),
      )
      await Promise.all(far)
      await end()
      to.close()
      report(
        `${connections} resets by the ${from}`,
        mirrored === connections && delivered === connections,
        `${mirrored} mirrored, ${delivered} with the bytes before`,
      )
    }
  },

  async kill() {
    let missing = 0
    let unread = 0
    for (let round = 0; round < kills; round++) {
      const arrivals = []
      let total = 0
      const to = await platform((socket) =>
        socket.on('data', ({ length }) => arrivals.push([performance.now(), (total += length)])),
      )
      const { child, port, file } = await proxy(to.port, `kill-${round}`)
      const socket = await dial(port)
      const writing = setInterval(() => socket.write(randomBytes(randomInt(1, 2000))), 2)
      await pause(randomInt(120, 700))
      const killed = performance.now()
      for (const pid of childrenOf(child.pid)) process.kill(pid, 'SIGKILL')
      clearInterval(writing)
      await pause(20)
      const due = arrivals.findLast(([at]) => at <= killed - 100)?.[1] ?? 0
      const recorded = spawnSync(
        'tshark',
        ['-r', file, '-T', 'fields', '-e', 'tcp.len', '-Y', 'tcp.srcport!=' + to.port],
        { encoding: 'utf8' },
      )
      if (recorded.status !== 0) unread++
      const bytes = recorded.stdout.split('\n').reduce((sum, text) => sum + Number(text || 0), 0)
      if (bytes < due) missing++
      child.kill('SIGKILL')
      to.close()
      rmSync(file)
    }
    report(
      `kill -9 at ${kills} random moments`,
      missing === 0 && unread === 0,
      `${missing} with bytes missing, ${unread} that tshark does not read`,
    )
  },

  /** The decoder is a process of its own (--print): it is frozen, killed, starved, while bytes pass. */
  async decoder() {
    const stalls = []
    const to = await platform((socket) => socket.pipe(socket))
    const { child, port, file, said } = await proxy(to.port, 'decoder', ['--print'])
    const socket = await dial(port)
    const frame = Buffer.from('680d14000003103190428000030100a38d', 'hex')
    let sent = 0
    const trip = () =>
      new Promise((done) => {
        const begun = performance.now()
        let missing = frame.length
        const data = (piece) => {
          missing -= piece.length
          if (missing > 0) return
          socket.off('data', data)
          stalls.push(performance.now() - begun)
          done()
        }
        socket.on('data', data).write(frame)
        sent++
      })
    for (let freeze = 0; freeze < 20; freeze++) {
      process.kill(child.pid, 'SIGSTOP')
      const until = performance.now() + 300
      while (performance.now() < until) await trip()
      process.kill(child.pid, 'SIGCONT')
      await trip()
    }
    socket.end()
    await pause(200)
    child.kill('SIGTERM')
    await new Promise((done) => child.once('exit', done))
    to.close()
    const { frames, tcp } = summaryOf(file)
    report(
      'a decoder frozen 20 times',
      frames === 2 * sent && tcp.gap_bytes === 0,
      `${frames} of ${2 * sent} frames recorded, longest pause ${Math.max(...stalls).toFixed(1)} ms`,
    )
    console.log(`     ${said().trim().split('\n').at(-1)}`)
  },
}

function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statSync(`/proc/${name}`, { throwIfNoEntry: false }))
    .filter((name) => {
      try {
        return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))[1]) === pid
      } catch {
        return false
      }
    })
    .map(Number)
}

const wanted = argv.slice(2).length > 0 ? argv.slice(2) : Object.keys(parts)
try {
  for (const name of wanted) await parts[name]()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0
