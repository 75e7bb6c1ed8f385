// The find bar: whether it shows, what is looked for, how the last search went. Lasts as long as the window.
import { create } from 'zustand'
import type { FilterMistake } from '../../src-shared/bridge/results.ts'
import type { Label } from '../../src-shared/bytes/range.ts'

export type FindKind = 'filter' | 'hex' | 'text'

interface FindStore {
  isOpen: boolean
  kind: FindKind
  /** As it stands in the input, by kind. */
  texts: Readonly<Record<FindKind, string>>
  isSearching: boolean
  /** How the last search went; null: nothing to say. */
  outcome: { kind: 'found' | 'nothing' | 'stopped'; text: Label } | null
  errors: readonly FilterMistake[]
}

export const useFind = create<FindStore>(() => ({
  isOpen: false,
  kind: 'text',
  texts: { filter: '', hex: '', text: '' },
  isSearching: false,
  outcome: null,
  errors: [],
}))

export function setFindText(text: string): void {
  useFind.setState(({ texts, kind }) => ({ texts: { ...texts, [kind]: text }, outcome: null, errors: [] }))
}

export function setFindKind(kind: FindKind): void {
  useFind.setState({ kind, outcome: null, errors: [] })
}

export function closeFind(): void {
  useFind.setState({ isOpen: false, outcome: null, errors: [] })
}
