// What readers and the framer ask of the protocols: is there a frame here, how long, how certain? Implemented by
// detect.ts over the compiled definitions; readers know no protocol.

export type ChecksumStatus = 'good' | 'swapped' | 'bad' | 'absent'

/** How bytes from one position on look as a frame of one format of one protocol. */
export interface Probe {
  /** Protocol id, such as `ykc`. */
  protocol: string
  /** Whole frame in bytes as the length field says; it may be more than is there. */
  size: number
  /** `size` bytes are there. */
  complete: boolean
  /** Over `size` bytes when complete; absent otherwise. */
  checksum: ChecksumStatus
  /** The end mark stands where it must (true when the format has none); false when not complete. */
  endMark: boolean
  /** 0–100: 90 and above is proof (length and checksum agree); below 30 only the start mark speaks for it. */
  score: number
}

/** How bytes look when they are one whole frame from first to last byte, whatever their length field says. */
export interface WholeFrame {
  protocol: string
  /** The length field says what is there. */
  lengthGood: boolean
  /** Size in bytes that the length field says, or null when it is not there. */
  declaredSize: number | null
  checksum: ChecksumStatus
  /** As in Probe. */
  score: number
}

export interface ProtocolProbe {
  /** Every format whose start mark and header test fit at `at`, best first; looks at bytes before `end` only. */
  probe(bytes: Uint8Array, at: number, end?: number): Probe[]
  /** Every protocol whose start mark fits, best first. */
  whole(bytes: Uint8Array): WholeFrame[]
  /** The lowest position ≥ `from` where some frame could begin (a start mark), or -1. */
  nextStart(bytes: Uint8Array, from: number): number
}
