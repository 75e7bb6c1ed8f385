// Filters and orders that were asked for and are not there yet. What is chosen next builds on the last of them, so that two
// quick clicks, or a click while a filter runs, both count. Counterpart: capture-store.ts has the view that holds.
import { useCaptures, viewOf, type View } from './capture-store.ts'

/** Filter, order, and the frame that `$name` in the filter is about. */
export type ViewChoice = Pick<View, 'filter' | 'sort' | 'selected'>

/** By capture id, in the order in which they were asked for. */
const coming = new Map<number, readonly ViewChoice[]>()

/** The view as the person chose it last. */
export const chosenView = (captureId: number): ViewChoice =>
  coming.get(captureId)?.at(-1) ?? viewOf(useCaptures.getState(), captureId)

export function viewAsked(captureId: number, choice: ViewChoice): void {
  coming.set(captureId, [...(coming.get(captureId) ?? []), choice])
}

/** `choice` holds, and none from before it will; false when a later one holds already. */
export function viewHolds(captureId: number, choice: ViewChoice): boolean {
  const place = coming.get(captureId)?.indexOf(choice) ?? -1
  if (place >= 0) keep(captureId, coming.get(captureId)!.slice(place + 1))
  return place >= 0
}

/** `choice` was refused. */
export function viewRefused(captureId: number, choice: ViewChoice): void {
  keep(
    captureId,
    (coming.get(captureId) ?? []).filter((one) => one !== choice),
  )
}

function keep(captureId: number, choices: readonly ViewChoice[]): void {
  if (choices.length > 0) coming.set(captureId, choices)
  else coming.delete(captureId)
}
