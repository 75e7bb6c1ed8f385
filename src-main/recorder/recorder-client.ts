// The recorder's process as the main side holds it: calls, and what it tells by itself. How the process is started is the
// host's (launch-recorder.ts under Node, electron/launch-recorder.ts in the desktop app). Counterpart: recorder-process.ts.
import type { ProxyProblemCode } from '../../src-shared/bridge/proxy.ts'
import { ProxyFailure } from './proxy-problems.ts'
import type { RecorderCallName, RecorderCalls, RecorderMessage, RecorderRequest } from './recorder-messages.ts'

/** A process that was started, with a channel of whole messages. */
export interface LaunchedProcess {
  readonly pid: number | undefined
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Told once; `reason` for people who look after programs. */
  onExit(listener: (reason: string) => void): void
  kill(): void
}

export type LaunchRecorder = () => LaunchedProcess

export interface RecorderListener {
  told(message: Extract<RecorderMessage, { kind: 'state' | 'file' | 'log' }>): void
  /** The process is gone without having been told to end. */
  lost(reason: string): void
}

export class RecorderClient {
  readonly pid: number | undefined
  private readonly child: LaunchedProcess
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  private next = 1
  private isEnding = false
  private isGone = false

  constructor(launch: LaunchRecorder, listener: RecorderListener) {
    this.child = launch()
    this.pid = this.child.pid
    this.child.onMessage((raw) => {
      const message = raw as RecorderMessage
      if (message.kind !== 'result' && message.kind !== 'error') return listener.told(message)
      const waiting = this.waiting.get(message.id)
      this.waiting.delete(message.id)
      if (message.kind === 'result') return waiting?.resolve(message.result)
      const { code, message: text, remedy } = message
      waiting?.reject(new ProxyFailure({ code: code as ProxyProblemCode, message: text, remedy }))
    })
    this.child.onExit((reason) => {
      this.isGone = true
      const failure = lostRecorder(reason)
      for (const { reject } of this.waiting.values()) reject(failure)
      this.waiting.clear()
      if (!this.isEnding) listener.lost(reason)
    })
  }

  /** Rejects with a ProxyFailure. */
  ask<Call extends RecorderCallName>(
    call: Call,
    ...parameters: Parameters<RecorderCalls[Call]>
  ): Promise<ReturnType<RecorderCalls[Call]>> {
    if (this.isGone) return Promise.reject(lostRecorder('ended'))
    if (call === 'end') this.isEnding = true
    const request: RecorderRequest = { id: this.next++, call, parameters }
    return new Promise((resolve, reject) => {
      this.waiting.set(request.id, {
        resolve: (value) => resolve(value as ReturnType<RecorderCalls[Call]>),
        reject,
      })
      this.child.send(request)
    })
  }

  /** Ends it without asking: for a process that does not answer. */
  kill(): void {
    this.isEnding = true
    this.child.kill()
  }
}

export function lostRecorder(reason: string): ProxyFailure {
  return new ProxyFailure({
    code: 'recorder-lost',
    message: { zh: `录制进程已结束（${reason}）`, en: `the recorder process ended (${reason})` },
    remedy: {
      zh: '已录的文件完好，重新启动代理即可继续。',
      en: 'What was recorded is intact; start the proxy again to go on.',
    },
  })
}
