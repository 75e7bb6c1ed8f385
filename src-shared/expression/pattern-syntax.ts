// Regular expressions, from text to tree. Only what can be matched in linear time: no back-references, no looking
// around. Case is ignored unless (?-i) says otherwise, as in Wireshark. Next: pattern-program.ts.

import { charSet, complement, digits, everything, ignoreCase, spaces, withinLine, wordCharacters } from './char-set.ts'
import type { CharSet } from './char-set.ts'
import { expressionError } from './messages.ts'
import type { ErrorCode } from './messages.ts'
import type { ExpressionError } from './syntax.ts'

export type PatternNode =
  | { kind: 'set'; set: CharSet }
  | { kind: 'sequence'; items: readonly PatternNode[] }
  | { kind: 'choice'; items: readonly PatternNode[] }
  /** `most` is Infinity when there is no bound. */
  | { kind: 'repeat'; item: PatternNode; least: number; most: number }
  | { kind: 'assertion'; assertion: Assertion }

export type Assertion = 'start' | 'end' | 'boundary' | 'inside'

const mostRepeats = 1000
const mostGroups = 100
const controls = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
  ['0', 0x00],
])
const classes = new Map<string, CharSet>([
  ['d', digits],
  ['D', complement(digits)],
  ['w', wordCharacters],
  ['W', complement(wordCharacters)],
  ['s', spaces],
  ['S', complement(spaces)],
])

/** Parses a pattern; ranges of errors are positions in the pattern. */
export function parsePattern(
  source: string,
  letters: 'ascii' | 'unicode',
): { node: PatternNode } | { error: ExpressionError } {
  try {
    return { node: new PatternParser(source, letters).parseAll() }
  } catch (failure) {
    if (failure instanceof PatternRefusal) return { error: failure.error }
    throw failure
  }
}

/** Leaves the recursive descent; never leaves this file. */
class PatternRefusal {
  readonly error: ExpressionError
  constructor(error: ExpressionError) {
    this.error = error
  }
}

type PlainCode = Extract<ErrorCode, `pattern_${string}`>

class PatternParser {
  private readonly source: string
  private readonly letters: 'ascii' | 'unicode'
  private position = 0
  private depth = 0
  private ignoresCase = true
  private dotMatchesAll = false

  constructor(source: string, letters: 'ascii' | 'unicode') {
    this.source = source
    this.letters = letters
  }

  parseAll(): PatternNode {
    const node = this.parseChoice()
    if (this.position < this.source.length) this.refuse('pattern_syntax', this.position, 1)
    return node
  }

  private refuse(code: Exclude<PlainCode, 'pattern_too_large'>, start: number, length: number, part?: string): never {
    const end = Math.min(start + length, this.source.length)
    const text = part ?? this.source.slice(start, end)
    throw new PatternRefusal(expressionError(code, { start, end }, [text]))
  }

  private accept(text: string): boolean {
    if (!this.source.startsWith(text, this.position)) return false
    this.position += text.length
    return true
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position
    const found = pattern.exec(this.source)
    if (found !== null) this.position += found[0].length
    return found
  }

  private parseChoice(): PatternNode {
    const items = [this.parseSequence()]
    while (this.accept('|')) items.push(this.parseSequence())
    return items.length === 1 ? items[0]! : { kind: 'choice', items }
  }

  private parseSequence(): PatternNode {
    const items: PatternNode[] = []
    while (this.position < this.source.length && !'|)'.includes(this.source[this.position]!)) {
      const item = this.parseItem()
      if (item !== null) items.push(this.parseRepeat(item))
    }
    return { kind: 'sequence', items }
  }

  /** One thing that may be repeated; null for an option such as (?i). */
  private parseItem(): PatternNode | null {
    const start = this.position
    const character = this.nextCharacter()
    switch (character) {
      case '(':
        return this.parseGroup(start)
      case '[':
        return { kind: 'set', set: this.parseClass(start) }
      case '.':
        return { kind: 'set', set: this.dotMatchesAll ? everything : withinLine }
      case '^':
        return { kind: 'assertion', assertion: 'start' }
      case '$':
        return { kind: 'assertion', assertion: 'end' }
      case '*':
      case '+':
      case '?':
        return this.refuse('pattern_nothing', start, 1)
      case '\\':
        return this.parseEscape(start)
      case '{':
        this.position = start
        if (this.match(/\{[0-9]+(?:,[0-9]*)?\}/y)) return this.refuse('pattern_nothing', start, this.position - start)
        this.position = start + 1
        return this.single(0x7b)
      default:
        return this.single(character.codePointAt(0)!)
    }
  }

  private nextCharacter(): string {
    const character = String.fromCodePoint(this.source.codePointAt(this.position)!)
    this.position += character.length
    return character
  }

  private single(codePoint: number): PatternNode {
    return { kind: 'set', set: this.withCase([[codePoint, codePoint]]) }
  }

  private withCase(set: CharSet): CharSet {
    return this.ignoresCase ? ignoreCase(set, this.letters) : set
  }

  private parseGroup(start: number): PatternNode | null {
    if (this.match(/\?<?[=!]/y)) return this.refuse('pattern_lookaround', start, this.position - start)
    const before = [this.ignoresCase, this.dotMatchesAll] as const
    const options = this.match(/\?([is]*)(?:-([is]*))?([:)])/y)
    if (options !== null) {
      this.setOptions(options[1]!, true)
      this.setOptions(options[2] ?? '', false)
      // (?i) holds to the end of the group around it, (?i:…) for its own content.
      if (options[3] === ')') return null
    } else if (this.source[this.position] === '?' && this.match(/\?P?<[A-Za-z_]\w*>/y) === null) {
      return this.refuse('pattern_syntax', start, 3)
    }
    if (++this.depth > mostGroups) return this.tooLarge(start)
    const node = this.parseChoice()
    if (!this.accept(')')) return this.refuse('pattern_end', start, this.source.length, ')')
    this.depth--
    ;[this.ignoresCase, this.dotMatchesAll] = before
    return node
  }

  private setOptions(options: string, on: boolean): void {
    if (options.includes('i')) this.ignoresCase = on
    if (options.includes('s')) this.dotMatchesAll = on
  }

  private tooLarge(start: number): never {
    throw new PatternRefusal(expressionError('pattern_too_large', { start, end: this.source.length }, []))
  }

  private parseEscape(start: number): PatternNode {
    if (this.accept('b')) return { kind: 'assertion', assertion: 'boundary' }
    if (this.accept('B')) return { kind: 'assertion', assertion: 'inside' }
    const set = this.readEscape(start)
    return { kind: 'set', set: this.withCase(set) }
  }

  /** What follows a backslash, where it stands for a character or a class of them. */
  private readEscape(start: number): CharSet {
    if (this.position >= this.source.length) return this.refuse('pattern_escape', start, 1)
    const numeric = this.match(/x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})/y)
    if (numeric !== null) {
      const code = parseInt(numeric[1] ?? numeric[2]!, 16)
      return [[code, code]]
    }
    if (this.match(/[1-9][0-9]*|k(?:<\w*>)?|g(?:\{\w*\})?/y)) {
      return this.refuse('pattern_reference', start, this.position - start)
    }
    const character = this.nextCharacter()
    const control = controls.get(character)
    if (control !== undefined) return [[control, control]]
    const known = classes.get(character)
    if (known !== undefined) return known
    if (/[\p{L}\p{N}]/u.test(character)) return this.refuse('pattern_escape', start, 2)
    const code = character.codePointAt(0)!
    return [[code, code]]
  }

  private parseClass(start: number): CharSet {
    const negated = this.accept('^')
    const ranges: (readonly [number, number])[] = []
    // A bracket right at the beginning is a member, as in POSIX.
    let first = true
    while (first || this.source[this.position] !== ']') {
      if (this.position >= this.source.length) return this.refuse('pattern_end', start, this.source.length, ']')
      first = false
      if (this.match(/\[[:.=]/y)) return this.refuse('pattern_syntax', this.position - 2, 2)
      ranges.push(...this.parseMember(start))
    }
    this.position++
    const set = this.withCase(charSet(ranges))
    return negated ? complement(set) : set
  }

  private parseMember(classStart: number): CharSet {
    const start = this.position
    const from = this.parseClassCharacter()
    const isRange = this.source[this.position] === '-' && !/[\]]|^$/.test(this.source[this.position + 1] ?? '')
    if (!isRange) return from
    this.position++
    if (this.position >= this.source.length) {
      return this.refuse('pattern_end', classStart, this.source.length, ']')
    }
    const to = this.parseClassCharacter()
    const length = this.position - start
    const [first] = from[0]!
    const [last] = to[0]!
    const single = from.length === 1 && to.length === 1 && first === from[0]![1] && last === to[0]![1]
    if (!single) return this.refuse('pattern_syntax', start, length)
    if (last < first) return this.refuse('pattern_range', start, length)
    return [[first, last]]
  }

  private parseClassCharacter(): CharSet {
    const start = this.position
    const character = this.nextCharacter()
    if (character === '\\') return this.accept('b') ? [[0x08, 0x08]] : this.readEscape(start)
    const code = character.codePointAt(0)!
    return [[code, code]]
  }

  private parseRepeat(item: PatternNode): PatternNode {
    const start = this.position
    const found = this.match(/[*+?]|\{([0-9]+)(?:(,)([0-9]*))?\}/y)
    if (found === null) return item
    const [sign, least, comma, most] = found
    let bounds: [number, number] = sign === '*' ? [0, Infinity] : sign === '+' ? [1, Infinity] : [0, 1]
    if (least !== undefined) {
      const upper = comma === undefined ? Number(least) : most === '' ? Infinity : Number(most)
      bounds = [Number(least), upper]
      if (bounds[0] > mostRepeats || (upper > mostRepeats && upper !== Infinity)) {
        return this.refuse('pattern_repeat', start, sign.length, String(mostRepeats))
      }
      if (upper < bounds[0]) return this.refuse('pattern_range', start, sign.length)
    }
    // Lazy repeats match the same texts: only where a match ends would differ.
    this.accept('?')
    const again = this.match(/[*+?]|\{[0-9]+(?:,[0-9]*)?\}/y)
    if (again !== null) return this.refuse('pattern_nothing', this.position - again[0].length, again[0].length)
    if (item.kind === 'assertion') return this.refuse('pattern_nothing', start, sign.length)
    return { kind: 'repeat', item, least: bounds[0], most: bounds[1] }
  }
}
