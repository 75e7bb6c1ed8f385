// Colour rules as a file: JSON with a mark of what it is. Pure.
import { colourIds, type ColourRule } from '../../src-shared/view/colour-rules.ts'

const mostRules = 200
const longestName = 200
const longestFilter = 8192

export function rulesToFile(rules: readonly ColourRule[]): string {
  return `${JSON.stringify({ pilescopeColourRules: rules }, null, 2)}\n`
}

/** The rules of a file; null when it is none of ours. */
export function rulesFromFile(text: string): ColourRule[] | null {
  let rules: unknown
  try {
    rules = (JSON.parse(text) as { pilescopeColourRules?: unknown } | null)?.pilescopeColourRules
  } catch {
    return null
  }
  if (!Array.isArray(rules) || rules.length > mostRules || !rules.every(isRule)) return null
  return rules.map(({ name, filter, colour, isEnabled }) => ({
    name: { zh: name.zh, en: name.en },
    filter,
    colour,
    isEnabled,
  }))
}

function isRule(value: unknown): value is ColourRule {
  if (typeof value !== 'object' || value === null) return false
  const { name, filter, colour, isEnabled } = value as Partial<Record<keyof ColourRule, unknown>>
  const isText = (text: unknown, most: number) => typeof text === 'string' && text.length <= most
  const { zh, en } = (name ?? {}) as { zh?: unknown; en?: unknown }
  return (
    isText(zh, longestName) &&
    isText(en, longestName) &&
    isText(filter, longestFilter) &&
    colourIds.some((one) => one === colour) &&
    typeof isEnabled === 'boolean'
  )
}
