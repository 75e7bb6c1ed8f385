// Texts of definitions with `{expressions}` in them, filled in for one frame.
import type { Label } from '../bytes/range.ts'
import { formatTemplate, type Template } from '../expression/template.ts'
import type { Value } from '../expression/value.ts'
import type { Decoded } from './decode.ts'
import { nameText } from './slot-text.ts'

/** Both texts; a bare field name becomes the field's text with its unit. */
export function fillTemplates(templates: { zh: Template; en: Template }, decoded: Decoded): Label {
  return { zh: fillTemplate(templates.zh, decoded, 'zh'), en: fillTemplate(templates.en, decoded, 'en') }
}

function fillTemplate(template: Template, decoded: Decoded, language: 'zh' | 'en'): string {
  const shown = new Map<number, number>()
  // A field that is there without a value ("not supported") has a text all the same.
  const values = (name: number): readonly Value[] => {
    const found = decoded.environment.values(name)
    return found.length > 0 || !nameText(decoded, name, 0) ? found : ['']
  }
  return formatTemplate(template, { values }, (name, value) => {
    const index = shown.get(name) ?? 0
    shown.set(name, index + 1)
    return nameText(decoded, name, index)?.[language] ?? String(value)
  })
}
