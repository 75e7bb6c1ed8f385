// What every byte of a frame is part of: its leaf and its tint. Neighbouring fields never share a tint. Pure.
import { leavesOf, type DisplayNode } from '../packet-details/display-tree.ts'

/** a…e for fields of the body, k and l for header and trailer. */
export type Tint = 'a' | 'b' | 'c' | 'd' | 'e' | 'k' | 'l'

export interface ByteMap {
  leaves: readonly DisplayNode[]
  /** By byte: index into `leaves`, or −1. */
  leafAt: Int32Array
  /** By leaf. */
  tints: readonly Tint[]
}

const bodyTints: readonly Tint[] = ['a', 'b', 'c', 'd', 'e']
const edgeTints: readonly Tint[] = ['k', 'l']

/** Maps a frame of `size` bytes. Bytes outside [bodyStart, bodyEnd) are header or trailer. */
export function byteMap(roots: readonly DisplayNode[], size: number, bodyStart: number, bodyEnd: number): ByteMap {
  const leaves = leavesOf(roots)
  const leafAt = new Int32Array(size).fill(-1)
  const tints: Tint[] = []
  let inBody = 0
  let atEdge = 0
  leaves.forEach((leaf, index) => {
    leafAt.fill(index, leaf.start, Math.min(leaf.end, size))
    const isBody = leaf.start >= bodyStart && leaf.start < bodyEnd
    tints.push(isBody ? bodyTints[inBody++ % bodyTints.length]! : edgeTints[atEdge++ % edgeTints.length]!)
  })
  return { leaves, leafAt, tints }
}

/** The leaf of a byte, or null. */
export function leafOfByte({ leaves, leafAt }: ByteMap, byte: number): DisplayNode | null {
  return leaves[leafAt[byte] ?? -1] ?? null
}
