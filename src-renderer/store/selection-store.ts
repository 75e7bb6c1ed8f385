// What is selected and hovered: one frame per capture, in it one field or a range of bytes. All three panes read and set it.
import { create } from 'zustand'

/** Bytes of a frame, half-open. */
export interface Span {
  start: number
  end: number
}

export interface FrameSelection {
  /** Frame number, from 1. */
  frame: number
  /** Its row in the current view (from 0), where that is known. */
  row: number | null
}

export interface PartSelection {
  /** Path of the selected line of the tree; null when the bytes are no single field. */
  path: string | null
  /** Selected bytes; null for a line without bytes. */
  span: Span | null
  /** Byte that the keyboard moves from. */
  caret: number
}

interface SelectionStore {
  /** By capture id. */
  frames: Readonly<Record<number, FrameSelection>>
  /** In the frame that is shown. */
  part: PartSelection | null
  hovered: Span | null
  /** Frames visited, by capture, for back and forward. */
  history: Readonly<Record<number, { frames: readonly number[]; at: number }>>
}

/** Frames kept for going back. */
const longestHistory = 200

export const useSelection = create<SelectionStore>(() => ({ frames: {}, part: null, hovered: null, history: {} }))

/** Selects a frame. `isStep`: going back and forward, which makes no history. */
export function selectFrame(captureId: number, frame: number, row: number | null, isStep = false): void {
  useSelection.setState((store) => {
    const before = store.frames[captureId]
    if (before?.frame === frame && before.row === row) return store
    return {
      frames: { ...store.frames, [captureId]: { frame, row } },
      part: before?.frame === frame ? store.part : null,
      hovered: null,
      history: isStep || before?.frame === frame ? store.history : visited(store.history, captureId, frame),
    }
  })
}

function visited(history: SelectionStore['history'], captureId: number, frame: number): SelectionStore['history'] {
  const { frames, at } = history[captureId] ?? { frames: [], at: -1 }
  const kept = [...frames.slice(0, at + 1), frame].slice(-longestHistory)
  return { ...history, [captureId]: { frames: kept, at: kept.length - 1 } }
}

/** The frame visited before (−1) or after (1) this one, or null; moves there in the history. */
export function stepInHistory(captureId: number, step: -1 | 1): number | null {
  const { history } = useSelection.getState()
  const here = history[captureId]
  const frame = here?.frames[here.at + step]
  if (!here || frame === undefined) return null
  useSelection.setState({ history: { ...history, [captureId]: { ...here, at: here.at + step } } })
  return frame
}

export function selectPart(part: PartSelection | null): void {
  useSelection.setState({ part })
}

export function hover(span: Span | null): void {
  const { hovered } = useSelection.getState()
  if (hovered?.start === span?.start && hovered?.end === span?.end) return
  useSelection.setState({ hovered: span })
}

/** Says at which row of the view `selected` stands, or null, unless something else was selected since. */
export function placeSelected(captureId: number, selected: FrameSelection, row: number | null): void {
  const { frames } = useSelection.getState()
  if (frames[captureId] !== selected || selected.row === row) return
  useSelection.setState({ frames: { ...frames, [captureId]: { frame: selected.frame, row } } })
}

/** The view changed: rows are not where they were. */
export function forgetRow(captureId: number): void {
  const { frames } = useSelection.getState()
  const selected = frames[captureId]
  if (selected) useSelection.setState({ frames: { ...frames, [captureId]: { ...selected, row: null } } })
}
