// Which captures are open, which one is looked at, and how: filter and order. The frames themselves stay with the analyzer.
import { create } from 'zustand'
import type { CaptureState, ShownView } from '../../src-shared/bridge/bridge.ts'

export type Sort = NonNullable<ShownView['sort']>

/** Which view of a capture shows (views/capture-views.ts has what each is). */
export type CaptureViewId = 'frames' | 'sessions' | 'findings' | 'plots' | 'statistics' | 'connections'

/** What the person wants to see of a capture. */
export interface View extends ShownView {
  /** Counts the changes of filter and order that the analyzer took; rows fetched before the last are stale. */
  version: number
}

export interface CaptureStore {
  captures: readonly CaptureState[]
  activeId: number | null
  /** By capture id. */
  views: Readonly<Record<number, View>>
  /** The chosen tab, by capture id. */
  shownViews: Readonly<Record<number, CaptureViewId>>
  /** Filters as they stand in the input, applied or not, by capture id. */
  drafts: Readonly<Record<number, string>>
  /** Captures that keep showing their newest frame. */
  following: ReadonlySet<number>
  /** Captures whose remarks the person has put away. */
  putAway: ReadonlySet<number>
}

const firstView: View = { filter: '', sort: null, selected: null, version: 0 }

export const useCaptures = create<CaptureStore>(() => ({
  captures: [],
  activeId: null,
  views: {},
  shownViews: {},
  drafts: {},
  following: new Set(),
  putAway: new Set(),
}))

/** The capture that is looked at, or null. */
export const activeCapture = (store: CaptureStore): CaptureState | null =>
  store.captures.find((capture) => capture.captureId === store.activeId) ?? null

export const viewOf = (store: CaptureStore, captureId: number): View => store.views[captureId] ?? firstView

/** The tab that is chosen for a capture. */
export const shownViewOf = (store: CaptureStore, captureId: number): CaptureViewId =>
  store.shownViews[captureId] ?? 'frames'

/** Chooses the tab of a capture. */
export function showView(captureId: number, view: CaptureViewId): void {
  useCaptures.setState(({ shownViews }) => ({ shownViews: { ...shownViews, [captureId]: view } }))
}

/** What the analyzer says of a capture now. A capture that was not known is added at the end. */
export function noteCapture(capture: CaptureState): void {
  useCaptures.setState(({ captures }) => {
    const isKnown = captures.some((one) => one.captureId === capture.captureId)
    return {
      captures: isKnown
        ? captures.map((one) => (one.captureId === capture.captureId ? capture : one))
        : [...captures, capture],
    }
  })
}

/** All captures that are open, after a connection was made. */
export function noteCaptures(captures: readonly CaptureState[]): void {
  useCaptures.setState(({ activeId }) => {
    const isStillOpen = captures.some((capture) => capture.captureId === activeId)
    return { captures, activeId: isStillOpen ? activeId : (captures.at(-1)?.captureId ?? null) }
  })
}

/** The capture is gone; its neighbour is looked at next. */
export function noteClosed(captureId: number): void {
  useCaptures.setState(({ captures, activeId, views }) => {
    const place = captures.findIndex((capture) => capture.captureId === captureId)
    const left = captures.filter((capture) => capture.captureId !== captureId)
    const { [captureId]: _closed, ...otherViews } = views
    const next = left[Math.min(Math.max(place, 0), left.length - 1)]
    return {
      captures: left,
      views: otherViews,
      activeId: activeId === captureId ? (next?.captureId ?? null) : activeId,
    }
  })
}

/** Looks at a capture. */
export function activate(captureId: number): void {
  useCaptures.setState({ activeId: captureId })
}

/** The filter as it is being typed. */
export function setDraft(captureId: number, filter: string): void {
  useCaptures.setState(({ drafts }) => ({ drafts: { ...drafts, [captureId]: filter } }))
}

/** The analyzer took this filter and order. */
export function noteView(captureId: number, view: Omit<View, 'version'>): void {
  useCaptures.setState((store) => ({
    views: { ...store.views, [captureId]: { ...view, version: viewOf(store, captureId).version + 1 } },
  }))
}

export function setFollowing(captureId: number, isFollowing: boolean): void {
  useCaptures.setState(({ following }) => ({ following: changed(following, captureId, isFollowing) }))
}

export function putRemarksAway(captureId: number): void {
  useCaptures.setState(({ putAway }) => ({ putAway: changed(putAway, captureId, true) }))
}

function changed(set: ReadonlySet<number>, member: number, isIn: boolean): ReadonlySet<number> {
  if (set.has(member) === isIn) return set
  const next = new Set(set)
  if (isIn) next.add(member)
  else next.delete(member)
  return next
}
