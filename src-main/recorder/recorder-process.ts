// Entry of the recorder's process: under Node a child with a message channel, under Electron a utility process. When the
// program that started it is gone, it ends as on SIGTERM: nothing new, five seconds to drain, everything on the disk.
// Counterpart: recorder-client.ts.
import { join } from 'node:path'
import { programFolder } from '../program-folder.ts'
import { processGoesFirst } from '../thread-priority.ts'
import { ProxyFailure } from './proxy-problems.ts'
import type { RecorderMessage, RecorderRequest } from './recorder-messages.ts'
import { Recorder } from './recorder.ts'

/** The parent's port of an Electron utility process. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

const drainMillis = 5000
const { parentPort } = process as unknown as { parentPort?: ParentPort }

function send(message: RecorderMessage): void {
  if (parentPort) parentPort.postMessage(message)
  // The channel may be closing: then nobody is there to hear.
  else if (process.connected) process.send!(message, undefined, undefined, () => {})
}

const recorder = new Recorder(
  { recordingWorkerPath: join(programFolder, 'recording-worker.js'), application: `Pilescope ${__VERSION__}` },
  send,
)
let isEnding = false

async function answer({ id, call, parameters }: RecorderRequest): Promise<void> {
  if (call === 'end') isEnding = true
  try {
    const result: unknown = await (recorder[call] as (...all: unknown[]) => unknown)(...parameters)
    if (call === 'start') processGoesFirst()
    send({ kind: 'result', id, result })
  } catch (error) {
    if (!(error instanceof ProxyFailure)) {
      const text = error instanceof Error ? error.message : String(error)
      send({ kind: 'error', id, code: 'internal', message: { zh: text, en: text }, remedy: { zh: '', en: '' } })
    } else send({ kind: 'error', id, ...error.problem })
  }
  if (call === 'end') leave()
}

async function endAlone(): Promise<void> {
  if (isEnding) return
  isEnding = true
  await recorder.end(drainMillis)
  leave()
}

/** After the last message has left. */
function leave(): void {
  setTimeout(() => process.exit(0), 50)
}

// Ctrl+C in a terminal reaches the whole group: the program that started this one says what is to happen.
process.on('SIGINT', () => {})
process.on('SIGHUP', () => {})
process.on('SIGTERM', () => void endAlone())
process.on('disconnect', () => void endAlone())
if (parentPort) parentPort.on('message', ({ data }) => void answer(data as RecorderRequest))
else process.on('message', (message) => void answer(message as RecorderRequest))
