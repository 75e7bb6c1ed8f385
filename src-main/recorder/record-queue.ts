// The queue between forwarding and recording: a ring of bytes that two threads share. Forwarding copies what it has
// forwarded and goes on; it never waits. Counterparts: record-feed.ts puts in, recording-worker.ts takes out.

/** What an entry tells. Data carry bytes as payload, all others JSON. */
export const entryKind = { open: 1, data: 2, finish: 3, reset: 4, remark: 5, gap: 6 } as const
export type EntryKind = (typeof entryKind)[keyof typeof entryKind]

/** One entry as it is taken out; the object and its payload are valid only during the call. */
export interface QueueEntry {
  kind: EntryKind
  /** 0: the pile sent it, 1: the platform. */
  sender: 0 | 1
  /** Number of the connection; 0: none. */
  connection: number
  seconds: number
  nanos: number
  payload: Uint8Array
}

const headerBytes = 24
/** Positions count these, so that they fit 32 bits and every entry is aligned. */
const unit = 8
/** Stands for an entry's size where the rest of the ring is left empty. */
const wrapMark = 0xffff_ffff
/** Bytes in front of the ring: positions of both sides, each on a cache line of its own. */
const controlBytes = 128
const headAt = 0
const tailAt = 16

/** Single producer, single consumer. Each thread makes its own over the same memory. */
export class RecordQueue {
  readonly memory: SharedArrayBuffer
  private readonly control: Int32Array
  private readonly bytes: Uint8Array
  private readonly view: DataView
  /** In units. */
  private readonly capacity: number

  /** `memory`: of another thread's queue, or the size of a new one in bytes. */
  constructor(memory: SharedArrayBuffer | number) {
    const size = typeof memory === 'number' ? Math.ceil(memory / unit) * unit : 0
    this.memory = typeof memory === 'number' ? new SharedArrayBuffer(controlBytes + size) : memory
    this.control = new Int32Array(this.memory, 0, controlBytes / 4)
    this.bytes = new Uint8Array(this.memory, controlBytes)
    this.view = new DataView(this.memory, controlBytes)
    this.capacity = this.bytes.length / unit
  }

  /** Bytes that wait, headers included. */
  get used(): number {
    const used = Atomics.load(this.control, headAt) - Atomics.load(this.control, tailAt)
    return (used < 0 ? used + this.capacity : used) * unit
  }

  get size(): number {
    return this.capacity * unit
  }

  /** Copies an entry in; false when there is no room but `reserve` bytes. Producer only. */
  put(
    kind: EntryKind,
    sender: 0 | 1,
    connection: number,
    seconds: number,
    nanos: number,
    payload: Uint8Array,
    reserve: number,
  ): boolean {
    const units = Math.ceil((headerBytes + payload.length) / unit)
    const head = Atomics.load(this.control, headAt)
    const tail = Atomics.load(this.control, tailAt)
    const used = head >= tail ? head - tail : head - tail + this.capacity
    const toEnd = this.capacity - head
    const isWrapped = units > toEnd
    const needed = units + (isWrapped ? toEnd : 0)
    // One unit stays free: a full ring and an empty one would look alike.
    if (used + needed + 1 + reserve / unit > this.capacity) return false
    if (isWrapped) this.view.setUint32(head * unit, wrapMark)
    const at = (isWrapped ? 0 : head) * unit
    const { view } = this
    view.setUint32(at, units)
    view.setUint8(at + 4, kind)
    view.setUint8(at + 5, sender)
    view.setUint32(at + 8, connection)
    view.setUint32(at + 12, seconds)
    view.setUint32(at + 16, nanos)
    view.setUint32(at + 20, payload.length)
    this.bytes.set(payload, at + headerBytes)
    const next = at / unit + units
    Atomics.store(this.control, headAt, next === this.capacity ? 0 : next)
    return true
  }

  /** Takes out what is there, at most about `limit` bytes; returns how many bytes. Consumer only. */
  take(limit: number, visit: (entry: QueueEntry) => void): number {
    const head = Atomics.load(this.control, headAt)
    let tail = Atomics.load(this.control, tailAt)
    let taken = 0
    while (tail !== head && taken < limit) {
      const at = tail * unit
      const units = this.view.getUint32(at)
      if (units === wrapMark) {
        tail = 0
        continue
      }
      visit(this.entryAt(at))
      taken += units * unit
      tail += units
      if (tail === this.capacity) tail = 0
      Atomics.store(this.control, tailAt, tail)
    }
    Atomics.store(this.control, tailAt, tail)
    return taken
  }

  private entryAt(at: number): QueueEntry {
    const { view } = this
    return {
      kind: view.getUint8(at + 4) as EntryKind,
      sender: view.getUint8(at + 5) as 0 | 1,
      connection: view.getUint32(at + 8),
      seconds: view.getUint32(at + 12),
      nanos: view.getUint32(at + 16),
      payload: this.bytes.subarray(at + headerBytes, at + headerBytes + view.getUint32(at + 20)),
    }
  }
}
