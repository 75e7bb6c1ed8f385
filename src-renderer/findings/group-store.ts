// Which group of findings is looked at, by capture, and at which of its frames. The frame itself is the selected one of the
// selection store, shared with all views.
import { create } from 'zustand'

export interface ChosenGroup {
  code: string
  /** Place of the frame in the group, from 0; −1: none yet. */
  place: number
}

export const useGroups = create<{ chosen: Readonly<Record<number, ChosenGroup>> }>(() => ({ chosen: {} }))

export function chooseGroup(captureId: number, group: ChosenGroup): void {
  useGroups.setState(({ chosen }) => ({ chosen: { ...chosen, [captureId]: group } }))
}
