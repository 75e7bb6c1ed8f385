// Generates a capture: many piles talk to a platform over TCP, with everything that real captures suffer from, and a
// manifest of what is in it. The same options give the same bytes. This file decides what is said; network.ts how it
// travels.
import { createRandom, type Random } from '../../src-shared/capture/testing/random.ts'
import type { FileTaker } from './capture-file.ts'
import { Flow, type Connection } from './connection.ts'
import { flipBodyBit, flipLengthBit, flipStartBit, garbage } from './damage.ts'
import { foreignConversation } from './foreign.ts'
import { makeExchange, type MadeFrame, type Pile, type ProtocolName } from './frames.ts'
import { countFrame, emptyManifest, type Manifest } from './manifest.ts'
import { Network } from './network.ts'
import type { TrafficOptions } from './options.ts'

/** Seven piles of ten speak ykc. */
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
  private readonly random: Random
  private readonly manifest: Manifest
  private readonly network: Network
  private readonly open: Connection[] = []

  constructor(options: TrafficOptions, take: FileTaker) {
    this.options = options
    this.random = createRandom(options.seed)
    this.manifest = emptyManifest(options.seed)
    this.network = new Network(options, this.manifest, take)
  }

  run(): Manifest {
    const { options, random, manifest } = this
    for (let index = 0; index < options.piles; index++) this.connect(this.makePile(index), false)
    for (let index = 0; index < options.foreign; index++) this.foreign(index)
    while (manifest.frames < options.frames) {
      const at = random.below(this.open.length)
      this.exchange(this.open[at]!)
      if (random.chance(options.rates.reconnect)) this.reconnect(at)
      this.network.noise()
    }
    for (const connection of this.open) {
      this.flush(connection)
      if (random.chance(0.3)) this.network.finish(connection)
      this.close(connection)
    }
    this.network.end()
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
      up: new Flow(this.network.initialSequence(), hasHandshake),
      down: new Flow(this.network.initialSequence(), hasHandshake),
      repetitions: [],
      exchanges: 0,
    }
    if (options.details)
      for (const { tally } of [connection.up, connection.down]) tally.details = { frames: [], lostSpans: [] }
    this.open.push(connection)
    if (hasHandshake) this.network.handshake(connection)
    else this.beginInside(connection)
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
    for (const fromPile of [true, false]) this.network.sendPending(connection, fromPile, false)
    this.network.repeatDue(connection, false)
    this.network.keepAlive(connection)
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
    this.network.sendPending(connection, true, true)
    const frames = makeExchange(connection.pile, this.random).filter((frame) => frame.fromPile)
    const count = frames.reduce((total, frame) => total + frame.bytes.length, 0)
    connection.up.lose(count)
    connection.up.lastIsDamaged = true
    this.manifest.tcp.gaps++
    this.manifest.tcp.gap_bytes += count
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
    for (const fromPile of [true, false]) this.network.sendPending(connection, fromPile, true)
    this.network.repeatDue(connection, true)
  }

  private reconnect(at: number): void {
    const { random } = this
    const [connection] = this.open.splice(at, 1)
    this.flush(connection!)
    const way = random.below(3)
    if (way === 0) this.network.finish(connection!)
    else if (way === 1) this.network.reset(connection!)
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
    for (const fromPile of [true, false]) this.network.sendPending(connection, fromPile, true)
    this.network.repeatDue(connection, true)
    this.network.finish(connection)
    this.close(connection)
  }
}

function formatAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/(.{4})(?=.)/g, '$1:')
}
