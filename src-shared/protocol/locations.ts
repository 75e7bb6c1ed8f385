// Where the pieces of a definition stand in its file. Filled by read-yaml.ts, asked by load.ts for each mistake.
import type { LineCounter } from 'yaml'

interface Piece {
  file: string
  lines: LineCounter
  /** Of the piece itself. */
  offset: number
  /** Of each of its keys or items. */
  keys: ReadonlyMap<string | number, number>
}

/** A place in a file, 1-based; columns count UTF-16 units. */
export interface Place {
  file: string
  line: number
  column: number
}

/** The places of all objects and lists of some files. Values made of them keep their place as long as they live. */
export class Locations {
  private readonly pieces = new WeakMap<object, Piece>()

  add(object: object, piece: Piece): void {
    this.pieces.set(object, piece)
  }

  /** Place of an object or list, or of one key of it when that is there; null for objects of no file. */
  find(object: object, key: string | number | null): Place | null {
    const piece = this.pieces.get(object)
    if (!piece) return null
    const { line, col } = piece.lines.linePos((key === null ? undefined : piece.keys.get(key)) ?? piece.offset)
    return { file: piece.file, line, column: col }
  }
}
