// Entry of the recorder's second thread: takes entries out of the queue and writes them. It may wait for the disk; the
// thread that forwards never waits for it. Counterpart: recording-thread.ts.
import { parentPort, workerData } from 'node:worker_threads'
import type { Label } from '../../src-shared/bytes/range.ts'
import { RecordQueue } from './record-queue.ts'
import { realDisk } from './recording-disk.ts'
import { Recording, usualDiskLimits, type RecordingNews } from './recording.ts'
import type { RingSize } from '../../src-shared/bridge/proxy.ts'

export interface RecordingWorkerStart {
  memory: SharedArrayBuffer
  path: string
  ring: RingSize | null
  application: string
  recordFirst: boolean
}

/** What the thread that forwards hears. */
export type RecordingWorkerMessage =
  | RecordingNews
  /** The first file is there. */
  | { kind: 'ready' }
  | { kind: 'refused'; code: string }
  | { kind: 'counts'; bytesWritten: number; bytesLost: number }
  | { kind: 'ended' }
  | { kind: 'failed'; message: Label }

/** A file is behind what was forwarded by this and the time of one write: at most 100 ms are promised. */
const turnMillis = 40
/** How often the thread that forwards hears of counts: each time is one less pile that waits. */
const countsMillis = 200
const secondMillis = 1000
/** Entries of one turn, so that syncs and messages get theirs. */
const turnBytes = 4 * 1024 * 1024

const port = parentPort!
const tell = (message: RecordingWorkerMessage) => port.postMessage(message)
const { memory, path, ring, application, recordFirst } = workerData as RecordingWorkerStart
const queue = new RecordQueue(memory)
let isEnding = false
let nextSecond = performance.now() + secondMillis
let nextCounts = 0
let told = { bytesWritten: 0, bytesLost: 0 }

function begin(): Recording | null {
  try {
    return new Recording(
      {
        path,
        ring: ring && { bytes: ring.megabytes * 1e6, files: ring.files },
        disk: realDisk,
        application,
        limits: usualDiskLimits,
        recordFirst,
      },
      tell,
    )
  } catch (error) {
    tell({ kind: 'refused', code: (error as NodeJS.ErrnoException).code ?? String(error) })
    return null
  }
}

function tellCounts({ bytesWritten, bytesLost }: Recording): void {
  if (performance.now() < nextCounts && !isEnding) return
  if (bytesWritten === told.bytesWritten && bytesLost === told.bytesLost) return
  nextCounts = performance.now() + countsMillis
  told = { bytesWritten, bytesLost }
  tell({ kind: 'counts', ...told })
}

function turn(recording: Recording): void {
  // At the end what the disk will not take is lost either way, and counted.
  const isWaiting = recordFirst && !recording.isWriting && !isEnding
  const taken = isWaiting ? 0 : queue.take(turnBytes, (entry) => recording.take(entry))
  recording.flush()
  if (performance.now() >= nextSecond) {
    nextSecond = performance.now() + secondMillis
    recording.secondly()
  }
  tellCounts(recording)
  if (taken === 0 && isEnding) return recording.end(() => tell({ kind: 'ended' }))
  if (taken >= turnBytes) setImmediate(turn, recording)
  else setTimeout(turn, turnMillis, recording)
}

const recording = begin()
if (recording) {
  tell({ kind: 'ready' })
  port.on('message', () => (isEnding = true))
  turn(recording)
}
