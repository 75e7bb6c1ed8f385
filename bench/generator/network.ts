// How generated traffic travels: bytes become segments, out of order, sent again, overlapping or lost, and segments
// packets of the file. Used by traffic.ts, which decides what is said.
import { createRandom, type Random } from '../../src-shared/capture/testing/random.ts'
import { CaptureFile, type FileTaker } from './capture-file.ts'
import type { Connection, Segment } from './connection.ts'
import type { Manifest } from './manifest.ts'
import type { TrafficOptions } from './options.ts'
import { links, PacketBuilder } from './packets.ts'

const flag = { fin: 1, syn: 2, rst: 4, push: 8, ack: 16 }

export class Network {
  private readonly options: TrafficOptions
  private readonly manifest: Manifest
  private readonly random: Random
  private readonly file: CaptureFile
  private readonly builder = new PacketBuilder()
  private seconds = 1_763_683_200
  private nanos = 0

  constructor(options: TrafficOptions, manifest: Manifest, take: FileTaker) {
    this.options = options
    this.manifest = manifest
    this.random = createRandom(options.networkSeed)
    const linkTypes = options.links.map((link) => links[link].linkType)
    this.file = new CaptureFile(options.format, options.littleEndian, linkTypes, take)
  }

  /** The file is complete. */
  end(): void {
    this.file.end()
  }

  /** Now and then just in front of the wrap-around. */
  initialSequence(): number {
    return this.random.chance(0.1) ? 0xffff_ffff - this.random.below(400) : this.random.below(0x1_0000_0000)
  }

  handshake(connection: Connection): void {
    const { up, down } = connection
    this.send(connection, true, (up.next - 1) >>> 0, empty, flag.syn, 0)
    this.send(connection, false, (down.next - 1) >>> 0, empty, flag.syn | flag.ack, up.next)
    this.send(connection, true, up.next, empty, flag.ack, down.next)
  }

  /** Sends what one side has to say; with `all`, nothing stays behind. */
  sendPending(connection: Connection, fromPile: boolean, all: boolean): void {
    const { random, options } = this
    const flow = fromPile ? connection.up : connection.down
    const segments = flow.cut(random, all)
    if (flow.isUnderWay) this.widen(segments)
    for (const { segment, earlyAck } of flow.isUnderWay ? this.mixUp(segments) : inOrder(segments)) {
      if (earlyAck !== null)
        this.send(connection, !fromPile, this.peerSequence(connection, fromPile), empty, flag.ack, earlyAck)
      flow.arrive(segment)
      if (flow.isUnderWay && random.chance(options.rates.lostSegment)) {
        flow.loseSegment(segment)
        continue
      }
      this.sendSegment(connection, fromPile, segment)
      if (segment.payload.length > 1 && random.chance(options.rates.retransmit))
        connection.repetitions.push({ fromPile, segment, after: random.below(3) })
      if (random.chance(options.rates.conflict)) this.conflict(connection, fromPile, segment)
    }
    if (segments.length > 0) flow.isUnderWay = true
    if (segments.length > 0 && random.chance(0.15))
      this.send(connection, !fromPile, this.peerSequence(connection, fromPile), empty, flag.ack, flow.reached)
  }

  private peerSequence(connection: Connection, fromPile: boolean): number {
    return (fromPile ? connection.down : connection.up).next
  }

  /** Now and then a segment repeats the end of the one before it. */
  private widen(segments: Segment[]): void {
    for (let i = 1; i < segments.length; i++) {
      if (!this.random.chance(this.options.rates.overlap)) continue
      const before = segments[i - 1]!.payload
      const own = segments[i]!
      const count = this.random.between(1, before.length)
      const payload = new Uint8Array(count + own.payload.length)
      payload.set(before.subarray(before.length - count))
      payload.set(own.payload, count)
      segments[i] = { sequence: (own.sequence - count) >>> 0, payload }
      this.manifest.overlaps++
      // One oddity at a time: what it says must stay plain.
      i += 3
    }
  }

  /** Puts some segments behind up to three later ones; `earlyAck`: acknowledged before the capture shows it. */
  private mixUp(segments: readonly Segment[]): { segment: Segment; earlyAck: number | null }[] {
    const { random, options, manifest } = this
    const mixed = inOrder(segments)
    for (let i = 0; i + 1 < mixed.length; i++) {
      if (!random.chance(options.rates.reorder)) continue
      const to = Math.min(i + random.between(1, 3), mixed.length - 1)
      // A segment that overlaps the one before it counts as that already.
      const moved = mixed.slice(Math.max(i - 1, 0), to + 1)
      if (moved.some(({ segment }, k) => k > 0 && isWidened(moved[k - 1]!.segment, segment))) continue
      const [late] = mixed.splice(i, 1)
      mixed.splice(to, 0, late!)
      if (random.chance(options.rates.earlyAck)) late!.earlyAck = after(mixed[to - 1]!.segment)
      manifest.tcp.out_of_order++
      i = to
    }
    return mixed
  }

  /** A segment comes again with another byte in it. */
  private conflict(connection: Connection, fromPile: boolean, segment: Segment): void {
    if (segment.payload.length < 2) return
    const payload = segment.payload.slice()
    payload[this.random.below(payload.length)]! ^= 0x55
    this.sendSegment(connection, fromPile, { ...segment, payload })
    this.manifest.tcp.conflicts++
    this.manifest.tcp.retransmissions++
  }

  /** Sends again what is to be sent again by now, or all of it. */
  repeatDue(connection: Connection, all: boolean): void {
    const due = connection.repetitions.filter((one) => all || one.after-- <= 0)
    if (due.length === 0) return
    connection.repetitions = connection.repetitions.filter((one) => !due.includes(one))
    for (const { fromPile, segment } of due) {
      this.sendSegment(connection, fromPile, segment)
      this.manifest.tcp.retransmissions++
    }
  }

  /** One side asks whether the other is still there, if it does so now. */
  keepAlive(connection: Connection): void {
    if (!this.random.chance(this.options.rates.keepAlive)) return
    const { up, down } = connection
    if (!up.isIdle || !up.isUnderWay || up.tally.bytes === 0) return
    this.send(connection, true, (up.next - 1) >>> 0, this.random.chance(0.5) ? oneZero : empty, flag.ack, down.reached)
    this.send(connection, false, down.next, empty, flag.ack, up.reached)
    this.manifest.keep_alives++
  }

  finish(connection: Connection): void {
    const { up, down } = connection
    this.send(connection, true, up.next, empty, flag.fin | flag.ack, down.reached)
    this.send(connection, false, down.next, empty, flag.fin | flag.ack, (up.next + 1) >>> 0)
    this.send(connection, true, (up.next + 1) >>> 0, empty, flag.ack, (down.next + 1) >>> 0)
  }

  private sendSegment(connection: Connection, fromPile: boolean, segment: Segment): void {
    const acknowledged = (fromPile ? connection.down : connection.up).reached
    this.send(connection, fromPile, segment.sequence, segment.payload, flag.push | flag.ack, acknowledged)
  }

  private send(
    connection: Connection,
    fromPile: boolean,
    sequence: number,
    payload: Uint8Array,
    flags: number,
    acknowledgment: number,
  ): void {
    // Conversations are numbered by their first packet.
    if (connection.number < 0) connection.number = this.manifest.conversations++
    const { link, face, pileAddress, platformAddress, pilePort, platformPort } = connection
    const parts = {
      link,
      source: fromPile ? pileAddress : platformAddress,
      destination: fromPile ? platformAddress : pileAddress,
      sourcePort: fromPile ? pilePort : platformPort,
      destinationPort: fromPile ? platformPort : pilePort,
      sequence,
      acknowledgment,
      flags,
      payload,
    }
    const take = (packet: Uint8Array) => this.write(face, packet)
    const mayBeCut = pileAddress.length === 4 && payload.length > 32
    if (mayBeCut && this.random.chance(this.options.rates.fragment)) this.builder.tcpInFragments(parts, take)
    else this.builder.tcp(parts, take)
  }

  /** A packet of some other kind, if there is to be one now. */
  noise(): void {
    if (!this.random.chance(this.options.rates.noise)) return
    const face = this.random.below(this.options.links.length)
    this.builder.noise(this.options.links[face]!, (packet) => this.write(face, packet))
  }

  private write(face: number, packet: Uint8Array): void {
    this.nanos += this.random.between(20_000, 2_000_000)
    if (this.nanos >= 1_000_000_000) {
      this.nanos -= 1_000_000_000
      this.seconds++
    }
    this.manifest.packets++
    this.file.packet(this.seconds, this.nanos, face, packet)
  }

  reset(connection: Connection): void {
    this.send(connection, true, connection.up.next, empty, flag.rst | flag.ack, connection.down.reached)
  }
}

const empty = new Uint8Array(0)
const oneZero = new Uint8Array(1)

function inOrder(segments: readonly Segment[]): { segment: Segment; earlyAck: number | null }[] {
  return segments.map((segment) => ({ segment, earlyAck: null }))
}

/** Sequence number of the byte behind a segment. */
function after(segment: Segment): number {
  return (segment.sequence + segment.payload.length) >>> 0
}

function isWidened(before: Segment, segment: Segment): boolean {
  return segment.sequence !== after(before)
}
