// Cuts text that arrives in chunks into lines, whatever ends them. On the data path: decoded text → here → line-shape.ts.

import { isBlank } from './characters.ts'

/** A line without its end. A line over the limit comes in several, all with the same number. */
export interface SourceLine {
  /** 1-based. */
  number: number
  /** Of `text`'s first character in the whole text, and within its line; in UTF-16 code units. */
  start: number
  column: number
  text: string
  /** More of the same line follows. */
  split: boolean
}

/** Longest line that is read in one go, in UTF-16 code units. */
export const longestLine = 1 << 20

const nearBlank = 256

export class LineCutter {
  /** Lines begun so far, and those over the limit. */
  count = 0
  splitCount = 0
  private readonly take: (line: SourceLine) => void
  private rest: string[] = []
  private restLength = 0
  private start = 0
  private column = 0
  private number = 1
  private afterReturn = false

  constructor(take: (line: SourceLine) => void) {
    this.take = take
  }

  push(chunk: string): void {
    let from = 0
    // A line feed right behind a carriage return that ended the chunk before belongs to it.
    if (this.afterReturn && chunk !== '') {
      this.afterReturn = false
      if (chunk[0] === '\n') {
        from = 1
        this.start++
      }
    }
    while (from < chunk.length) {
      const room = longestLine - this.restLength
      const end = lineEnd(chunk, from, from + room)
      if (end < 0) {
        if (chunk.length - from < room) return this.keep(chunk.slice(from))
        this.emit(chunk.slice(from, from + room), true)
        from += room
      } else {
        this.emit(chunk.slice(from, end), false)
        from = end + 1
        const isReturn = chunk[end] === '\r'
        if (isReturn && chunk[from] === '\n') from++
        else this.afterReturn = isReturn && from === chunk.length
        this.start += from - end
      }
    }
  }

  /** The text ends here. */
  end(): void {
    if (this.restLength > 0 || this.column > 0) this.emit('', false)
  }

  private keep(text: string): void {
    this.rest.push(text)
    this.restLength += text.length
  }

  private emit(last: string, split: boolean): void {
    const whole = this.restLength > 0 ? this.rest.join('') + last : last
    const end = split ? splitPosition(whole) : whole.length
    const text = whole.slice(0, end)
    this.rest = end < whole.length ? [whole.slice(end)] : []
    this.restLength = whole.length - end
    if (this.column === 0) this.count++
    if (split && this.column === 0) this.splitCount++
    this.take({ number: this.number, start: this.start, column: this.column, text, split })
    this.start += text.length
    this.column = split ? this.column + text.length : 0
    if (!split) this.number++
  }
}

/** A long line is split behind a blank, where one is near, so that no byte is cut in two. */
function splitPosition(text: string): number {
  for (let i = text.length - 1; i > text.length - nearBlank; i--) if (isBlank(text.charCodeAt(i))) return i + 1
  return text.length
}

/** Position of the first line feed or carriage return in [from, to), or -1. */
function lineEnd(text: string, from: number, to: number): number {
  const limit = Math.min(to, text.length)
  for (let i = from; i < limit; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || code === 13) return i
  }
  return -1
}
