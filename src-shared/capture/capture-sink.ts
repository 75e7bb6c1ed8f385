// What the capture readers (read-pcap, read-pcapng) deliver, and to whom.
// On the data path: file bytes → reader → CaptureSink. Next: packet.ts takes the packets apart.

import type { Label } from '../bytes/range.ts'

/** Link type of a packet whose interface the file does not describe. */
export const unknownLinkType = -1

/** `nanos` of a packet for which the file gives no time. */
export const noTime = -1

/** A packet with more captured bytes than this is damage, as in libpcap. */
export const maxPacketLength = 262_144

export type HoleCode =
  | 'cut'
  | 'zeros'
  | 'file_header'
  | 'record_header'
  | 'record_too_long'
  | 'block_length'
  | 'block_lengths_differ'
  | 'block_too_short'
  | 'captured_length'

/** A span of the file that could not be read. Reading goes on after it. */
export interface Hole {
  /** First byte of the span, from the start of the file. */
  fileOffset: number
  length: number
  code: HoleCode
  reason: Label
}

export type CaptureNoteCode =
  | 'empty_file'
  | 'zero_tail'
  | 'version_unusual'
  | 'interface_unknown'
  | 'interfaces_dropped'
  | 'interface_guessed'
  | 'resolution_extreme'

/** Something unusual that lost nothing. */
export interface CaptureNote {
  fileOffset: number
  code: CaptureNoteCode
  message: Label
}

/** One section of a pcapng file, or the whole of a pcap file. Texts are null where the file has none. */
export interface CaptureSection {
  index: number
  fileOffset: number
  format: 'pcap' | 'pcapng'
  littleEndian: boolean
  version: { major: number; minor: number }
  comment: string | null
  hardware: string | null
  system: string | null
  application: string | null
}

export interface CaptureInterface {
  /** Counted through the whole file, from 0; packets name their interface by it. */
  index: number
  section: number
  linkType: number
  /** Longest packet kept, in bytes; 0 for no limit. */
  snapLength: number
  name: string | null
  description: string | null
  comment: string | null
}

/** Counters that the capturing program wrote for one interface; null where it wrote none. */
export interface InterfaceStatistics {
  interfaceIndex: number
  received: number | null
  droppedByInterface: number | null
  droppedBySystem: number | null
  comment: string | null
}

export interface CaptureSink {
  /**
   * One packet: `bytes` [start, end), valid only during the call.
   * @param originalLength length on the wire; more than end − start when the capture cut the packet
   * @param seconds since 1970, UTC
   * @param nanos 0 … 999,999,999, or `noTime`
   * @param fileOffset of `bytes[start]`
   * @param linkType number of the tcpdump.org registry, or `unknownLinkType`
   * @param interfaceIndex as in CaptureInterface, or −1 when unknown or beyond what is kept
   * @param comment of the packet, several joined by line feeds
   */
  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    seconds: number,
    nanos: number,
    fileOffset: number,
    linkType: number,
    interfaceIndex: number,
    comment: string | null,
  ): void
  hole(hole: Hole): void
  note(note: CaptureNote): void
  section(section: CaptureSection): void
  interface(description: CaptureInterface): void
  /** A host name that the capture keeps for an address. */
  name(address: string, name: string): void
  statistics(statistics: InterfaceStatistics): void
}

/** A reader takes a file in chunks of any size. It never throws and holds a bounded part of the file. */
export interface CaptureReader {
  push(chunk: Uint8Array): void
  /** The file has no more bytes for now but may grow: gives what is complete, as a live view needs it. */
  settle(): void
  /** The file is at its end: what is left is given or reported as a hole. */
  end(): void
  /** Bytes read and done with, from the start of the file: for a progress bar. */
  readonly offset: number
}
