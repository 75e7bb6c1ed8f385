// What an operation of a layout does with the next bytes: program-builder.ts writes them, run.ts executes them. Each takes
// four numbers of Program.ops: code, field, a, b. Plain constants, since the loop over them is the hottest of the analyzer.

export const opU8 = 0
export const opU16 = 1
export const opU16be = 2
export const opU24 = 3
export const opU32 = 4
export const opU32be = 5
/** Any other field of fixed size. Up to here a is the size in bytes, b is 1 when the field is watched. */
export const opFixed = 6
/** a: expression of the size. */
export const opSized = 7
export const opRest = 8
/** The field's cases decide how it is read; b: expression of the size, or −1. */
export const opCases = 9
/** a: program of the group's fields. */
export const opGroup = 10
/** a: index into Program.repeats. */
export const opRepeat = 11
/** a: index into Program.tlvs. */
export const opTlv = 12
/** a: expression; b: how many operations to pass over when it does not hold. */
export const opIf = 13
/** The field ends with its reading's `until`. */
export const opUntil = 14
