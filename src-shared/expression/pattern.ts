// Matches texts against a pattern in time linear in the text, whatever the pattern: all ways through the program are
// followed at once, one bit each (a position automaton, after Glushkov). Used by `matches`.

import { includes, wordCharacters } from './char-set.ts'
import type { CharSet } from './char-set.ts'
import { expressionError } from './messages.ts'
import { compileProgram, mostReaders } from './pattern-program.ts'
import type { Program } from './pattern-program.ts'
import { parsePattern } from './pattern-syntax.ts'
import type { Assertion } from './pattern-syntax.ts'
import type { ExpressionError } from './syntax.ts'

export interface Pattern {
  /** Whether the pattern is found anywhere in the text. */
  test(text: string): boolean
}

/** Compiles a pattern; ranges of errors are positions in `source`. `letters`: those whose case is ignored. */
export function compilePattern(
  source: string,
  letters: 'ascii' | 'unicode' = 'unicode',
): { pattern: Pattern } | { error: ExpressionError } {
  const parsed = parsePattern(source, letters)
  if ('error' in parsed) return parsed
  const program = compileProgram(parsed.node)
  if (program === null) return { error: expressionError('pattern_too_large', { start: 0, end: source.length }, []) }
  return { pattern: new PositionAutomaton(program) }
}

/** What stands on one side of a place in the text. */
const edge = 0
const wordSide = 1
const otherSide = 2

/**
 * Bit r stands for "reader r is next", the last bit for "accepted". Four words always hold them, so that the inner
 * loop keeps them in variables; mostReaders follows from this.
 */
const words = 4
const acceptWord = mostReaders >> 5
const acceptBit = 1 << (mostReaders & 31)

/** The bits reachable at a place: from the beginning of the pattern, and after each set of readers. */
interface Reach {
  first: Int32Array
  /** For every 8 readers, 256 rows: what is reachable after any of the readers in that byte has read. */
  after: Int32Array
}

class PositionAutomaton implements Pattern {
  private readonly program: Program
  /** Words that readers take; the accepting bit is never active. */
  private readonly usedWords: number
  private readonly looksAround: boolean
  /** First code point of each class of characters that no reader tells apart. */
  private readonly classStarts: Int32Array
  private readonly asciiClasses = new Uint16Array(128)
  private readonly classSides: Uint8Array
  /** For every class, the readers that take it. */
  private readonly takers: Int32Array
  private readonly reaches: (Reach | undefined)[] = []

  constructor(program: Program) {
    this.program = program
    this.usedWords = (program.readers.length + 31) >> 5
    this.looksAround = program.steps.some((step) => step.kind === 'assertion')
    this.classStarts = findClassStarts(program.readers)
    this.classSides = new Uint8Array(this.classStarts.length)
    this.takers = new Int32Array(this.classStarts.length * words)
    for (let index = 0; index < this.classStarts.length; index++) {
      this.classSides[index] = includes(wordCharacters, this.classStarts[index]!) ? wordSide : otherSide
    }
    program.readers.forEach((set, reader) => this.markTakers(set, reader))
    for (let code = 0; code < 128; code++) this.asciiClasses[code] = this.searchClass(code)
  }

  /** Every class lies within one range of a set or outside all of them. */
  private markTakers(set: CharSet, reader: number): void {
    for (const [first, last] of set) {
      for (let index = this.searchClass(first); index < this.classStarts.length; index++) {
        if (this.classStarts[index]! > last) break
        this.takers[index * words + (reader >> 5)]! |= 1 << (reader & 31)
      }
    }
  }

  test(text: string): boolean {
    const { takers, usedWords } = this
    const active = new Int32Array(words)
    let before = edge
    for (let i = 0; ; i++) {
      let code = i < text.length ? text.charCodeAt(i) : -1
      if (code >= 0xd800 && code < 0xdc00) {
        code = text.codePointAt(i)!
        if (code > 0xffff) i++
      }
      const found = code < 0 ? -1 : code < 128 ? this.asciiClasses[code]! : this.searchClass(code)
      const next = found < 0 ? edge : this.classSides[found]!
      const { first, after } = this.reachAt(before, next)
      let bits0 = first[0]!
      let bits1 = first[1]!
      let bits2 = first[2]!
      let bits3 = first[3]!
      for (let word = 0; word < usedWords; word++) {
        let bits = active[word]!
        for (let group = word << 12; bits !== 0; group += 256 * words, bits >>>= 8) {
          const row = group + (bits & 0xff) * words
          bits0 |= after[row]!
          bits1 |= after[row + 1]!
          bits2 |= after[row + 2]!
          bits3 |= after[row + 3]!
        }
      }
      if ((bits3 & acceptBit) !== 0) return true
      if (found < 0) return false
      active[0] = bits0 & takers[found * words]!
      active[1] = bits1 & takers[found * words + 1]!
      active[2] = bits2 & takers[found * words + 2]!
      active[3] = bits3 & takers[found * words + 3]!
      before = next
    }
  }

  private searchClass(code: number): number {
    const { classStarts } = this
    let low = 0
    let high = classStarts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (classStarts[middle]! <= code) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The table for a place between two sides; patterns without assertions need only one. */
  private reachAt(before: number, after: number): Reach {
    const place = this.looksAround ? before * 3 + after : 0
    return (this.reaches[place] ??= this.buildReach(before, after))
  }

  private buildReach(before: number, after: number): Reach {
    const { readers, steps } = this.program
    const groups = Math.ceil(readers.length / 8)
    const table = new Int32Array(this.usedWords * 4 * 256 * words)
    steps.forEach((step, index) => {
      if (step.kind !== 'read') return
      const bits = this.reachable(index + 1, before, after)
      table.set(bits, ((step.reader >> 3) * 256 + (1 << (step.reader & 7))) * words)
    })
    for (let group = 0; group < groups; group++) {
      for (let byte = 3; byte < 256; byte++) {
        const lowest = byte & -byte
        if (lowest === byte) continue
        const row = (group * 256 + byte) * words
        for (let i = 0; i < words; i++) {
          table[row + i] = table[row - lowest * words + i]! | table[row + (lowest - byte) * words + i]!
        }
      }
    }
    return { first: this.reachable(0, before, after), after: table }
  }

  /** The readers, and acceptance, that can be reached from a step without reading. */
  private reachable(from: number, before: number, after: number): Int32Array {
    const bits = new Int32Array(words)
    const { steps } = this.program
    const seen = new Uint8Array(steps.length)
    const waiting = [from]
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (seen[index] === 1) continue
      seen[index] = 1
      const step = steps[index]!
      if (step.kind === 'read') bits[step.reader >> 5]! |= 1 << (step.reader & 31)
      else if (step.kind === 'accept') bits[acceptWord]! |= acceptBit
      else if (step.kind === 'fork') waiting.push(...step.targets)
      else if (holdsAt(step.assertion, before, after)) waiting.push(index + 1)
    }
    return bits
  }
}

function holdsAt(assertion: Assertion, before: number, after: number): boolean {
  switch (assertion) {
    case 'start':
      return before === edge
    case 'end':
      return after === edge
    case 'boundary':
      return (before === wordSide) !== (after === wordSide)
    case 'inside':
      return (before === wordSide) === (after === wordSide)
  }
}

/** Cuts all characters where a reader's set, or the word characters, begin or end. */
function findClassStarts(readers: readonly CharSet[]): Int32Array {
  const starts = new Set([0])
  for (const set of new Set([...readers, wordCharacters])) {
    for (const [first, last] of set) {
      starts.add(first)
      if (last < 0x10ffff) starts.add(last + 1)
    }
  }
  return Int32Array.from(starts).sort()
}
