// Details of the frames that were looked at last, kept outside the stores. The newest question wins, so a held arrow key
// decodes only frames that are shown; neighbours are fetched ahead once the selection rests.
import { useEffect, useSyncExternalStore } from 'react'
import { bridge } from '../connect.ts'
import { activeCapture, useCaptures } from '../store/capture-store.ts'
import { useSelection } from '../store/selection-store.ts'
import { rowsOfCapture } from '../packet-list/row-source.ts'
import { displayTree, type DisplayNode } from './display-tree.ts'
import { frameViewOf, type FrameView } from './frame-view.ts'

/** A frame as shown, or why it is not. */
export interface ShownFrame {
  frame: FrameView
  tree: DisplayNode[]
}

type Known = ShownFrame | 'gone'

const mostKept = 64
/** After a jump the rows of the list come first: what is fetched ahead waits so long. */
const restMillis = 40
const known = new Map<string, Known>()
const listeners = new Set<() => void>()
let version = 0
let shown: ShownFrame | null = null

const keyOf = (captureId: number, revision: number, number: number) => `${captureId} ${revision} ${number}`

async function fetchFrame(captureId: number, revision: number, number: number): Promise<void> {
  const key = keyOf(captureId, revision, number)
  if (known.has(key)) return
  const details = await bridge.call('frames.details', { captureId, number })
  const frame = details && frameViewOf(details)
  known.delete(key)
  known.set(key, frame ? { frame, tree: displayTree(frame) } : 'gone')
  for (const oldest of known.keys()) {
    if (known.size <= mostKept) break
    known.delete(oldest)
  }
  version++
  listeners.forEach((listener) => listener())
}

let isAsking = false
let wanted: (() => Promise<void>) | null = null

/** One question at a time; of those that wait, only the newest. */
async function ask(question: () => Promise<void>): Promise<void> {
  wanted = question
  if (isAsking) return
  isAsking = true
  while (wanted) {
    const next: () => Promise<void> = wanted
    wanted = null
    await next().catch(() => {})
  }
  isAsking = false
}

/**
 * Asks for the selected frame, and for its neighbours in the list once the selection rests. `row`: the frame's row, null where
 * it is not known. Returns how to give the neighbours up, for when another frame is selected.
 */
export function lookAt(captureId: number, revision: number, number: number, row: number | null): () => void {
  const rows = rowsOfCapture(captureId)
  void ask(async () => {
    // After a jump the list comes first.
    if (rows.resting) await rows.resting
    if (!wanted) await fetchFrame(captureId, revision, number)
  })
  if (row === null) return () => {}
  const fetchNeighbours = async () => {
    for (const step of [1, -1]) {
      const neighbour = wanted ? undefined : rows.get(row + step)
      if (neighbour) await fetchFrame(captureId, revision, neighbour.number)
    }
  }
  // Never in place of a question that waits: while one is out, the selected frame itself may still be to come.
  const timer = setTimeout(() => void (isAsking || ask(fetchNeighbours)), restMillis)
  return () => clearTimeout(timer)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * The selected frame. While the next one is on its way the one before stays, so that nothing flickers; null: none was
 * shown yet; 'gone': there is no such frame.
 */
export function useShownFrame(): ShownFrame | 'gone' | null {
  const captureId = useCaptures((store) => store.activeId)
  const revision = useCaptures((store) => activeCapture(store)?.revision ?? 0)
  const selected = useSelection((store) => (captureId === null ? undefined : store.frames[captureId]))
  useSyncExternalStore(subscribe, () => version)
  const number = selected?.frame ?? null
  const row = selected?.row ?? null
  useEffect(() => {
    if (captureId !== null && number !== null) return lookAt(captureId, revision, number, row)
  }, [captureId, revision, number, row])
  if (captureId === null || number === null) return (shown = null)
  const now = known.get(keyOf(captureId, revision, number))
  if (now === 'gone') return now
  if (now) return (shown = now)
  return shown?.frame.captureId === captureId ? shown : null
}

/** Runs once when a frame's details are shown, or at once when they are; forgotten when another frame is waited for. */
export function whenShown(captureId: number, number: number, run: () => void): void {
  const isShown = () => shown?.frame.captureId === captureId && shown.frame.number === number
  const look = () => {
    // The panes draw first: they make the frame the shown one.
    requestAnimationFrame(() => {
      if (waiting !== look || !isShown()) return
      waiting = null
      stop()
      run()
    })
  }
  const stop = subscribe(look)
  waiting = look
  look()
}

let waiting: (() => void) | null = null

/** A frame by its number, read when it is not known; null: there is none, or the capture is gone. */
export async function loadFrame(captureId: number, number: number): Promise<ShownFrame | null> {
  const revision = useCaptures.getState().captures.find((one) => one.captureId === captureId)?.revision ?? 0
  await fetchFrame(captureId, revision, number).catch(() => {})
  const found = known.get(keyOf(captureId, revision, number))
  return found === undefined || found === 'gone' ? null : found
}

/** The frame that the panes show now, for commands. */
export const shownFrame = (): ShownFrame | null => shown
