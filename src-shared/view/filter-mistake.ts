// What is wrong with an expression, as text: the expression with a caret below the place, and what may have been meant.
import type { ExpressionError } from '../expression/syntax.ts'
import { textWidth } from './text-width.ts'

/** Lines for a terminal: the expression, the caret line and, where there is one, the suggestion. */
export function mistakeLines(text: string, { range, suggestion }: ExpressionError): string[] {
  // What would move the caret is shown as a space.
  const shown = text.replace(/\p{Cc}/gu, ' ')
  const before = textWidth(shown.slice(0, range.start))
  const marked = textWidth(shown.slice(range.start, range.end))
  const caret = `${' '.repeat(before)}${'^'.padEnd(marked, '~')}`
  return [shown, caret, ...(suggestion === undefined ? [] : [`→ ${suggested(text, range, suggestion)}`])]
}

function suggested(text: string, range: { start: number; end: number }, suggestion: string): string {
  const whole = text.slice(0, range.start) + suggestion + text.slice(range.end)
  return `是不是想写 / did you mean: ${whole.replace(/\p{Cc}/gu, ' ')}`
}
