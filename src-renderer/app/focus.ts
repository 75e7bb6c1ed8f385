// Where the keyboard goes on command. Panes announce themselves by data-focus; nothing else finds elements by selector.
import { setDraft, useCaptures } from '../store/capture-store.ts'

export type FocusName = 'list' | 'details' | 'bytes' | 'filter' | 'find'

function find(name: FocusName): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-focus="${name}"]`)
}

export function focusPane(name: FocusName): void {
  find(name)?.focus()
}

/** Puts the caret into the find bar. */
export function focusFind(): void {
  const input = find('find')
  if (!(input instanceof HTMLInputElement)) return
  input.focus()
  input.select()
}

/** Puts the caret into the filter; `typed` begins a new one. */
export function focusFilter(typed: string): void {
  const { activeId } = useCaptures.getState()
  const input = find('filter')
  if (!(input instanceof HTMLInputElement) || activeId === null) return
  if (typed !== '') setDraft(activeId, typed)
  input.focus()
  if (typed === '') input.select()
}
