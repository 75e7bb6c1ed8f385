// The other processes of the proxy's bench: `platform` answers heartbeats on one port and swallows on another; `pipe PORT` is
// a bare Node pipe to a port. Prints its ports as JSON.
import { connect, createServer } from 'node:net'
import { argv, stdout } from 'node:process'
import { heartbeat, heartbeatReply } from './heartbeat.mjs'

const port = (server) =>
  new Promise((done) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => done(server.address().port)))
const quiet = (socket) => socket.on('error', () => {})

if (argv[2] === 'platform') {
  const platform = createServer({ noDelay: true }, (socket) => {
    let unanswered = 0
    quiet(socket).on('data', (piece) => {
      for (unanswered += piece.length; unanswered >= heartbeat.length; unanswered -= heartbeat.length)
        socket.write(heartbeatReply)
    })
  })
  // Says how much came, when the other side has ended.
  const sink = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    let bytes = 0
    quiet(socket).on('data', (piece) => (bytes += piece.length))
    socket.on('end', () => socket.end(String(bytes)))
  })
  stdout.write(`${JSON.stringify([await port(platform), await port(sink)])}\n`)
} else {
  const ports = argv.slice(3).map(Number)
  const pipes = ports.map((target) =>
    createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
      const far = connect({ port: target, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
      quiet(socket).pipe(quiet(far)).pipe(socket)
    }),
  )
  stdout.write(`${JSON.stringify(await Promise.all(pipes.map(port)))}\n`)
}
