// Asks the analyzer's worker. A worker that dies rejects what it was asked and leaves the program running.
import { Worker } from 'node:worker_threads'
import type { Row } from '../../src-shared/view/row.ts'
import type { Summary } from '../../src-shared/view/summary.ts'
import type { FilterResult, LoadProgress, LoadResult } from './analysis.ts'
import type { AnalyzerReply, AnalyzerRequest } from './analyzer-messages.ts'

type Call = AnalyzerRequest extends infer Request
  ? Request extends { id: number }
    ? Omit<Request, 'id'>
    : never
  : never

export class AnalyzerClient {
  private readonly worker: Worker
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  private next = 1
  private ended: Error | null = null

  /** `workerPath`: the built worker entry. */
  constructor(workerPath: string, progress: (progress: LoadProgress) => void = () => {}) {
    this.worker = new Worker(workerPath)
    this.worker.on('message', (reply: AnalyzerReply) => {
      if (reply.kind === 'progress') return progress(reply.progress)
      const waiting = this.waiting.get(reply.id)
      this.waiting.delete(reply.id)
      if (reply.kind === 'result') waiting?.resolve(reply.result)
      else waiting?.reject(new Error(reply.message))
    })
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))))
    this.worker.on('exit', (code) =>
      this.fail(new Error(`分析线程已结束（${code}） / the analyzer thread ended (${code})`)),
    )
  }

  open(path: string, decodeAs: string | null = null): Promise<LoadResult> {
    return this.ask<LoadResult>({ call: 'open', path, decodeAs })
  }

  rows(first: number, count: number): Promise<Row[]> {
    return this.ask<Row[]>({ call: 'rows', first, count })
  }

  frame(number: number): Promise<Record<string, unknown> | null> {
    return this.ask({ call: 'frame', number })
  }

  summary(): Promise<Summary | null> {
    return this.ask({ call: 'summary' })
  }

  filter(text: string): Promise<FilterResult> {
    return this.ask({ call: 'filter', text })
  }

  /** Stops loading; what was read stays. */
  cancel(): Promise<void> {
    return this.ask({ call: 'cancel' })
  }

  /** Ends the worker and frees its memory. */
  async close(): Promise<void> {
    await this.worker.terminate()
  }

  private ask<T>(call: Call): Promise<T> {
    if (this.ended) return Promise.reject(this.ended)
    const id = this.next++
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: (value) => resolve(value as T), reject })
      this.worker.postMessage({ id, ...call })
    })
  }

  private fail(error: Error): void {
    this.ended ??= error
    for (const { reject } of this.waiting.values()) reject(this.ended)
    this.waiting.clear()
  }
}
