// Asks the analyzer's worker. A worker that dies rejects what it was asked and leaves the program running.
import { Worker } from 'node:worker_threads'
import type { Label } from '../../src-shared/bytes/range.ts'
import type { FamilyDefinition } from '../../src-shared/protocol/definition.ts'
import { CommandError } from '../command-error.ts'
import type { AnalysisState } from './analysis-state.ts'
import type {
  Analyzer,
  AnalyzerMethod,
  AnalyzerReply,
  AnalyzerRequest,
  AnalyzerResult,
  WorkerStart,
} from './analyzer-messages.ts'

export class AnalyzerClient {
  /** Hears how far the capture is. */
  told: (state: AnalysisState) => void = () => {}
  /** Hears once that the worker is gone, and why. */
  lost: (why: Label) => void = () => {}
  private readonly worker: Worker
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  private next = 1
  private ended: Error | null = null

  /** The worker is gone. */
  get isEnded(): boolean {
    return this.ended !== null
  }

  /** `workerPath`: the built worker entry. `families`: the user's, beside the bundled ones. */
  constructor(workerPath: string, families: readonly FamilyDefinition[] = []) {
    this.worker = new Worker(workerPath, { workerData: { families } satisfies WorkerStart })
    this.worker.on('message', (reply: AnalyzerReply) => {
      if (reply.kind === 'state') return this.told(reply.state)
      const waiting = this.waiting.get(reply.id)
      this.waiting.delete(reply.id)
      if (reply.kind === 'result') waiting?.resolve(reply.result)
      else waiting?.reject(new CommandError(reply.message.zh, reply.message.en))
    })
    this.worker.on('error', (error: NodeJS.ErrnoException) => this.fail(lostWorker(error)))
    this.worker.on('exit', (code) =>
      this.fail(new CommandError(`分析线程已结束（${code}）`, `the analyzer thread ended (${code})`)),
    )
  }

  /** A method of the worker's Analyzer. Rejects with a CommandError. */
  ask<Method extends AnalyzerMethod>(
    method: Method,
    ...parameters: Parameters<Analyzer[Method]>
  ): Promise<AnalyzerResult<Method>> {
    if (this.ended) return Promise.reject(this.ended)
    const request: AnalyzerRequest = { id: this.next++, method, parameters }
    return new Promise((resolve, reject) => {
      this.waiting.set(request.id, { resolve: (value) => resolve(value as AnalyzerResult<Method>), reject })
      this.worker.postMessage(request)
    })
  }

  /** Ends the worker and frees its memory. */
  async close(): Promise<void> {
    await this.worker.terminate()
  }

  private fail(error: CommandError): void {
    if (!this.ended) this.lost(error.label)
    this.ended ??= error
    for (const { reject } of this.waiting.values()) reject(this.ended)
    this.waiting.clear()
  }
}

function lostWorker(error: NodeJS.ErrnoException): CommandError {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new CommandError('内存不足，分析线程已结束', 'out of memory: the analyzer thread ended')
  return new CommandError(`分析线程出错：${error.message}`, `the analyzer thread failed: ${error.message}`)
}
