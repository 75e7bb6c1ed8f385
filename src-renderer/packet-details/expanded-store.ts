// Which lines of the tree the person opened and closed, kept per message type, so that the next frame of the type looks alike.
import { create } from 'zustand'

interface ExpandedStore {
  /** By message type: path → open. What is not listed is as by default. */
  choices: Readonly<Record<string, Readonly<Record<string, boolean>>>>
}

export const useExpanded = create<ExpandedStore>(() => ({ choices: {} }))

const nothing: Readonly<Record<string, boolean>> = {}

export const choicesOf = (store: ExpandedStore, typeKey: string): Readonly<Record<string, boolean>> =>
  store.choices[typeKey] ?? nothing

export function setExpanded(typeKey: string, paths: readonly string[], isOpen: boolean): void {
  useExpanded.setState(({ choices }) => ({
    choices: {
      ...choices,
      [typeKey]: { ...choices[typeKey], ...Object.fromEntries(paths.map((path) => [path, isOpen])) },
    },
  }))
}
