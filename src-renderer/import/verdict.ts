// What the import desk says of a frame in one word, with the tone that goes with it.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { TextPreview } from '../../src-shared/bridge/bridge.ts'
import { importWords as words } from '../i18n/words-import.ts'

export type PreviewFrame = TextPreview['frames'][number]
export type Tone = 'good' | 'note' | 'warn' | 'bad' | 'none'

export interface Verdict {
  tone: Tone
  label: Label
}

/** The gravest thing first: a frame that is cut short has no checksum to speak of. */
export function verdictOf({ row, missing }: PreviewFrame): Verdict {
  if (row.protocol === null) return { tone: 'bad', label: words.unknownProtocol }
  if (missing > 0) return { tone: 'warn', label: words.cut }
  if (row.checksum === 'bad') return { tone: 'bad', label: words.bad }
  if (!row.lengthGood) return { tone: 'bad', label: words.lengthBad }
  if (row.severity === 'error' || row.severity === 'warn') {
    return { tone: row.severity === 'error' ? 'bad' : 'warn', label: words.suspicious }
  }
  if (row.checksum === 'swapped') return { tone: 'note', label: words.swapped }
  if (row.checksum === 'absent') return { tone: 'none', label: words.absent }
  return { tone: 'good', label: words.good }
}

export interface Tally {
  good: number
  /** Noted or suspicious, not wrong. */
  note: number
  bad: number
  duplicates: number
}

/** How many frames are what; a repeated frame counts as a duplicate only. */
export function tallyOf(frames: readonly PreviewFrame[]): Tally {
  const tally: Tally = { good: 0, note: 0, bad: 0, duplicates: 0 }
  for (const frame of frames) {
    const { tone } = verdictOf(frame)
    if (frame.duplicateOf !== null) tally.duplicates++
    else if (tone === 'bad') tally.bad++
    else if (tone === 'good') tally.good++
    else if (tone !== 'none') tally.note++
  }
  return tally
}
