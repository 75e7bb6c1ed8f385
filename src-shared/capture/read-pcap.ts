// Reads classic pcap files (microseconds and nanoseconds, both byte orders) as they arrive.
// On the data path: file bytes → packets for a CaptureSink. Counterpart: read-pcapng.ts.
// Format: IETF draft-ietf-opsawg-pcap.

import { ChunkWindow, type ChunkParser } from './chunk-window.ts'
import { maxPacketLength, type CaptureReader, type CaptureSink, type HoleCode } from './capture-sink.ts'
import { Damage } from './damage.ts'
import { allZero, u16, u32, u32be, u32le } from './integers.ts'
import { anyTime, followRecords, isLikelyRecord, isNear, type RecordLayout } from './pcap-record.ts'

const fileHeaderLength = 24

/** What the first four bytes say, or null when they are no pcap magic. Four bytes must be there. */
export function pcapMagic(bytes: Uint8Array, at: number): RecordLayout | null {
  for (const littleEndian of [true, false]) {
    const magic = littleEndian ? u32le(bytes, at) : u32be(bytes, at)
    if (magic === 0xa1b2c3d4) return { littleEndian, unitsPerSecond: 1_000_000, headerLength: 16 }
    if (magic === 0xa1b23c4d) return { littleEndian, unitsPerSecond: 1_000_000_000, headerLength: 16 }
    // Kuznetzov's variant, still written by some embedded Linux: eight more bytes to a record.
    if (magic === 0xa1b2cd34) return { littleEndian, unitsPerSecond: 1_000_000, headerLength: 24 }
  }
  return null
}

export class PcapReader implements CaptureReader, ChunkParser {
  wanted = fileHeaderLength
  private readonly sink: CaptureSink
  private readonly damage: Damage
  private readonly window: ChunkWindow
  /** Null before the file header, and for good when it is not one. */
  private layout: RecordLayout | null = null
  private failed = false
  private linkType = 0
  private snapLength = 0
  private lastSeconds = -1
  /** The file was cut to size after capture, so that a captured length below the original one is no sign of damage. */
  private cutPackets = false
  private impatient = false
  /** File offset up to which `judge` has searched the record it waits for. */
  private judgedTo = 0

  constructor(sink: CaptureSink) {
    this.sink = sink
    this.damage = new Damage(sink)
    this.window = new ChunkWindow(this)
  }

  get offset(): number {
    return this.window.offset
  }

  push(chunk: Uint8Array): void {
    this.window.push(chunk)
  }

  settle(): void {
    this.impatient = true
    this.window.parseHeld(false)
    this.impatient = false
  }

  end(): void {
    this.window.parseHeld(true)
  }

  parse(bytes: Uint8Array, start: number, end: number, fileOffset: number, last: boolean): number {
    const base = fileOffset - start
    let at = start
    if (this.layout === null) at = this.readFileHeader(bytes, at, end, base, last)
    if (this.layout === null) return at
    for (;;) {
      if (this.damage.active) at = this.findRecord(bytes, at, end, base, last)
      if (this.damage.active) return at
      at = this.readRecords(bytes, at, end, base, last)
      if (this.damage.active) continue
      if (!last || at === end) return at
      at = this.lose(bytes, at, base, 'record_header', true)
    }
  }

  private readFileHeader(bytes: Uint8Array, start: number, end: number, base: number, last: boolean): number {
    if (last && base + end === 0) {
      this.damage.note(0, 'empty_file', { zh: '文件为空', en: 'File is empty' })
      return end
    }
    if (!this.failed && end - start < fileHeaderLength && !last) return start
    const layout = end - start < fileHeaderLength ? null : pcapMagic(bytes, start)
    if (this.failed || layout === null) {
      this.failed = true
      if (last) this.damage.report(0, base + end, 'file_header')
      return end
    }
    this.layout = layout
    const major = u16(bytes, start + 4, layout.littleEndian)
    const minor = u16(bytes, start + 6, layout.littleEndian)
    this.snapLength = u32(bytes, start + 16, layout.littleEndian)
    // The upper bits tell of a frame check sequence.
    this.linkType = u32(bytes, start + 20, layout.littleEndian) & 0xffff
    this.announce(major, minor, layout.littleEndian)
    this.wanted = layout.headerLength
    return start + fileHeaderLength
  }

  private announce(major: number, minor: number, littleEndian: boolean): void {
    const texts = { comment: null, hardware: null, system: null, application: null }
    this.sink.section({ index: 0, fileOffset: 0, format: 'pcap', littleEndian, version: { major, minor }, ...texts })
    if (major !== 2 || minor !== 4) {
      this.damage.note(4, 'version_unusual', {
        zh: `文件版本为 ${major}.${minor}，按 2.4 读取`,
        en: `File version ${major}.${minor}, read as 2.4`,
      })
    }
    const { linkType, snapLength } = this
    this.sink.interface({ index: 0, section: 0, linkType, snapLength, name: null, description: null, comment: null })
  }

  /** Delivers records from `start` up to damage or to what is not yet there. Returns the first position not taken. */
  private readRecords(bytes: Uint8Array, start: number, end: number, base: number, last: boolean): number {
    const { littleEndian, headerLength } = this.layout!
    let at = start
    while (at + headerLength <= end) {
      const captured = u32(bytes, at + 8, littleEndian)
      const original = u32(bytes, at + 12, littleEndian)
      const next = at + headerLength + captured
      if (captured > maxPacketLength) return this.lose(bytes, at, base, 'record_too_long')
      if (captured === 0 && allZero(bytes, at, at + headerLength)) return this.lose(bytes, at, base, 'record_header')
      if (next > end) return this.awaitBytes(bytes, at, next - at, base, last)
      if (next + headerLength > end && !last && !this.impatient) {
        this.wanted = next + headerLength - at
        return at
      }
      if (!this.isVouchedFor(bytes, at, next, end, last)) {
        const verdict = this.judge(bytes, at, next, end, base, last)
        if (verdict < 0) return this.lose(bytes, at, base, 'record_header')
        if (verdict > 0) {
          this.wanted = verdict
          return at
        }
      } else if (captured < original) this.cutPackets = true
      this.deliver(bytes, at, next, base)
      at = next
    }
    this.wanted = headerLength
    return at
  }

  /**
   * The header that follows a record vouches for its length, if the times of both are near and near the last one.
   * Without that, the record needs a closer look.
   */
  private isVouchedFor(bytes: Uint8Array, at: number, next: number, end: number, last: boolean): boolean {
    const layout = this.layout!
    if (next + layout.headerLength > end) return !last || next === end
    const seconds = u32(bytes, at, layout.littleEndian)
    const isJump = this.lastSeconds >= 0 && !isNear(seconds, this.lastSeconds)
    return !isJump && isLikelyRecord(bytes, next, layout, seconds)
  }

  /**
   * A record whose length nothing vouches for. Its length is wrong when provable records begin inside it. Otherwise it
   * is believed when its time is near and its lengths agree with each other, or when provable records follow it.
   * Returns −1: not to be believed, 0: believed, n > 0: n bytes from `at` are needed to tell.
   */
  private judge(bytes: Uint8Array, at: number, next: number, end: number, base: number, last: boolean): number {
    const { littleEndian } = this.layout!
    const ownSeconds = u32(bytes, at, littleEndian)
    const seconds = this.lastSeconds < 0 ? ownSeconds : this.lastSeconds
    for (let i = Math.max(at + 1, this.judgedTo - base); i < next; i++) {
      const verdict = followRecords(bytes, i, end, this.layout!, seconds, last)
      if (verdict < 0) return -1
      this.judgedTo = base + i
      if (verdict > 0) return i - at + verdict
    }
    const captured = u32(bytes, at + 8, littleEndian)
    const original = u32(bytes, at + 12, littleEndian)
    const isCut = captured < original && (this.cutPackets || captured === this.snapLength)
    if (isNear(ownSeconds, seconds) && (captured === original || isCut)) return 0
    const after = followRecords(bytes, next, end, this.layout!, seconds, last)
    if (after !== 0) return after < 0 ? 0 : next - at + after
    const lengths = followRecords(bytes, at, end, this.layout!, anyTime, last)
    return lengths < 0 ? 0 : lengths === 0 ? -1 : lengths
  }

  private deliver(bytes: Uint8Array, at: number, next: number, base: number): void {
    const { littleEndian, headerLength, unitsPerSecond } = this.layout!
    const fraction = u32(bytes, at + 4, littleEndian)
    const original = u32(bytes, at + 12, littleEndian)
    let seconds = u32(bytes, at, littleEndian)
    let nanos = unitsPerSecond === 1_000_000 ? fraction * 1000 : fraction
    if (nanos >= 1_000_000_000) {
      const carry = Math.floor(nanos / 1_000_000_000)
      seconds += carry
      nanos -= carry * 1_000_000_000
    }
    this.lastSeconds = seconds
    const start = at + headerLength
    this.sink.packet(bytes, start, next, original, seconds, nanos, base + start, this.linkType, 0, null)
  }

  private awaitBytes(bytes: Uint8Array, at: number, wanted: number, base: number, last: boolean): number {
    this.wanted = wanted
    return last ? this.lose(bytes, at, base, 'record_header', true) : at
  }

  private findRecord(bytes: Uint8Array, start: number, end: number, base: number, last: boolean): number {
    // The captured length's highest byte is zero in every header: most positions need no closer look.
    const highByte = this.layout!.littleEndian ? 11 : 8
    for (let at = start; at < end; at++) {
      const isHopeless = at + highByte < end && bytes[at + highByte] !== 0
      const verdict = isHopeless ? 0 : followRecords(bytes, at, end, this.layout!, this.lastSeconds, last)
      if (verdict < 0) {
        this.damage.end(base + at)
        return at
      }
      if (verdict > 0) {
        this.wanted = verdict
        return at
      }
      if (bytes[at] !== 0) this.damage.sawByte()
    }
    if (last) this.damage.endOfFile(base + end)
    this.wanted = this.layout!.headerLength
    return end
  }

  /** Takes the byte at `at` as the first one of a hole. */
  private lose(bytes: Uint8Array, at: number, base: number, code: HoleCode, mayBeCut = false): number {
    this.damage.begin(base + at, code, mayBeCut)
    if (bytes[at] !== 0) this.damage.sawByte()
    return at + 1
  }
}
