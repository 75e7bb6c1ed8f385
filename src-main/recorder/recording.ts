// Entries of the queue into pcapng files: synthesised TCP between the real addresses, remarks as packet comments. Rotates a
// ring, syncs, and goes on after a full or failing disk; what it could not write is counted and told as gaps. Runs in the
// recorder's second thread; next: recording-file.ts.
import type { Label } from '../../src-shared/bytes/range.ts'
import { formatRemark, type Remark } from '../../src-shared/capture/recorder-remark.ts'
import { lowAlarm, noFileAlarm, suspendedAlarm } from './disk-alarms.ts'
import { DiskReserve } from './disk-reserve.ts'
import type { CloseEntry, OpenEntry } from './record-feed.ts'
import { entryKind, type QueueEntry } from './record-queue.ts'
import { RecordedStream } from './recorded-stream.ts'
import type { RecordingDisk } from './recording-disk.ts'
import { RecordingFile, ShortWrite } from './recording-file.ts'
import { recordingName } from './recording-names.ts'
import { wholeRemarkPacket } from './whole-remark-packet.ts'

export interface RecordingOptions {
  path: string
  ring: { bytes: number; files: number } | null
  disk: RecordingDisk
  /** Who writes, for the files' headers. */
  application: string
  limits: DiskLimits
  /** Only for what people are told: traffic waits for the recording. */
  recordFirst: boolean
}

/** Bytes of disk space. */
export interface DiskLimits {
  /** Held back for the closing note of a full disk. */
  reserve: number
  /** Below this, people are warned. */
  warnFree: number
  /** From this on, recording goes on after the disk was full. */
  resumeFree: number
}

export const usualDiskLimits: DiskLimits = { reserve: 16e6, warnFree: 1e9, resumeFree: 500e6 }

/** What the recording tells. */
export type RecordingNews =
  { kind: 'file'; path: string } | { kind: 'alarm'; alarm: Label | null } | { kind: 'removed'; path: string }

const utf8 = new TextDecoder()
/** More names than this in use is somebody's mistake. */
const mostNames = 100_000

export class Recording {
  /** Forwarded bytes that are in no file: the disk's losses, not the queue's. */
  bytesLost = 0
  bytesWritten = 0
  private file: RecordingFile | null = null
  private readonly files: string[] = []
  private readonly options: RecordingOptions
  private readonly told: (news: RecordingNews) => void
  private readonly streams = new Map<number, RecordedStream>()
  private readonly keys = new Set<string>()
  private seconds = 0
  private nanos = 0
  private comment: string | null = null
  /** Of each block that waits: whose, and how many bytes of payload. */
  private waiting: { stream: RecordedStream | null; sender: 0 | 1; payload: number }[] = []
  private fileNumber = 0
  private readonly reserve: DiskReserve
  private isLow = false

  /** Creates the first file. Throws as the disk does. */
  constructor(options: RecordingOptions, told: (news: RecordingNews) => void) {
    this.options = options
    this.told = told
    this.file = this.createFile()
    this.reserve = new DiskReserve(options.disk, `${options.path}.reserve`, options.limits.reserve)
    this.reserve.hold()
  }

  /** What is taken goes into a file; false while the disk is in trouble. */
  get isWriting(): boolean {
    return this.file !== null
  }

  take(entry: QueueEntry): void {
    this.seconds = entry.seconds
    this.nanos = entry.nanos
    const { kind, sender, connection } = entry
    if (kind === entryKind.open) return this.open(connection, parse<OpenEntry>(entry))
    if (kind === entryKind.remark && connection === 0) return this.remarkOnAll(parse<Remark>(entry))
    const stream = this.streams.get(connection)
    if (!stream) return
    this.tellLost(stream)
    if (kind === entryKind.data) stream.data(sender, entry.payload)
    else if (kind === entryKind.gap) {
      const { bytes } = parse<{ bytes: number }>(entry)
      stream.skip(sender, bytes)
      stream.lost[sender] -= bytes
      this.remark(stream, { event: 'gap', reason: 'queue', bytes: String(bytes) }, sender)
    } else if (kind === entryKind.remark) this.remark(stream, parse<Remark>(entry))
    else if (kind === entryKind.finish) {
      if (stream.finish(sender)) this.forget(connection, stream)
    } else {
      const { remark } = parse<CloseEntry>(entry)
      this.comment = remark && formatRemark(remark)
      stream.reset(sender)
      this.forget(connection, stream)
    }
    if (this.file?.isDue) this.flush()
  }

  /** Writes what waits; called after every turn. */
  flush(): void {
    const { file } = this
    if (!file || file.waiting === 0) return
    const before = file.size
    try {
      file.flush()
      this.waiting = []
      this.bytesWritten += file.size - before
    } catch (error) {
      this.bytesWritten += file.size - before
      if (!(error instanceof ShortWrite)) throw error
      this.lose(error.blocks)
      this.suspend(error.code)
      return
    }
    const { ring } = this.options
    if (ring && file.size >= ring.bytes) this.rotate()
  }

  /** Once a second: sync, space, and whether to go on after trouble. */
  secondly(): void {
    this.file?.sync(() => this.syncFailed())
    const free = this.freeBytes()
    if (!this.file) return free >= this.options.limits.resumeFree ? this.resume() : undefined
    const isLow = free < this.options.limits.warnFree
    if (isLow === this.isLow) return
    this.isLow = isLow
    if (isLow) this.remarkOnAll({ event: 'disk_low', free: String(free) })
    this.told({ kind: 'alarm', alarm: isLow ? lowAlarm(free) : null })
  }

  /** Ends the last file; `done` hears when it is on the disk. */
  end(done: () => void): void {
    this.flush()
    this.reserve.release()
    const { file } = this
    this.file = null
    if (file) file.close(done)
    else done()
  }

  private open(number: number, entry: OpenEntry): void {
    const { pile, isAnswered, listener, remark } = entry
    let { platform } = entry
    let key = `${pile.address} ${pile.port} ${platform.address} ${platform.port}`
    // Two doors may lead one pile's port to one platform: then the door's own address tells them apart.
    if (this.keys.has(key)) {
      platform = listener
      key = `${pile.address} ${pile.port} ${platform.address} ${platform.port}`
    }
    const stream: RecordedStream = new RecordedStream(
      pile,
      platform,
      key,
      number,
      (packet, sender, payload) => this.write(stream, sender, packet, payload),
      (length) => this.file?.packetRoom(length) ?? new Uint8Array(length),
    )
    this.keys.add(key)
    this.streams.set(number, stream)
    this.comment = formatRemark(remark)
    stream.open(isAnswered)
  }

  private forget(number: number, stream: RecordedStream): void {
    this.streams.delete(number)
    this.keys.delete(stream.key)
  }

  private remark(stream: RecordedStream, remark: Remark, sender: 0 | 1 = 0): void {
    this.comment = formatRemark(remark)
    stream.acknowledge(sender)
    this.comment = null
  }

  private remarkOnAll(remark: Remark): void {
    this.comment = formatRemark(remark)
    this.write(null, 0, wholeRemarkPacket, 0)
  }

  private write(stream: RecordedStream | null, sender: 0 | 1, packet: Uint8Array, payload: number): void {
    const { comment } = this
    this.comment = null
    if (!this.file) {
      if (stream) this.loseOf(stream, sender, payload)
      return
    }
    this.file.packet(this.seconds, this.nanos, packet, comment)
    this.waiting.push({ stream, sender, payload })
  }

  /** In front of the first packet after a loss. */
  private tellLost(stream: RecordedStream): void {
    if (!this.file) return
    for (const sender of [0, 1] as const) {
      const bytes = stream.lost[sender]
      if (bytes === 0) continue
      stream.lost[sender] = 0
      this.remark(stream, { event: 'gap', reason: 'disk', bytes: String(bytes) }, sender)
    }
  }

  /** The first `kept` of the waiting blocks are in the file, the others are not. */
  private lose(kept: number): void {
    for (const { stream, sender, payload } of this.waiting.slice(kept)) if (stream) this.loseOf(stream, sender, payload)
    this.waiting = []
  }

  private loseOf(stream: RecordedStream, sender: 0 | 1, payload: number): void {
    stream.lost[sender] += payload
    this.bytesLost += payload
  }

  private createFile(): RecordingFile {
    const { path, ring, disk, application } = this.options
    for (;;) {
      const name = recordingName(path, ++this.fileNumber, ring !== null)
      try {
        const file = new RecordingFile(name, disk, application, 'recorded by the proxy')
        this.files.push(name)
        this.told({ kind: 'file', path: name })
        return file
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || this.fileNumber > mostNames) throw error
      }
    }
  }

  private rotate(): void {
    this.file?.close()
    this.file = null
    this.resume()
    const { ring, disk } = this.options
    while (ring && this.files.length > ring.files) {
      const path = this.files.shift()!
      try {
        disk.remove(path)
      } catch {
        // Somebody moved it: then it is no longer in the way.
      }
      this.told({ kind: 'removed', path })
    }
  }

  /** The disk takes no more: the file ends with a note, and forwarding goes on unrecorded. */
  private suspend(code: string): void {
    this.reserve.release()
    const isFull = code === 'ENOSPC' || code === 'EDQUOT'
    this.remarkOnAll({ event: isFull ? 'disk_full' : 'write_failed', code })
    const { file } = this
    try {
      file?.flush()
    } catch {
      // The note did not fit either; the file still ends at a whole block.
    }
    this.waiting = []
    file?.close()
    this.file = null
    const { limits, recordFirst } = this.options
    this.told({ kind: 'alarm', alarm: suspendedAlarm(code, limits.resumeFree, recordFirst) })
  }

  private resume(): void {
    try {
      this.file = this.createFile()
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? String(error)
      return this.told({ kind: 'alarm', alarm: noFileAlarm(code, this.options.recordFirst) })
    }
    this.reserve.hold()
    this.isLow = false
    this.told({ kind: 'alarm', alarm: null })
  }

  /** A disk that could not sync once may have dropped what it had: no second try, a new file, and the truth about the old. */
  private syncFailed(): void {
    const { file } = this
    if (!file) return
    this.flush()
    file.close()
    this.file = null
    this.resume()
    this.remarkOnAll({ event: 'sync_failed', file: file.path, certain: String(file.synced) })
  }

  private freeBytes(): number {
    try {
      return this.options.disk.freeBytes(this.options.path)
    } catch {
      // Not known: the disk will say when it is full.
      return Infinity
    }
  }
}

function parse<T>(entry: QueueEntry): T {
  // Shared memory cannot be decoded where it lies.
  return JSON.parse(utf8.decode(entry.payload.slice())) as T
}
