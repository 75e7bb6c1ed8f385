// Answers a tie by rewriting its place in the text as plain hex of the other reading: what is imported is what is seen.
import type { TextPreview } from '../../src-shared/bridge/bridge.ts'

type Tie = TextPreview['ties'][number]

/** The text with the other reading in place, or null where the preview does not say which bytes that would be. */
export function takeTie(text: string, { start, end, otherHex }: Tie): string | null {
  if (start === undefined || end === undefined || otherHex === undefined || end > text.length) return null
  return text.slice(0, start) + otherHex.replace(/..(?=.)/g, '$& ') + text.slice(end)
}
