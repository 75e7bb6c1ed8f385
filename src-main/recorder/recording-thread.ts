// The recorder's second thread as the first one holds it: starts it, hears of files and trouble, ends it when everything
// queued is on the disk. Counterpart: recording-worker.ts.
import { Worker } from 'node:worker_threads'
import type { Label } from '../../src-shared/bytes/range.ts'
import type { RingSize } from '../../src-shared/bridge/proxy.ts'
import { fileProblem, ProxyFailure } from './proxy-problems.ts'
import { RecordQueue } from './record-queue.ts'
import type { RecordingWorkerMessage, RecordingWorkerStart } from './recording-worker.ts'

export interface RecordingThreadOptions {
  /** The built worker entry. */
  workerPath: string
  path: string
  ring: RingSize | null
  application: string
  queueBytes: number
  /** What the disk does not take stays in the queue, which holds the traffic up. */
  recordFirst: boolean
  fileBegun: (path: string) => void
  fileRemoved: (path: string) => void
  alarmed: (alarm: Label | null) => void
}

/** How long a hanging disk may hold up the end. */
const endMillis = 10_000

export class RecordingThread {
  readonly queue: RecordQueue
  bytesWritten = 0
  /** What the disk did not take. */
  bytesLost = 0
  private readonly worker: Worker
  private ended: (() => void) | null = null

  private constructor(options: RecordingThreadOptions, ready: () => void, failed: (error: ProxyFailure) => void) {
    this.queue = new RecordQueue(options.queueBytes)
    const { path, ring, application, recordFirst } = options
    const start: RecordingWorkerStart = { memory: this.queue.memory, path, ring, application, recordFirst }
    this.worker = new Worker(options.workerPath, { workerData: start })
    this.worker.on('message', (message: RecordingWorkerMessage) => {
      switch (message.kind) {
        case 'ready':
          return ready()
        case 'refused':
          return failed(new ProxyFailure(fileProblem(path, message.code)))
        case 'file':
          return options.fileBegun(message.path)
        case 'removed':
          return options.fileRemoved(message.path)
        case 'alarm':
          return options.alarmed(message.alarm)
        case 'counts':
          this.bytesWritten = message.bytesWritten
          this.bytesLost = message.bytesLost
          return
        case 'ended':
          return this.ended?.()
      }
    })
    this.worker.on('error', (error) => {
      failed(new ProxyFailure(fileProblem(path, error.message)))
      options.alarmed({
        zh: `录制线程出错（${error.message}），转发照常但不再录制；请停止后重新开始。`,
        en: `The recording thread failed (${error.message}): forwarding goes on unrecorded. Stop and start again.`,
      })
      this.ended?.()
    })
  }

  /** Resolves when the first file is there; rejects with a ProxyFailure. */
  static start(options: RecordingThreadOptions): Promise<RecordingThread> {
    return new Promise((resolve, reject) => {
      const thread: RecordingThread = new RecordingThread(options, () => resolve(thread), reject)
    })
  }

  /** Resolves when everything queued is written and synced, or the disk has hung too long. */
  async end(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.ended = resolve
      setTimeout(resolve, endMillis).unref()
      this.worker.postMessage('end')
    })
    await this.worker.terminate()
  }
}
