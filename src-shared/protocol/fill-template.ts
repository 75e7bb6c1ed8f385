// Texts of definitions with `{expressions}` in them, filled in for one frame.
import type { Label } from '../bytes/range.ts'
import { formatTemplate, type Template } from '../expression/template.ts'
import type { Value } from '../expression/value.ts'
import type { Decoded } from './decode.ts'
import type { SummaryPart } from './plan.ts'
import { nameText } from './slot-text.ts'

/** Both texts; a bare field name becomes the field's text with its unit. */
export function fillTemplates(templates: { zh: Template; en: Template }, decoded: Decoded): Label {
  return { zh: fillTemplate(templates.zh, decoded, 'zh'), en: fillTemplate(templates.en, decoded, 'en') }
}

/** The parts that apply, joined: a condition holds, and of the fields that a part names one has a text. */
export function fillSummary(parts: readonly SummaryPart[], decoded: Decoded): Label {
  const summary = { zh: '', en: '' }
  for (const { texts, when, needs } of parts) {
    if (when && !when.matches(decoded.environment)) continue
    if (needs.length > 0 && !needs.some((name) => hasText(decoded, name))) continue
    const { zh, en } = fillTemplates(texts, decoded)
    summary.zh += zh
    summary.en += en
  }
  return summary
}

/** A field of blanks is there, but says nothing. */
function hasText(decoded: Decoded, name: number): boolean {
  const text = nameText(decoded, name, 0)
  return text ? text.zh !== '' : decoded.environment.values(name).length > 0
}

/** A field that is there without a value ("not supported") has a text all the same. */
const isThere = (decoded: Decoded, name: number): boolean =>
  decoded.environment.values(name).length > 0 || nameText(decoded, name, 0) !== null

function fillTemplate(template: Template, decoded: Decoded, language: 'zh' | 'en'): string {
  const shown = new Map<number, number>()
  const values = (name: number): readonly Value[] => {
    const found = decoded.environment.values(name)
    return found.length > 0 || !isThere(decoded, name) ? found : ['']
  }
  return formatTemplate(template, { values }, (name, value) => {
    const index = shown.get(name) ?? 0
    shown.set(name, index + 1)
    return nameText(decoded, name, index)?.[language] ?? String(value)
  })
}
