// Moving from frame to frame, from the list and from any other pane. All moves end in selectFrame; the list follows.
import { bridge } from '../connect.ts'
import { appWords } from '../i18n/words-app.ts'
import { sayFailure } from '../app/actions.ts'
import { activeCapture, setFollowing, showView, useCaptures, viewOf } from '../store/capture-store.ts'
import { say } from '../store/screen-store.ts'
import { selectFrame, stepInHistory, useSelection } from '../store/selection-store.ts'
import { findBad } from './find-bad.ts'
import { askMinimap } from './minimap-source.ts'
import { rowsOfCapture } from './row-source.ts'

/** Stretches asked for when bad rows are looked for. */
const searchStretches = 4096

/** Names the view, its size and what was found in it; changes when the minimap must be asked for again. */
export function viewKeyOf(captureId: number): string {
  const store = useCaptures.getState()
  const capture = store.captures.find((one) => one.captureId === captureId)
  const { note, warn, error } = capture?.findings ?? { note: 0, warn: 0, error: 0 }
  const size = `${capture?.revision ?? 0} ${capture?.shown ?? 0}`
  return `${viewOf(store, captureId).version} ${size} ${note} ${warn} ${error}`
}

let latest = 0

/** Selects the frame at a row of the view; rows outside it count as its ends. */
export async function selectRow(captureId: number, row: number): Promise<void> {
  const turn = ++latest
  const capture = useCaptures.getState().captures.find((one) => one.captureId === captureId)
  if (!capture || capture.shown === 0) return
  const index = Math.min(Math.max(row, 0), capture.shown - 1)
  const cache = rowsOfCapture(captureId)
  const known = cache.get(index)
  if (known) return selectFrame(captureId, known.number, index)
  try {
    const loaded = await cache.load(index)
    if (loaded && turn === latest) selectFrame(captureId, loaded.number, index)
  } catch (error) {
    sayFailure(error)
  }
}

/** Selects a frame by its number; says when the filter hides it or there is none. */
export async function selectNumber(
  captureId: number,
  number: number,
  { isStep = false, isQuiet = false } = {},
): Promise<boolean> {
  const capture = useCaptures.getState().captures.find((one) => one.captureId === captureId)
  if (!capture) return false
  if (!Number.isSafeInteger(number) || number < 1 || number > capture.frames) {
    say('failed', appWords.noSuchFrame(capture.frames))
    return false
  }
  try {
    const row = await bridge.call('view.find', { captureId, number })
    if (row === null && !isQuiet) say('failed', appWords.frameHidden)
    selectFrame(captureId, number, row, isStep)
    return true
  } catch (error) {
    sayFailure(error)
    return false
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
export async function moveSelection(captureId: number, rows: number): Promise<void> {
  const row = await selectedRow(captureId).catch(() => null)
  await selectRow(captureId, row === null ? 0 : row + rows)
}

export const selectFirst = (captureId: number): Promise<void> => selectRow(captureId, 0)

export const selectLast = (captureId: number): Promise<void> => selectRow(captureId, Number.MAX_SAFE_INTEGER)

/** Goes to the next (1) or previous (−1) bad frame of the view. */
export async function selectBad(captureId: number, step: 1 | -1): Promise<void> {
  const capture = useCaptures.getState().captures.find((one) => one.captureId === captureId)
  if (!capture) return
  try {
    const from = await selectedRow(captureId)
    const minimap = await askMinimap(captureId, viewKeyOf(captureId), searchStretches)
    const read = async (first: number, count: number) =>
      (await bridge.call('view.rows', { captureId, first, count })).rows
    const found = await findBad({ minimap, total: capture.shown, read }, from ?? (step > 0 ? -1 : capture.shown), step)
    if (found === null) say('done', appWords.noBadFrame)
    else await selectRow(captureId, found)
  } catch (error) {
    sayFailure(error)
  }
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
