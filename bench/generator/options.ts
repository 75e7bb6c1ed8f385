// What a generated capture is to be like. Used by traffic.ts; bench/generate.ts reads it from the command line.
import type { CaptureFormat } from './capture-file.ts'
import type { LinkName } from './packets.ts'

/** Probabilities: of damage per frame, of network mischief per segment, of endings per exchange. */
export interface Rates {
  flippedBody: number
  flippedLength: number
  flippedStart: number
  garbage: number
  reorder: number
  /** Per segment out of order: the capture shows its acknowledgment first. */
  earlyAck: number
  retransmit: number
  overlap: number
  conflict: number
  /** Whole frames are missing from the capture. */
  loss: number
  /** Any segment may be missing from the capture. */
  lostSegment: number
  keepAlive: number
  fragment: number
  noise: number
  reconnect: number
  /** Per connection: the capture shows no handshake. */
  noHandshake: number
  /** Per pile: it uses IPv6. */
  ipv6: number
}

export const usualRates: Rates = {
  flippedBody: 0.0012,
  flippedLength: 0.0004,
  flippedStart: 0.0002,
  garbage: 0.0005,
  reorder: 0.03,
  earlyAck: 0.2,
  retransmit: 0.004,
  overlap: 0.001,
  conflict: 0.0002,
  loss: 0.0002,
  lostSegment: 0,
  keepAlive: 0.002,
  fragment: 0.0005,
  noise: 0.002,
  reconnect: 0.0015,
  noHandshake: 0.1,
  ipv6: 0.1,
}

/** Nothing is damaged, repeated, lost or out of order. */
export const noMischief: Rates = Object.fromEntries(
  Object.keys(usualRates).map((name) => [name, 0]),
) as unknown as Rates

export interface TrafficOptions {
  /** Decides what is said: frames, their damage, who speaks when. */
  seed: number
  /** Decides how it travels: segments, their order and repetitions, times. The frames stay the same. */
  networkSeed: number
  /** Frames that an analyzer must find. */
  frames: number
  piles: number
  format: CaptureFormat
  littleEndian: boolean
  /** Link layers; a pcap file has one, a pcapng file one interface for each. */
  links: readonly LinkName[]
  rates: Rates
  /** Conversations of another kind of traffic, with bytes of no known protocol. */
  foreign: number
  /** Keep every frame and lost span in the manifest. */
  details: boolean
}

export const usualOptions: TrafficOptions = {
  seed: 1,
  networkSeed: 1,
  frames: 1000,
  piles: 50,
  format: 'pcapng',
  littleEndian: true,
  links: ['ethernet'],
  rates: usualRates,
  foreign: 0,
  details: false,
}
