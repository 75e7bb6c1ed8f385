// What an expression may name. The caller owns the fields; expressions only know their slots and types.

import type { ValueType } from './value.ts'

/** One name: where its values come from and what they are. */
export interface NameInfo {
  /** Given back to Environment.values; any integers that tell names apart. */
  slot: number
  type: ValueType
  /** The texts of an enum, zh and en, in lower case → raw value. */
  enumTexts?: ReadonlyMap<string, number>
  /** Largest and smallest value that the field can hold: a literal outside is refused. */
  max?: bigint
  min?: bigint
  /** The slot whose values are the field's bytes as captured, for `@name`. */
  rawSlot?: number
}

export interface NameTable {
  /** Must look up own entries only (a Map): `toString` is no field. */
  resolve(name: string): NameInfo | null
  /** Names that may have been meant, best first; similarWords finds them. */
  similar(name: string): string[]
}
