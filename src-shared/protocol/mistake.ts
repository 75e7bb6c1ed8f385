// A mistake in a definition file, as people read it: what is wrong, how to mend it, where. The texts stand in tables
// beside the code that finds the mistakes.
import type { Label } from '../bytes/range.ts'

/** What is wrong and how to mend it, in both languages. */
export interface Mistake {
  message: Label
  remedy: Label
}

/** A mistake that belongs to a piece of the definition, before its place in the file is looked up. */
export interface Problem extends Mistake {
  /** The piece that is wrong, and the key in that piece; null: the piece as a whole. */
  where: object
  key: string | number | null
  /** A name that is not there, or a text with such a name: it may stand in a piece that another mistake concerns. */
  consequence: string | null
}

/** A mistake with its place. */
export interface DefinitionError extends Mistake {
  file: string
  /** 1-based; columns count UTF-16 units. */
  line: number
  column: number
}

/** One entry of a table of mistakes. */
export function mistake(zh: string, en: string, remedyZh: string, remedyEn: string): Mistake {
  return { message: { zh, en }, remedy: { zh: remedyZh, en: remedyEn } }
}
