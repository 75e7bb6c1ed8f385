// A pile and a platform that tell a story to each other: each sends its own frames and waits for the other's.
import type { Socket } from 'node:net'
import type { StoryStep } from './charge-story.ts'
import { dial, listen, pause, type ListeningServer } from './sockets.ts'

export interface PileOptions {
  host: string
  port: number
  story: readonly StoryStep[]
  /** Before each of its frames. */
  pauseMillis: number
  rounds: number
}

/** Tells the story `rounds` times over one connection, and ends it. Rejects when the platform leaves early. */
export async function runPile({ host, port, story, pauseMillis, rounds }: PileOptions): Promise<void> {
  const { socket, errors } = await dial(port, host, false)
  if (errors.length > 0) throw new Error(`pile: ${errors.join(' ')}`)
  for (let round = 0; round < rounds; round++) await tell(socket, story, true, pauseMillis)
  socket.end()
  await new Promise((done) => socket.once('close', done))
}

/** A platform that answers every pile, as often as it tells the story. */
export async function startPlatform(
  story: readonly StoryStep[],
  host = '127.0.0.1',
  port = 0,
): Promise<ListeningServer> {
  const platform = await listen(host, port, false)
  platform.server.on('connection', (socket: Socket) => {
    const forever = async () => {
      for (;;) await tell(socket, story, false, 0)
    }
    forever().catch(() => socket.end())
  })
  return platform
}

/** One side's part: what it does not send itself it waits for, by its length. */
async function tell(socket: Socket, story: readonly StoryStep[], asPile: boolean, pauseMillis: number): Promise<void> {
  for (const { fromPile, bytes } of story) {
    if (fromPile !== asPile) await take(socket, bytes.length)
    else {
      if (pauseMillis > 0) await pause(pauseMillis)
      socket.write(bytes)
    }
  }
}

const surplus = new WeakMap<Socket, number>()

/** Waits for `length` bytes more. */
function take(socket: Socket, length: number): Promise<void> {
  const left = length - (surplus.get(socket) ?? 0)
  if (left <= 0) {
    surplus.set(socket, -left)
    return Promise.resolve()
  }
  return new Promise((resolve, reject) => {
    let missing = left
    const stop = () => {
      socket.off('data', data).off('end', gone).off('close', gone)
    }
    const data = (bytes: Buffer) => {
      missing -= bytes.length
      if (missing > 0) return
      surplus.set(socket, -missing)
      stop()
      resolve()
    }
    const gone = () => {
      stop()
      reject(new Error('the other side left'))
    }
    if (socket.destroyed || socket.readableEnded) return reject(new Error('the other side left'))
    socket.on('data', data).on('end', gone).on('close', gone)
  })
}
