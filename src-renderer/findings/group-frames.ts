// Moving through the frames of a group, and from a group or a frame to the list. Windows of frame numbers come from the
// bridge; what is shown of a frame, from its details.
import { bridge } from '../connect.ts'
import { sayFailure, setView } from '../app/actions.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import { selectNumber } from '../packet-list/navigate.ts'
import { setDraft, showView, useCaptures, viewOf } from '../store/capture-store.ts'
import { say } from '../store/screen-store.ts'
import { chooseGroup, useGroups } from './group-store.ts'

/** Selects the frame at a place of a group; says so when there is none. */
export async function showInGroup(captureId: number, code: string, place: number): Promise<void> {
  try {
    const { numbers } = await bridge.call('diagnosis.frames', { captureId, code, first: Math.max(place, 0), count: 1 })
    if (place < 0 || numbers[0] === undefined) return say('done', findingsWords.noMore)
    chooseGroup(captureId, { code, place })
    await selectNumber(captureId, numbers[0], { isQuiet: true })
  } catch (error) {
    sayFailure(error)
  }
}

/** The next (1) or previous (−1) frame of the group that is looked at. */
export async function stepInGroup(captureId: number, step: 1 | -1): Promise<void> {
  const group = useGroups.getState().chosen[captureId]
  if (group) await showInGroup(captureId, group.code, group.place + step)
}

/** Place of a frame in a group, or null: halving, since the numbers ascend. */
export async function placeInGroup(captureId: number, code: string, number: number): Promise<number | null> {
  const at = async (first: number) => bridge.call('diagnosis.frames', { captureId, code, first, count: 1 })
  let [low, high] = [0, (await at(0)).total]
  while (low < high) {
    const half = (low + high) >> 1
    const here = (await at(half)).numbers[0]
    if (here === number) return half
    if (here !== undefined && here < number) low = half + 1
    else high = half
  }
  return null
}

/** Looks at a frame in the group of one of its findings, from any view. */
export async function showFinding(captureId: number, code: string, number: number): Promise<void> {
  showView(captureId, 'findings')
  const place = await placeInGroup(captureId, code, number).catch(() => null)
  chooseGroup(captureId, { code, place: place ?? -1 })
}

/** The display filter that leaves the frames of a group. */
export const groupFilter = (code: string): string => `expert.code == "${code}"`

/** Shows only the frames of a group in the list. */
export async function filterGroup(captureId: number, code: string): Promise<void> {
  const { sort } = viewOf(useCaptures.getState(), captureId)
  setDraft(captureId, groupFilter(code))
  showView(captureId, 'frames')
  const errors = await setView(captureId, groupFilter(code), sort)
  if (errors?.[0]) say('failed', errors[0].message)
}
