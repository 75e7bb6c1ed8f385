declare module 'pcap-parser' {
  import type { EventEmitter } from 'node:events'
  import type { Readable } from 'node:stream'

  export interface ParsedPacket {
    header: { timestampSeconds: number; timestampMicroseconds: number; capturedLength: number; originalLength: number }
    data: Buffer
  }
  /** Emits `packet`, `end` and `error`. */
  export function parse(file: string | Readable): EventEmitter
}
