// Positions in bytes: the one way the analyzer says where something lies. Used from the readers up to the screen.

/** Half-open [start, end), in bytes. A bit field adds which bits it takes of those bytes. */
export interface ByteRange {
  start: number
  end: number
  /** `from` counts from the lowest bit of the little-endian number that the bytes form. */
  bits?: { from: number; count: number }
}

/** A text in the two languages of the product, Chinese first. */
export interface Label {
  zh: string
  en: string
}

/** up: pile → platform (上行); down: platform → pile (下行). */
export type Direction = 'up' | 'down' | 'unknown'
