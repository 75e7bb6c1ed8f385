// Sets of characters for patterns: sorted, disjoint, inclusive ranges of code points.

export type CharSet = readonly (readonly [first: number, last: number])[]

const lastCodePoint = 0x10ffff

/** Sorts and joins ranges. */
export function charSet(ranges: CharSet): CharSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0])
  const joined: [number, number][] = []
  for (const [first, last] of sorted) {
    const previous = joined.at(-1)
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last)
    else joined.push([first, last])
  }
  return joined
}

/** All characters that a set does not hold. */
export function complement(set: CharSet): CharSet {
  const ranges: [number, number][] = []
  let next = 0
  for (const [first, last] of set) {
    if (first > next) ranges.push([next, first - 1])
    next = last + 1
  }
  if (next <= lastCodePoint) ranges.push([next, lastCodePoint])
  return ranges
}

export function includes(set: CharSet, codePoint: number): boolean {
  return set.some(([first, last]) => first <= codePoint && codePoint <= last)
}

export const digits: CharSet = [[0x30, 0x39]]
export const wordCharacters: CharSet = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]
/** White space of Unicode, the ideographic space included. */
export const spaces: CharSet = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]
/** What `.` matches: all but the line feed. */
export const withinLine: CharSet = complement([[0x0a, 0x0a]])
export const everything: CharSet = [[0, lastCodePoint]]

type CasePairs = readonly (readonly [upper: number, lower: number])[]

const asciiPairs: CasePairs = Array.from({ length: 26 }, (_, i) => [0x41 + i, 0x61 + i] as const)
let unicodePairs: CasePairs | null = null

/** Upper and lower case letters that are one code unit each. */
function allPairs(): CasePairs {
  if (unicodePairs !== null) return unicodePairs
  const found: [number, number][] = []
  for (let unit = 0x80; unit < 0x10000; unit++) {
    const lower = String.fromCharCode(unit).toLowerCase()
    // A letter such as the Kelvin sign does not turn into an ASCII one.
    const isPair = lower.length === 1 && lower.charCodeAt(0) !== unit && lower.charCodeAt(0) >= 0x80
    if (isPair) found.push([unit, lower.charCodeAt(0)])
  }
  unicodePairs = [...asciiPairs, ...found]
  return unicodePairs
}

/** The set with the other case of every letter added: of ASCII letters only, or of all. */
export function ignoreCase(set: CharSet, letters: 'ascii' | 'unicode'): CharSet {
  const isAscii = set.every(([, last]) => last < 0x80)
  const added: [number, number][] = []
  for (const [upper, lower] of letters === 'ascii' || isAscii ? asciiPairs : allPairs()) {
    if (includes(set, upper)) added.push([lower, lower])
    else if (includes(set, lower)) added.push([upper, upper])
  }
  return added.length === 0 ? set : charSet([...set, ...added])
}
