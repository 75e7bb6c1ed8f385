// A platform that does not answer: its process is stopped and its queue of connections full, so that the system drops every
// further attempt without a word, as a firewall does. For tests of timeouts on loopback.
import { spawn } from 'node:child_process'
import { connect, type Socket } from 'node:net'

const script = `
const server = require('node:net').createServer()
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => process.stdout.write(server.address().port + '\\n'))
`
/** Attempts after which the queue must be full. */
const mostFillers = 64
const patience = 300

export async function silentPlatform(): Promise<{ port: number; close(): void }> {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = Number(await new Promise<string>((done) => child.stdout.once('data', (text) => done(String(text)))))
  child.kill('SIGSTOP')
  const fillers: Socket[] = []
  const close = () => {
    for (const socket of fillers) socket.destroy()
    child.kill('SIGKILL')
  }
  while (await isAnswered(port, fillers))
    if (fillers.length > mostFillers) {
      close()
      throw new Error('the queue of connections does not fill')
    }
  return { port, close }
}

function isAnswered(port: number, fillers: Socket[]): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false))
    fillers.push(socket)
    setTimeout(() => done(false), patience)
  })
}
