// Texts of definitions with `{expressions}` in them, filled in for one frame.
import type { Label } from '../bytes/range.ts'
import { formatTemplate, type Template } from '../expression/template.ts'
import type { Value } from '../expression/value.ts'
import type { Decoded } from './decode.ts'
import type { SummaryPart } from './plan.ts'
import { nameText } from './slot-text.ts'

/** Both texts; a bare field name becomes the field's text with its unit. */
export function fillTemplates(templates: { zh: Template; en: Template }, decoded: Decoded): Label {
  const text = (language: 'zh' | 'en') => fillTemplate(templates[language], decoded, (label) => label[language])
  return { zh: text('zh'), en: text('en') }
}

/** The parts that apply, joined: a condition holds, and of the fields that a part names one has a text. */
export function fillSummary(parts: readonly SummaryPart[], decoded: Decoded): Label {
  const summary = { zh: '', en: '' }
  for (const { texts, when, needs } of parts) {
    if (when && !when.matches(decoded.environment)) continue
    if (needs.length > 0 && !needs.some((name) => hasText(decoded, name))) continue
    summary.zh += fillTemplate(texts.zh, decoded, ({ zh }) => zh)
    summary.en += fillTemplate(texts.en, decoded, insideSentence)
  }
  return summary
}

/** Meanings of codes begin with a capital where they stand alone; abbreviations keep theirs, and so does what a frame says. */
function insideSentence({ zh, en }: Label): string {
  return zh !== en && /^[A-Z][a-z]/.test(en) ? en[0]!.toLowerCase() + en.slice(1) : en
}

/** A field of blanks is there, but says nothing. */
function hasText(decoded: Decoded, name: number): boolean {
  const text = nameText(decoded, name, 0)
  return text ? text.zh !== '' : decoded.environment.values(name).length > 0
}

function fillTemplate(template: Template, decoded: Decoded, shownText: (text: Label) => string): string {
  const shown = new Map<number, number>()
  const values = (name: number): readonly Value[] => {
    const found = decoded.environment.values(name)
    // A field that is there without a value ("not supported") has a text all the same.
    return found.length > 0 || !nameText(decoded, name, 0) ? found : ['']
  }
  return formatTemplate(template, { values }, (name, value) => {
    const index = shown.get(name) ?? 0
    shown.set(name, index + 1)
    const text = nameText(decoded, name, index)
    return text ? shownText(text) : String(value)
  })
}
