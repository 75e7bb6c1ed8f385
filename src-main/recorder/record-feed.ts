// What forwarding tells the recording, in order: connections, bytes, ends, remarks. Never waits: when the queue is full, what
// was not recorded is counted, and told as a gap as soon as there is room. Next: record-queue.ts.
import type { Remark } from '../../src-shared/capture/recorder-remark.ts'
import { RecordClock, type SystemClocks } from './record-clock.ts'
import { entryKind, type EntryKind, type RecordQueue } from './record-queue.ts'

/** Payload of an `open` entry. */
export interface OpenEntry {
  /** `isAnswered` false: the platform was not reached, SYN alone. */
  isAnswered: boolean
  pile: { address: string; port: number }
  platform: { address: string; port: number }
  /** In place of the platform where two connections would look alike. */
  listener: { address: string; port: number }
  remark: Remark
}

export interface CloseEntry {
  remark: Remark | null
}

/** Room that only connections' beginnings, ends and remarks may take. */
const mostReserve = 2 * 1024 * 1024
const utf8 = new TextEncoder()
const nothing = new Uint8Array(0)

/** What is kept of a connection until it has ended. */
export interface RecordedConnection {
  readonly number: number
  /** Not in the recording yet, because the queue was full when it began. */
  unwrittenOpen: Uint8Array | null
  /** Bytes since the last one recorded, of pile and platform. */
  lost: [number, number]
}

export class RecordFeed {
  /** Bytes forwarded that the queue had no room for. */
  bytesLost = 0
  /** Beginnings, ends and remarks that found no room either. */
  entriesLost = 0
  readonly clock: RecordClock
  private readonly queue: RecordQueue
  private readonly reserve: number
  private next = 1

  constructor(queue: RecordQueue, clocks?: SystemClocks) {
    this.queue = queue
    this.clock = new RecordClock(clocks)
    this.reserve = Math.min(mostReserve, Math.floor(queue.size / 8))
  }

  open(entry: OpenEntry): RecordedConnection {
    const connection: RecordedConnection = { number: this.next++, unwrittenOpen: json(entry), lost: [0, 0] }
    this.begin(connection)
    return connection
  }

  /** Bytes that were forwarded. */
  data(connection: RecordedConnection, sender: 0 | 1, bytes: Uint8Array): void {
    const isFollowing = this.begin(connection) && this.tellLost(connection, this.reserve)
    if (isFollowing && this.put(entryKind.data, sender, connection.number, bytes, this.reserve)) return
    connection.lost[sender] += bytes.length
    this.bytesLost += bytes.length
  }

  finish(connection: RecordedConnection, sender: 0 | 1): void {
    this.control(connection, entryKind.finish, sender, nothing)
  }

  reset(connection: RecordedConnection, sender: 0 | 1, remark: Remark | null): void {
    this.control(connection, entryKind.reset, sender, json({ remark } satisfies CloseEntry))
  }

  /** Something that happened to a connection, or (null) to the recording as a whole. */
  remark(connection: RecordedConnection | null, remark: Remark): void {
    if (connection) return this.control(connection, entryKind.remark, 0, json(remark))
    if (!this.put(entryKind.remark, 0, 0, json(remark), 0)) this.entriesLost++
  }

  private control(connection: RecordedConnection, kind: EntryKind, sender: 0 | 1, payload: Uint8Array): void {
    const isFollowing = this.begin(connection) && this.tellLost(connection, 0)
    if (!isFollowing || !this.put(kind, sender, connection.number, payload, 0)) this.entriesLost++
  }

  /** The beginning comes before everything else. */
  private begin(connection: RecordedConnection): boolean {
    if (connection.unwrittenOpen === null) return true
    if (!this.put(entryKind.open, 0, connection.number, connection.unwrittenOpen, 0)) return false
    connection.unwrittenOpen = null
    return true
  }

  private tellLost(connection: RecordedConnection, reserve: number): boolean {
    for (const sender of [0, 1] as const) {
      const bytes = connection.lost[sender]
      if (bytes === 0) continue
      if (!this.put(entryKind.gap, sender, connection.number, json({ bytes }), reserve)) return false
      connection.lost[sender] = 0
    }
    return true
  }

  private put(kind: EntryKind, sender: 0 | 1, connection: number, payload: Uint8Array, reserve: number): boolean {
    this.clock.read()
    return this.queue.put(kind, sender, connection, this.clock.seconds, this.clock.nanos, payload, reserve)
  }
}

function json(value: unknown): Uint8Array {
  return utf8.encode(JSON.stringify(value))
}
