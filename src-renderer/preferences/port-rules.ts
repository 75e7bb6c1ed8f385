// The decode-as rules as the preferences dialog edits them: ports in order, and what may be added.
import type { Label } from '../../src-shared/bytes/range.ts'
import { preferencesWords as words } from '../i18n/words-preferences.ts'

/** `PROTOCOL[/DIALECT]` by server port. */
export type PortRules = Readonly<Record<string, string>>

/** Lowest port first. */
export function rulesInOrder(rules: PortRules): { port: string; decodeAs: string }[] {
  return Object.entries(rules)
    .map(([port, decodeAs]) => ({ port, decodeAs }))
    .sort((a, b) => Number(a.port) - Number(b.port))
}

/** Why `port`, as typed, cannot be added, or null. */
export function portProblem(port: string, rules: PortRules): Label | null {
  if (!/^\s*\d{1,5}\s*$/.test(port)) return words.portWrong
  const number = Number(port)
  if (number < 1 || number > 65_535) return words.portWrong
  return Object.hasOwn(rules, String(number)) ? words.portTaken : null
}

export function withRule(rules: PortRules, port: string, decodeAs: string): Record<string, string> {
  return { ...rules, [String(Number(port))]: decodeAs }
}

export function withoutRule(rules: PortRules, port: string): Record<string, string> {
  const { [port]: _removed, ...rest } = rules
  return rest
}
