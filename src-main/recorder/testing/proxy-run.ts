// A recorder in this process with real sockets, in a folder of its own, for tests: its forwarding can be looked into. The
// recording's thread is the built one.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Capture } from '../../../src-shared/capture/capture.ts'
import { CaptureImport } from '../../../src-shared/capture/import-capture.ts'
import { PacketDecoder } from '../../../src-shared/capture/packet.ts'
import { PcapngReader } from '../../../src-shared/capture/read-pcapng.ts'
import { TcpReassembler } from '../../../src-shared/capture/stream.ts'
import { bundledProtocols } from '../../definitions.ts'
import { temporaryFolder } from '../../testing/service-options.ts'
import type { RecorderMessage, RecorderOptions } from '../recorder-messages.ts'
import { Recorder, type RecorderParts } from '../recorder.ts'

export class ProxyRun {
  readonly recorder: Recorder
  readonly messages: RecorderMessage[] = []
  readonly file: string
  ports: number[] = []
  private readonly folder = temporaryFolder()

  private constructor(more: Partial<RecorderParts>) {
    this.file = join(this.folder.path, 'run.pcapng')
    const parts = { recordingWorkerPath: resolve('out/main/recording-worker.js'), application: 'test', ...more }
    this.recorder = new Recorder(parts, (message) => this.messages.push(message))
  }

  /** Routes to `upstreams`, ports of this machine. */
  static async start(
    upstreams: readonly number[],
    more: Partial<RecorderOptions> = {},
    parts: Partial<RecorderParts> = {},
  ): Promise<ProxyRun> {
    const run = new ProxyRun(parts)
    const routes = upstreams.map((upstreamPort) => ({
      address: '127.0.0.1',
      port: 0,
      upstreamHost: '127.0.0.1',
      upstreamPort,
    }))
    const limits = { cap: null, queueBytes: null, perSource: null, recordFirst: false }
    const options = { routes, file: run.file, ring: null, ownPorts: [], ...limits, ...more }
    const state = await run.recorder.start(options)
    run.ports = state.routes.map(({ listening }) => Number(listening[0]?.split(':').at(-1)))
    return run
  }

  get port(): number {
    return this.ports[0]!
  }

  /** Ends the recording and reads it. */
  async read(drainMillis = 2000): Promise<ReadRecording> {
    await this.recorder.end(drainMillis)
    return readRecording(this.file)
  }

  remove(): void {
    this.folder.remove()
  }
}

export interface ReadRecording {
  /** Of each conversation, by the pile's port: what pile and platform sent. */
  streams: Map<number, [Buffer, Buffer]>
  events: { kind: string; code: string | undefined; message: string; time: number }[]
  frames: { hex: string; sender: number; seconds: number }[]
  gapBytes: number
  holes: number
}

/** A recording as our own reader has it. */
export function readRecording(path: string): ReadRecording {
  const bytes = readFileSync(path)
  const pieces = new Map<number, [Buffer[], Buffer[]]>()
  const streams = new TcpReassembler({
    conversation: () => {},
    data: ({ a }, sender, data, start, end) => {
      if (!pieces.has(a.port)) pieces.set(a.port, [[], []])
      pieces.get(a.port)![sender].push(Buffer.from(data.subarray(start, end)))
    },
    gap: () => {},
    conflict: () => {},
    event: () => {},
  })
  const decoder = new PacketDecoder({ tcp: (view) => streams.segment(view), udp: () => {}, other: () => {} })
  const nothing = () => {}
  const reader = new PcapngReader({
    packet: (packet, start, end, length, seconds, nanos, offset, linkType) =>
      decoder.packet(packet, start, end, length, seconds, nanos, offset, linkType),
    hole: nothing,
    note: nothing,
    section: nothing,
    interface: nothing,
    name: nothing,
    statistics: nothing,
  })
  reader.push(bytes)
  reader.end()
  streams.end()
  const capture = new Capture({ protocols: bundledProtocols() })
  const captureImport = CaptureImport.create('pcapng', capture)!
  captureImport.push(bytes)
  captureImport.end()
  const { frames } = capture
  return {
    streams: new Map([...pieces].map(([port, [up, down]]) => [port, [Buffer.concat(up), Buffer.concat(down)]])),
    events: capture.events.map(({ kind, code, message, seconds, nanos }) => ({
      kind,
      code,
      message: message.en,
      time: seconds + nanos / 1e9,
    })),
    frames: Array.from({ length: frames.count }, (_, row) => ({
      hex: Buffer.from(capture.bytes(row)).toString('hex'),
      sender: frames.sender[row]!,
      seconds: frames.seconds[row]! + frames.nanos[row]! / 1e9,
    })),
    gapBytes: captureImport.tcp.counts.gapBytes,
    holes: captureImport.holes,
  }
}

export function sha256(bytes: Uint8Array | readonly Buffer[]): string {
  const hash = createHash('sha256')
  for (const piece of Array.isArray(bytes) ? (bytes as Buffer[]) : [bytes as Uint8Array]) hash.update(piece)
  return hash.digest('hex')
}
