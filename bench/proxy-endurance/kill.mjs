// kill -9 of the recorder at random moments: what was forwarded 100 ms before is in the file, and tshark reads it.
import { spawnSync } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { childrenOf, dial, pause, platform, proxy, report } from './harness.mjs'

const kills = Number(process.env.KILLS ?? 100)

export async function kill() {
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
}
