// Colour rules: which frames the list colours, by filters in order; the first that fits holds. A colour never stands alone:
// the rule's name is written beside it. Evaluated only for rows that are looked at.
import type { Label } from '../bytes/range.ts'
import type { Capture } from '../capture/capture.ts'
import { FrameFilter, type FrameKnowledge } from '../capture/frame-filter.ts'

/** The palette; each has a background for light and dark whose contrast with text is checked (style/tokens.css). */
export const colourIds = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'grey'] as const
export type ColourId = (typeof colourIds)[number]

export interface ColourRule {
  name: Label
  filter: string
  colour: ColourId
  isEnabled: boolean
}

/** What holds until somebody makes their own. */
export const defaultColourRules: readonly ColourRule[] = [
  rule('校验错误', 'Checksum bad', 'checksum.status == "bad"', 'red'),
  rule('长度不符', 'Length wrong', 'length.status == "bad"', 'orange'),
  rule('告警', 'Alarm', 'message.role == "alarm"', 'purple'),
  rule('未应答', 'Unanswered', 'expert.code == "no_response"', 'yellow'),
]

function rule(zh: string, en: string, filter: string, colour: ColourId): ColourRule {
  return { name: { zh, en }, filter, colour, isEnabled: true }
}

/** The colour of a row and the rule that gave it. */
export interface RowColour {
  colour: ColourId
  name: Label
}

/** Rules ready for one capture. Those that are off, or whose filter does not hold here, colour nothing. */
export class RowColours {
  private readonly rules: { filter: FrameFilter; colour: RowColour }[] = []

  constructor(rules: readonly ColourRule[], capture: Capture, known: FrameKnowledge) {
    for (const { name, filter: text, colour, isEnabled } of rules) {
      if (!isEnabled || text.trim() === '') continue
      const compiled = FrameFilter.compile(text, capture, known)
      if ('filter' in compiled) this.rules.push({ filter: compiled.filter, colour: { colour, name } })
    }
  }

  of(row: number): RowColour | null {
    return this.rules.find(({ filter }) => filter.matches(row))?.colour ?? null
  }
}
