// Moving from frame to frame, from the list and from any other pane. All moves end in selectFrame; the list follows.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { bridge } from '../connect.ts'
import { appWords } from '../i18n/words-app.ts'
import { sayFailure } from '../app/actions.ts'
import { activeCapture, setFollowing, showView, useCaptures, viewOf } from '../store/capture-store.ts'
import { say } from '../store/screen-store.ts'
import { placeSelected, selectFrame, stepInHistory, useSelection } from '../store/selection-store.ts'
import { findBad } from './find-bad.ts'
import { askMinimap } from './minimap-source.ts'
import { rowsOfCapture } from './row-source.ts'

/** Stretches asked for when bad rows are looked for. */
const searchStretches = 4096

const captureOf = (captureId: number) => useCaptures.getState().captures.find((one) => one.captureId === captureId)

/** Names the view, its size and what was found in it; changes when the minimap must be asked for again. */
export function viewKeyOf(captureId: number): string {
  const store = useCaptures.getState()
  const capture = captureOf(captureId)
  const { note, warn, error } = capture?.findings ?? { note: 0, warn: 0, error: 0 }
  const size = `${capture?.revision ?? 0} ${capture?.shown ?? 0}`
  return `${viewOf(store, captureId).version} ${size} ${note} ${warn} ${error}`
}

/** Counts the moves that the person asked for: what answers an earlier one comes too late. */
let latest = 0
/** Row that a move leads to while it is being read; further moves begin there. */
let coming: { captureId: number; row: number } | null = null

/** Selects the frame at a row of the view; rows outside it count as its ends. */
export async function selectRow(captureId: number, row: number): Promise<void> {
  const turn = ++latest
  coming = null
  const capture = captureOf(captureId)
  if (!capture || capture.shown === 0) return
  const index = Math.min(Math.max(row, 0), capture.shown - 1)
  const cache = rowsOfCapture(captureId)
  if (cache.isFresh(index)) return selectFrame(captureId, cache.get(index)!.number, index)
  coming = { captureId, row: index }
  try {
    const loaded = await cache.load(index)
    if (loaded && turn === latest) selectFrame(captureId, loaded.number, index)
  } catch (error) {
    sayFailure(error)
  }
  if (turn === latest) coming = null
}

/** Selects the frame that the list shows at a row, also when the view has changed and its own row there is still to come. */
export async function selectShown(captureId: number, index: number): Promise<void> {
  const cache = rowsOfCapture(captureId)
  const shown = cache.get(index)
  if (!shown || cache.isFresh(index)) return selectRow(captureId, index)
  latest++
  coming = null
  selectFrame(captureId, shown.number, null)
}

/** Selects a frame by its number; says when the filter hides it or there is none. */
export async function selectNumber(
  captureId: number,
  number: number,
  { isStep = false, isQuiet = false } = {},
): Promise<boolean> {
  const capture = captureOf(captureId)
  if (!capture) return false
  if (!Number.isSafeInteger(number) || number < 1 || number > capture.frames) {
    say('failed', appWords.noSuchFrame(capture.frames))
    return false
  }
  const turn = ++latest
  coming = null
  const { version } = viewOf(useCaptures.getState(), captureId)
  try {
    const row = await bridge.call('view.find', { captureId, number })
    if (turn !== latest) return true
    if (row === null && !isQuiet) say('failed', appWords.frameHidden)
    // Of a view that is another by now: use-find-selected.ts finds the row there.
    const isOld = version !== viewOf(useCaptures.getState(), captureId).version
    selectFrame(captureId, number, isOld ? null : row, isStep)
    return true
  } catch (error) {
    sayFailure(error)
    return false
  }
}

/** Finds the selected frame's row in the view as it is now. What the person selects meanwhile stays selected. */
export async function findSelected(captureId: number): Promise<void> {
  const selected = useSelection.getState().frames[captureId]
  if (!selected) return
  const { version } = viewOf(useCaptures.getState(), captureId)
  try {
    const row = await bridge.call('view.find', { captureId, number: selected.frame })
    if (version === viewOf(useCaptures.getState(), captureId).version) placeSelected(captureId, selected, row)
  } catch {
    // The capture was closed, or the connection broke: both are told by events.
  }
}

/** Leads from any view to a frame in the list. */
export async function openFrame(captureId: number, number: number): Promise<boolean> {
  showView(captureId, 'frames')
  return await selectNumber(captureId, number)
}

/** Row of the selected frame in the view, or null when nothing visible is selected. */
export async function selectedRow(captureId: number): Promise<number | null> {
  const selected = useSelection.getState().frames[captureId]
  if (!selected) return null
  return selected.row ?? (await bridge.call('view.find', { captureId, number: selected.frame }))
}

/** Moves the selection by rows, from whatever pane. Without a selection the first row is next. */
export const moveSelection = (captureId: number, rows: number): Promise<void> =>
  moveFrom(captureId, (row) => (row === null ? 0 : row + rows))

/** Selects the row that `move` makes of the one that is selected, or about to be; null: nothing visible is. */
export async function moveFrom(captureId: number, move: (row: number | null) => number): Promise<void> {
  const row = rowInHand(captureId) ?? (await selectedRow(captureId).catch(() => null))
  // While the row was asked for, another key may have moved on.
  await selectRow(captureId, move(rowInHand(captureId) ?? row))
}

const rowInHand = (captureId: number): number | null =>
  coming?.captureId === captureId ? coming.row : (useSelection.getState().frames[captureId]?.row ?? null)

export const selectFirst = (captureId: number): Promise<void> => selectRow(captureId, 0)

export const selectLast = (captureId: number): Promise<void> => selectRow(captureId, Number.MAX_SAFE_INTEGER)

/**
 * Goes to the next (1) or previous (−1) bad frame of the view. That there is none is certain only when all frames were
 * looked at: until then it says so and waits, as long as nothing else is selected.
 */
export async function selectBad(captureId: number, step: 1 | -1): Promise<void> {
  const turn = latest
  try {
    for (let isFirst = true; ; isFirst = false) {
      const capture = captureOf(captureId)
      if (!capture) return
      const found = await nextBad(captureId, capture.shown, step)
      if (turn !== latest) return
      if (found !== null) return await selectRow(captureId, found)
      if (capture.findings.isComplete) return say('done', appWords.noBadFrame)
      if (isFirst) say('done', appWords.lookingForBad)
      await nextState(captureId, capture)
      if (turn !== latest) return
    }
  } catch (error) {
    sayFailure(error)
  }
}

/** Row of the nearest bad frame that is known of, from the selected one on. */
async function nextBad(captureId: number, total: number, step: 1 | -1): Promise<number | null> {
  const from = await selectedRow(captureId)
  const minimap = await askMinimap(captureId, viewKeyOf(captureId), searchStretches)
  const read = async (first: number, count: number) =>
    (await bridge.call('view.rows', { captureId, first, count })).rows
  return await findBad({ minimap, total, read }, from ?? (step > 0 ? -1 : total), step)
}

/** Resolves when something else than `state` is known of a capture. */
function nextState(captureId: number, state: CaptureState): Promise<void> {
  return new Promise((resolve) => {
    if (captureOf(captureId) !== state) return resolve()
    const end = useCaptures.subscribe(() => {
      if (captureOf(captureId) === state) return
      end()
      resolve()
    })
  })
}

/** Goes back (−1) or forward (1) among the frames that were visited. */
export async function stepBack(captureId: number, step: 1 | -1): Promise<void> {
  const frame = stepInHistory(captureId, step)
  if (frame !== null) await selectNumber(captureId, frame, { isStep: true })
}

/** Keeps showing the newest frame, or stops doing so. */
export function toggleFollow(captureId: number): void {
  const isFollowing = !useCaptures.getState().following.has(captureId)
  setFollowing(captureId, isFollowing)
  if (isFollowing && activeCapture(useCaptures.getState())?.captureId === captureId) void selectLast(captureId)
}
