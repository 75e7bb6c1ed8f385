// A decoder that loops, throws or exhausts its memory, again and again while bytes pass: every byte is recorded, and no frame
// waits longer than 50 ms, or than one on its way through a bare Node pipe did meanwhile, where the machine is busy.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { dial, folder, pause, platform, report, summaryOf } from './harness.mjs'

const times = 20
const roundMillis = 400
const mostPause = 50
const frame = Buffer.from('680d14000003103190428000030100a38d', 'hex')
const beside = (path) => fileURLToPath(new URL(path, import.meta.url))

export async function decoder() {
  const to = await platform((socket) => socket.pipe(socket))
  const pipe = spawn(process.execPath, [beside('../simulator/bench-peers.mjs'), 'pipe', String(to.port)])
  const [pipePort] = JSON.parse(String(await new Promise((done) => pipe.stdout.once('data', done))))
  // The decoder may have little: otherwise it takes minutes until it has too much.
  const args = ['--max-old-space-size=300', beside('decoder-host.mjs'), String(to.port), folder]
  const host = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] })
  const lines = createInterface({ input: host.stdout })[Symbol.asyncIterator]()
  const answer = async () => JSON.parse((await lines.next()).value)
  const { port } = await answer()
  const [through, control] = [await tripper(port), await tripper(pipePort)]
  for (let time = 0; time < times; time++) {
    host.stdin.write(`${['loops', 'throws', 'memory'][time % 3]}\n`)
    const changed = answer()
    const until = performance.now() + roundMillis
    while (performance.now() < until) {
      await Promise.all([through.trip(), control.trip()])
      await pause(1)
    }
    await changed
  }
  const sent = through.end()
  control.end()
  await pause(200)
  host.stdin.end()
  const { file } = await answer()
  pipe.kill()
  to.close()
  const { frames, tcp } = summaryOf(file)
  const isWhole = frames === 2 * sent && tcp.gap_bytes === 0
  report(
    `a decoder that goes wrong ${times} times`,
    isWhole && through.longest() <= Math.max(mostPause, control.longest()),
    `${frames} of ${2 * sent} frames recorded; longest pause ${through.longest().toFixed(1)} ms, of a bare Node pipe ${control.longest().toFixed(1)} ms`,
  )
}

/** Sends a frame and waits for its echo, and keeps the longest wait. */
async function tripper(port) {
  const socket = await dial(port)
  let [sent, longest, missing] = [0, 0, 0]
  let back = () => {}
  socket.on('data', ({ length }) => {
    missing -= length
    if (missing <= 0) back()
  })
  const trip = () =>
    new Promise((done) => {
      const begun = performance.now()
      missing = frame.length
      back = () => {
        longest = Math.max(longest, performance.now() - begun)
        done()
      }
      socket.write(frame)
      sent++
    })
  // The way to the platform is there, and everything has run once.
  for (let first = 0; first < 200; first++) await trip()
  longest = 0
  const end = () => {
    socket.end()
    return sent
  }
  return { trip, end, longest: () => longest }
}
