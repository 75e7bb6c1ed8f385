// Generates a capture: many piles talk to a platform over TCP, with everything that real captures suffer from, and a
// manifest of what is in it. The same options give the same bytes.
import { createRandom, type Random } from '../../src-shared/capture/testing/random.ts'
import { CaptureFile, type FileTaker } from './capture-file.ts'
import { Flow, type Connection, type Segment } from './connection.ts'
import { flipBodyBit, flipLengthBit, flipStartBit, garbage } from './damage.ts'
import { foreignConversation } from './foreign.ts'
import { makeExchange, type MadeFrame, type Pile, type ProtocolName } from './frames.ts'
import { countFrame, emptyManifest, type Manifest } from './manifest.ts'
import type { TrafficOptions } from './options.ts'
import { links, PacketBuilder } from './packets.ts'

const flag = { fin: 1, syn: 2, rst: 4, push: 8, ack: 16 }
const protocols: readonly ProtocolName[] = [
  'ykc',
  'ykc',
  'ykc',
  'ykc',
  'ykc',
  'ykc',
  'ykc',
  'aaf5',
  'gw376-68',
  'ur-7572',
]
const platformPorts: Record<ProtocolName, number> = { ykc: 8767, aaf5: 9000, 'gw376-68': 7600, 'ur-7572': 7572 }

/** Writes the file to `take` and returns what is in it. */
export function generateCapture(options: TrafficOptions, take: FileTaker): Manifest {
  return new Traffic(options, take).run()
}

class Traffic {
  private readonly options: TrafficOptions
  /** Of what is said, and of how it travels. */
  private readonly random: Random
  private readonly network: Random
  private readonly file: CaptureFile
  private readonly manifest: Manifest
  private readonly builder = new PacketBuilder()
  private readonly open: Connection[] = []
  private seconds = 1_763_683_200
  private nanos = 0

  constructor(options: TrafficOptions, take: FileTaker) {
    this.options = options
    this.random = createRandom(options.seed)
    this.network = createRandom(options.networkSeed)
    const linkTypes = options.links.map((link) => links[link].linkType)
    this.file = new CaptureFile(options.format, options.littleEndian, linkTypes, take)
    this.manifest = emptyManifest(options.seed)
  }

  run(): Manifest {
    const { options, random, manifest } = this
    for (let index = 0; index < options.piles; index++) this.connect(this.makePile(index), false)
    for (let index = 0; index < options.foreign; index++) this.foreign(index)
    while (manifest.frames < options.frames) {
      const at = random.below(this.open.length)
      this.exchange(this.open[at]!)
      if (random.chance(options.rates.reconnect)) this.reconnect(at)
      if (this.network.chance(options.rates.noise)) this.noise()
    }
    for (const connection of this.open) {
      this.flush(connection)
      if (random.chance(0.3)) this.finish(connection)
      this.close(connection)
    }
    this.file.end()
    return manifest
  }

  private makePile(index: number): Pile {
    return {
      protocol: protocols[index % protocols.length]!,
      index,
      swaps: index % 5 === 2,
      sequence: this.random.below(60_000),
    }
  }

  /** A pile's connection; `samePort`: on the port pair of its last one, then always with a handshake. */
  private connect(
    pile: Pile,
    samePort: boolean,
    before?: Connection,
    platformPort = platformPorts[pile.protocol],
  ): void {
    const { options, random } = this
    const hasHandshake = samePort || !random.chance(options.rates.noHandshake)
    const face = pile.index % options.links.length
    const isIpv6 = before ? before.pileAddress.length === 16 : random.chance(options.rates.ipv6)
    const last = [pile.index >> 8, pile.index & 0xff]
    const connection: Connection = {
      number: -1,
      pile,
      protocol: pile.protocol,
      hasHandshake,
      link: options.links[face]!,
      face,
      pileAddress: Uint8Array.from(
        isIpv6 ? [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, ...last] : [10, 0, ...last],
      ),
      platformAddress: Uint8Array.from(
        isIpv6 ? [0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2] : [198, 51, 100, 7],
      ),
      pilePort: samePort ? before!.pilePort : before ? before.pilePort + 1 : 30_000 + (pile.index % 1000) * 30,
      platformPort,
      up: new Flow(this.initialSequence(), hasHandshake),
      down: new Flow(this.initialSequence(), hasHandshake),
      repetitions: [],
      exchanges: 0,
    }
    if (options.details)
      for (const { tally } of [connection.up, connection.down]) tally.details = { frames: [], lostSpans: [] }
    this.open.push(connection)
    if (hasHandshake) this.handshake(connection)
    else this.beginInside(connection)
  }

  /** Now and then just in front of the wrap-around. */
  private initialSequence(): number {
    return this.network.chance(0.1) ? 0xffff_ffff - this.network.below(400) : this.network.below(0x1_0000_0000)
  }

  private handshake(connection: Connection): void {
    const { up, down } = connection
    this.send(connection, true, (up.next - 1) >>> 0, empty, flag.syn, 0)
    this.send(connection, false, (down.next - 1) >>> 0, empty, flag.syn | flag.ack, up.next)
    this.send(connection, true, up.next, empty, flag.ack, down.next)
  }

  /** The capture was started in the middle of a frame. */
  private beginInside(connection: Connection): void {
    if (!this.random.chance(0.5)) return
    const rest = garbage(this.random.between(1, 30), this.random)
    connection.up.add(rest)
    this.manifest.skipped_bytes += rest.length
  }

  private exchange(connection: Connection): void {
    const { random, options } = this
    connection.exchanges++
    if (connection.exchanges > 3 && random.chance(options.rates.loss)) this.lose(connection)
    for (const frame of makeExchange(connection.pile, random)) this.add(connection, frame)
    for (const fromPile of [true, false]) this.sendPending(connection, fromPile, false)
    this.repeatDue(connection, false)
    if (this.network.chance(options.rates.keepAlive)) this.keepAlive(connection)
  }

  private add(connection: Connection, frame: MadeFrame): void {
    const { random, options, manifest } = this
    const { rates } = options
    const flow = frame.fromPile ? connection.up : connection.down
    const mayBeDamaged = !flow.lastIsDamaged
    const dice = mayBeDamaged ? random.below(1_000_000) / 1_000_000 : 1
    if (dice < rates.flippedBody) flipBodyBit(frame, random)
    else if (dice < rates.flippedBody + rates.flippedLength) flipLengthBit(frame, random)
    else if (dice < rates.flippedBody + rates.flippedLength + rates.flippedStart) flipStartBit(frame, random)
    else if (mayBeDamaged && random.chance(rates.garbage)) {
      const rest = garbage(random.between(1, 40), random)
      flow.add(rest)
      manifest.skipped_bytes += rest.length
    }
    flow.lastIsDamaged = frame.state !== 'good' && frame.state !== 'swapped'
    flow.add(frame.bytes)
    countFrame(manifest, frame)
    flow.tally.addFrame(frame)
  }

  /** Whole frames go lost on their way into the capture. */
  private lose(connection: Connection): void {
    this.sendPending(connection, true, true)
    const frames = makeExchange(connection.pile, this.random).filter((frame) => frame.fromPile)
    const count = frames.reduce((total, frame) => total + frame.bytes.length, 0)
    connection.up.lose(count)
    connection.up.lastIsDamaged = true
    this.manifest.tcp.gaps++
    this.manifest.tcp.gap_bytes += count
  }

  private sendPending(connection: Connection, fromPile: boolean, all: boolean): void {
    const { network, options } = this
    const flow = fromPile ? connection.up : connection.down
    const segments = flow.cut(network, all)
    if (flow.isUnderWay) this.widen(segments)
    for (const { segment, lateAck } of flow.isUnderWay ? this.mixUp(segments) : inOrder(segments)) {
      if (lateAck !== null)
        this.send(connection, !fromPile, this.peerSequence(connection, fromPile), empty, flag.ack, lateAck)
      flow.arrive(segment)
      if (flow.isUnderWay && network.chance(options.rates.lostSegment)) {
        flow.loseSegment(segment)
        continue
      }
      this.sendSegment(connection, fromPile, segment)
      if (segment.payload.length > 1 && network.chance(options.rates.retransmit))
        connection.repetitions.push({ fromPile, segment, after: network.below(3) })
      if (network.chance(options.rates.conflict)) this.conflict(connection, fromPile, segment)
    }
    if (segments.length > 0) flow.isUnderWay = true
    if (segments.length > 0 && network.chance(0.15))
      this.send(connection, !fromPile, this.peerSequence(connection, fromPile), empty, flag.ack, flow.reached)
  }

  private peerSequence(connection: Connection, fromPile: boolean): number {
    return (fromPile ? connection.down : connection.up).next
  }

  /** Now and then a segment repeats the end of the one before it. */
  private widen(segments: Segment[]): void {
    for (let i = 1; i < segments.length; i++) {
      if (!this.network.chance(this.options.rates.overlap)) continue
      const before = segments[i - 1]!.payload
      const own = segments[i]!
      const count = this.network.between(1, before.length)
      const payload = new Uint8Array(count + own.payload.length)
      payload.set(before.subarray(before.length - count))
      payload.set(own.payload, count)
      segments[i] = { sequence: (own.sequence - count) >>> 0, payload }
      this.manifest.overlaps++
      // One oddity at a time: what it says must stay plain.
      i += 3
    }
  }

  /** Puts some segments behind up to three later ones; `lateAck`: acknowledged before the capture shows it. */
  private mixUp(segments: readonly Segment[]): { segment: Segment; lateAck: number | null }[] {
    const { network, options, manifest } = this
    const mixed = inOrder(segments)
    for (let i = 0; i + 1 < mixed.length; i++) {
      if (!network.chance(options.rates.reorder)) continue
      const to = Math.min(i + network.between(1, 3), mixed.length - 1)
      // A segment that overlaps the one before it counts as that already.
      const moved = mixed.slice(Math.max(i - 1, 0), to + 1)
      if (moved.some(({ segment }, k) => k > 0 && isWidened(moved[k - 1]!.segment, segment))) continue
      const [late] = mixed.splice(i, 1)
      mixed.splice(to, 0, late!)
      if (network.chance(0.2)) late!.lateAck = after(mixed[to - 1]!.segment)
      manifest.tcp.out_of_order++
      i = to
    }
    return mixed
  }

  /** A segment comes again with another byte in it. */
  private conflict(connection: Connection, fromPile: boolean, segment: Segment): void {
    if (segment.payload.length < 2) return
    const payload = segment.payload.slice()
    payload[this.network.below(payload.length)]! ^= 0x55
    this.sendSegment(connection, fromPile, { ...segment, payload })
    this.manifest.tcp.conflicts++
    this.manifest.tcp.retransmissions++
  }

  private repeatDue(connection: Connection, all: boolean): void {
    const due = connection.repetitions.filter((one) => all || one.after-- <= 0)
    if (due.length === 0) return
    connection.repetitions = connection.repetitions.filter((one) => !due.includes(one))
    for (const { fromPile, segment } of due) {
      this.sendSegment(connection, fromPile, segment)
      this.manifest.tcp.retransmissions++
    }
  }

  private keepAlive(connection: Connection): void {
    const { up, down } = connection
    if (!up.isIdle || !up.isUnderWay || up.tally.bytes === 0) return
    this.send(connection, true, (up.next - 1) >>> 0, this.network.chance(0.5) ? oneZero : empty, flag.ack, down.reached)
    this.send(connection, false, down.next, empty, flag.ack, up.reached)
    this.manifest.keep_alives++
  }

  /** Sends everything that waits; ends with good frames, so that nothing before them stays in doubt. */
  private flush(connection: Connection): void {
    for (const frame of makeExchange(connection.pile, this.random)) {
      const flow = frame.fromPile ? connection.up : connection.down
      flow.add(frame.bytes)
      flow.lastIsDamaged = false
      countFrame(this.manifest, frame)
      flow.tally.addFrame(frame)
    }
    for (const fromPile of [true, false]) this.sendPending(connection, fromPile, true)
    this.repeatDue(connection, true)
  }

  private finish(connection: Connection): void {
    const { up, down } = connection
    this.send(connection, true, up.next, empty, flag.fin | flag.ack, down.reached)
    this.send(connection, false, down.next, empty, flag.fin | flag.ack, (up.next + 1) >>> 0)
    this.send(connection, true, (up.next + 1) >>> 0, empty, flag.ack, (down.next + 1) >>> 0)
  }

  private reconnect(at: number): void {
    const { random } = this
    const [connection] = this.open.splice(at, 1)
    this.flush(connection!)
    const way = random.below(3)
    if (way === 0) this.finish(connection!)
    else if (way === 1)
      this.send(connection!, true, connection!.up.next, empty, flag.rst | flag.ack, connection!.down.reached)
    this.close(connection!)
    this.connect(connection!.pile, random.chance(0.7), connection!)
  }

  private close(connection: Connection): void {
    const { up, down, protocol, hasHandshake } = connection
    this.manifest.streams[connection.number] = {
      pile: `${formatAddress(connection.pileAddress)} ${connection.pilePort}`,
      platform: `${formatAddress(connection.platformAddress)} ${connection.platformPort}`,
      protocol,
      handshake: hasHandshake,
      up: up.tally.end(),
      down: down.tally.end(),
    }
  }

  /** A conversation that is none of a pile's, such as a web page. */
  private foreign(index: number): void {
    const pile: Pile = { ...this.makePile(0), index: 60_000 + index }
    this.connect(pile, false, undefined, 80)
    const connection = this.open.pop()!
    connection.protocol = null
    const { request, answer } = foreignConversation(index, this.random)
    connection.up.add(request)
    connection.down.add(answer)
    this.manifest.skipped_bytes += request.length + answer.length
    this.manifest.undecoded_bytes += connection.up.tally.bytes + connection.down.tally.bytes
    for (const fromPile of [true, false]) this.sendPending(connection, fromPile, true)
    this.repeatDue(connection, true)
    this.finish(connection)
    this.close(connection)
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
    if (mayBeCut && this.network.chance(this.options.rates.fragment)) this.builder.tcpInFragments(parts, take)
    else this.builder.tcp(parts, take)
  }

  private noise(): void {
    const face = this.network.below(this.options.links.length)
    this.builder.noise(this.options.links[face]!, (packet) => this.write(face, packet))
  }

  private write(face: number, packet: Uint8Array): void {
    this.nanos += this.network.between(20_000, 2_000_000)
    if (this.nanos >= 1_000_000_000) {
      this.nanos -= 1_000_000_000
      this.seconds++
    }
    this.manifest.packets++
    this.file.packet(this.seconds, this.nanos, face, packet)
  }
}

const empty = new Uint8Array(0)
const oneZero = new Uint8Array(1)

function inOrder(segments: readonly Segment[]): { segment: Segment; lateAck: number | null }[] {
  return segments.map((segment) => ({ segment, lateAck: null }))
}

/** Sequence number of the byte behind a segment. */
function after(segment: Segment): number {
  return (segment.sequence + segment.payload.length) >>> 0
}

function isWidened(before: Segment, segment: Segment): boolean {
  return segment.sequence !== after(before)
}

function formatAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/(.{4})(?=.)/g, '$1:')
}
