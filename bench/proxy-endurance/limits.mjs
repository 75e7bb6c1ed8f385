// Readers that hardly read, and a storm of connections over the cap: bounded memory, exact counts, others undisturbed.
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { childrenOf, dial, pause, platform, proxy, report, summaryOf } from './harness.mjs'

const slowReaders = 200
const slowSeconds = 10
const bytesASecond = 1024
const attempts = Number(process.env.ATTEMPTS ?? 100_000)
const established = 500
const mostMegabytes = 128

const residentOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1000

/** Senders that send all they may to readers of 1 KiB a second. */
export async function slow() {
  const to = await platform((socket) => {
    socket.pause()
    const reading = setInterval(() => socket.read(bytesASecond), 1000)
    socket.on('close', () => clearInterval(reading))
  })
  const { child, port, end } = await proxy(to.port, 'slow')
  const [recorder] = childrenOf(child.pid)
  const before = residentOf(recorder)
  const sockets = []
  const piece = Buffer.alloc(64 * 1024, 7)
  for (let index = 0; index < slowReaders; index++) {
    const socket = await dial(port)
    const fill = () => {
      while (socket.write(piece));
    }
    socket.on('drain', fill)
    fill()
    sockets.push(socket)
  }
  let most = 0
  for (let second = 0; second < slowSeconds; second++) {
    await pause(1000)
    most = Math.max(most, residentOf(recorder))
  }
  for (const socket of sockets) socket.destroy()
  to.close()
  await end()
  const grown = Math.round(most - before)
  report(
    `${slowReaders} slow readers`,
    grown <= mostMegabytes,
    `the recorder grew by ${grown} MB (at most ${mostMegabytes})`,
  )
}

/** Attempts over the cap while 500 connections pass bytes. The proxy has 4,096 descriptors, so its cap is 1,920. */
export async function storm() {
  const to = await platform((socket) => socket.pipe(socket))
  const { child, port, end, file, said } = await proxy(to.port, 'storm', [], 4096)
  const kept = []
  for (let index = 0; index < established; index++) kept.push(await dial(port))
  const pumps = kept.map(pump)
  // The rest of the cap, so that every further attempt is over it.
  const cap = 1920
  const idle = []
  while (kept.length + idle.length < cap) idle.push(await dial(port))
  await pause(500)
  let [made, refused] = [0, 0]
  const one = async () => {
    for (; made < attempts;) {
      made++
      await new Promise((done) => {
        const socket = connect({ port, host: '127.0.0.1' })
        socket.on('error', () => refused++).on('close', done)
      })
    }
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: 200 }, one))
  const took = ((performance.now() - begun) / 1000).toFixed(0)
  for (const socket of idle) socket.destroy()
  const again = performance.now()
  let recovered = null
  while (recovered === null && performance.now() - again < 10_000) {
    const socket = await dial(port)
    // Refused before anybody could listen for it.
    if (socket.destroyed) continue
    const isBack = await new Promise((done) => {
      socket.once('data', () => done(true)).once('close', () => done(false))
      socket.write('x')
    })
    socket.destroy()
    if (isBack) recovered = performance.now() - again
    else await pause(20)
  }
  const equal = (await Promise.all(pumps.map((stop) => stop()))).filter(Boolean).length
  to.close()
  await end()
  const dropped = Number(/(\d+) dropped/.exec(said())[1])
  const { tcp } = summaryOf(file)
  report(
    `${attempts} attempts over the cap`,
    equal === established &&
      dropped >= attempts &&
      dropped - attempts < 500 &&
      recovered !== null &&
      recovered < 2000 &&
      tcp.gap_bytes === 0,
    `in ${took} s; ${dropped} dropped and counted, ${refused} heard a reset; ${equal} of ${established} connections byte-exact; back after ${recovered?.toFixed(0)} ms`,
  )
  child.kill('SIGKILL')
}

/** Sends random pieces and hashes what is echoed; the function it returns ends that and tells whether both are equal. */
function pump(socket) {
  const [sent, got] = [createHash('sha256'), createHash('sha256')]
  let [isOver, missing] = [false, 0]
  socket.on('data', (piece) => {
    got.update(piece)
    missing -= piece.length
  })
  const over = (async () => {
    while (!isOver) {
      const piece = randomBytes(200)
      sent.update(piece)
      missing += piece.length
      socket.write(piece)
      await pause(500)
    }
    for (let wait = 0; missing > 0 && wait < 200; wait++) await pause(50)
    socket.destroy()
    return sent.digest('hex') === got.digest('hex')
  })()
  return () => {
    isOver = true
    return over
  }
}
