// What goes between the recorder's process and the program that started it. The recorder knows nothing of decoding: it
// takes routes and a file, and tells of counts, files and trouble. Counterparts: recorder-client.ts, recorder-process.ts.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { ProxyCheck, ProxyCounts, ProxyRoute, RingSize, RouteState } from '../../src-shared/bridge/proxy.ts'

export interface RecorderOptions {
  routes: ProxyRoute[]
  /** File to record into; never overwritten: a taken name gets a number. */
  file: string
  ring: RingSize | null
  /** Ports of this machine that no route may lead to: those of the web host. */
  ownPorts: number[]
  /** Traffic waits for the recording; else forwarding goes on, and what was not recorded is told as a gap. */
  recordFirst: boolean
  /** Most connections of one source address; null: no limit. */
  perSource: number | null
  /** For tests: most connections at a time; null: from the descriptor limit. */
  cap: number | null
  /** For tests: bytes of the queue between forwarding and recording; null: 48 MiB. */
  queueBytes: number | null
}

/** Calls of the recorder with their parameters and answers. */
export interface RecorderCalls {
  /** Opens the file and listens. Routes that cannot listen say why; the others run. */
  start(options: RecorderOptions): RecorderState
  /** Accepts no more, lets connections end for `drainMillis`, then resets them. The file stays open. */
  stop(drainMillis: number): RecorderState
  /** Listens again, on the same routes, into the same recording. */
  resume(): RecorderState
  check(host: string, port: number): ProxyCheck
  /** Ends the recording after everything queued is on the disk, and the process. */
  end(drainMillis: number): RecorderState
}

export type RecorderCallName = keyof RecorderCalls

export interface RecorderState {
  isListening: boolean
  routes: RouteState[]
  files: string[]
  cap: number
  counts: ProxyCounts
  /** Trouble with the recording that lasts. */
  alarm: Label | null
  /** Bytes written to files, headers included. */
  bytesWritten: number
}

export interface RecorderRequest {
  id: number
  call: RecorderCallName
  parameters: unknown[]
}

export type RecorderMessage =
  | { kind: 'result'; id: number; result: unknown }
  | { kind: 'error'; id: number; code: string; message: Label; remedy: Label }
  /** At most four times a second, and when something of note happened. */
  | { kind: 'state'; state: RecorderState }
  /** A new file of the recording began; the one before is complete. */
  | { kind: 'file'; path: string }
  /** Something a person should read, at most once a second of a kind. */
  | { kind: 'log'; line: Label }
