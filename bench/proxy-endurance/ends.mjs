// Half-closes with replies, and resets in each direction: as many arrive as were sent.
import { randomInt } from 'node:crypto'
import { connections, dial, nothing, platform, proxy, report } from './harness.mjs'

export async function halfClose() {
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
}

export async function reset() {
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
}
