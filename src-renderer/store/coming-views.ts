// Filters and orders that were asked for and are not there yet. What is chosen next builds on the last of them, so that two
// quick clicks, or a click while a filter runs, both count. Counterpart: capture-store.ts has the view that holds.
import type { CaptureState, ShownView } from '../../src-shared/bridge/bridge.ts'
import { noteView, setDraft, useCaptures, viewOf } from './capture-store.ts'
import { forgetRow } from './selection-store.ts'

/** By capture id, in the order in which they were asked for. */
const coming = new Map<number, readonly ShownView[]>()

/** The view as the person chose it last. */
export const chosenView = (captureId: number): ShownView =>
  coming.get(captureId)?.at(-1) ?? viewOf(useCaptures.getState(), captureId)

export function viewAsked(captureId: number, choice: ShownView): void {
  coming.set(captureId, [...(coming.get(captureId) ?? []), choice])
}

/** `choice` holds, and none from before it will; false when a later one holds already. */
export function viewHolds(captureId: number, choice: ShownView): boolean {
  const place = coming.get(captureId)?.indexOf(choice) ?? -1
  if (place >= 0) keep(captureId, coming.get(captureId)!.slice(place + 1))
  return place >= 0
}

/** `choice` was refused. */
export function viewRefused(captureId: number, choice: ShownView): void {
  keep(
    captureId,
    (coming.get(captureId) ?? []).filter((one) => one !== choice),
  )
}

/**
 * What the analyzer says of a capture's view. It may be another one than here: somebody else chose it, or this page did before
 * it was loaded again. What is being typed stays.
 */
export function followView({ captureId, view }: CaptureState): void {
  // Who has just asked for a view hears of it by the answer.
  if (coming.has(captureId)) return
  const store = useCaptures.getState()
  const { filter, sort, selected } = viewOf(store, captureId)
  if (JSON.stringify({ filter, sort, selected }) === JSON.stringify(view)) return
  if ((store.drafts[captureId] ?? filter) === filter) setDraft(captureId, view.filter)
  noteView(captureId, view)
  forgetRow(captureId)
}

function keep(captureId: number, choices: readonly ShownView[]): void {
  if (choices.length > 0) coming.set(captureId, choices)
  else coming.delete(captureId)
}
