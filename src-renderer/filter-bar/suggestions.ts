// What the list under the filter offers: completions of the word at the caret, then saved filters and history as whole
// filters. Pure.
import type { Completion, CompletionItem } from '../../src-shared/expression/complete.ts'
import type { SavedFilter } from '../../src-shared/bridge/bridge.ts'
import type { Label } from '../../src-shared/bytes/range.ts'

/** A line of the list, and the filter and caret after choosing it. */
export interface Suggestion {
  kind: CompletionItem['kind'] | 'saved' | 'history'
  shown: string
  label: Label | null
  detail: Label | null
  count: number | null
  text: string
  caret: number
}

const mostWhole = 6

/** `completion`: null while it is not known. */
export function suggestionsFor(
  draft: string,
  completion: Completion | null,
  saved: readonly SavedFilter[],
  history: readonly string[],
): Suggestion[] {
  const words = (completion?.items ?? []).map((item) => ofItem(draft, completion!, item))
  return [
    ...(draft.trim() === '' ? [] : words),
    ...wholeFilters(draft, saved, history),
    ...(draft.trim() === '' ? words : []),
  ]
}

/** After these a person goes on typing: a space saves a key. */
const spaced = new Set(['envelope', 'role', 'field', 'label', 'operator', 'connective'])

function ofItem(draft: string, { start, end }: Completion, item: CompletionItem): Suggestion {
  const isOpen = item.insert.endsWith('{')
  const space = spaced.has(item.kind) && !isOpen && draft[end] !== ' ' ? ' ' : ''
  const before = draft.slice(0, start) + item.insert + space
  return {
    kind: item.kind,
    shown: item.insert,
    label: item.label,
    detail: item.detail,
    count: item.count,
    text: before + draft.slice(end),
    caret: before.length,
  }
}

function wholeFilters(draft: string, saved: readonly SavedFilter[], history: readonly string[]): Suggestion[] {
  const typed = draft.trim().toLowerCase()
  const whole = (kind: 'saved' | 'history', filter: string, label: Label | null): Suggestion => ({
    kind,
    shown: filter,
    label,
    detail: null,
    count: null,
    text: filter,
    caret: filter.length,
  })
  const kept = saved.map(({ name, filter }) => whole('saved', filter, name))
  const past = history
    .filter((filter) => !saved.some((one) => one.filter === filter))
    .map((filter) => whole('history', filter, null))
  const fits = ({ text, label }: Suggestion) =>
    text.toLowerCase() !== typed && (text.toLowerCase().startsWith(typed) || (label?.zh.startsWith(typed) ?? false))
  return [...kept, ...past].filter(fits).slice(0, typed === '' ? mostWhole * 2 : mostWhole)
}
