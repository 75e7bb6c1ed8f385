// Which frame answers the selected one, or is answered by it: for arrows in the list, the link over the fields, and the key.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { FrameLink } from '../../src-shared/bridge/results.ts'
import { sayFailure } from '../app/actions.ts'
import { useAnswer } from '../app/use-answer.ts'
import { bridge } from '../connect.ts'
import { listWords } from '../i18n/words-list.ts'
import { revisionOf } from '../sessions/capture-revision.ts'
import { say } from '../store/screen-store.ts'
import { useSelection } from '../store/selection-store.ts'
import { openFrame } from './navigate.ts'
import { rowsOfCapture } from './row-source.ts'

/** What pairing knows of the selected frame; null: nothing, or nothing is selected. */
export function useSelectedLink(capture: CaptureState): FrameLink | null {
  const { captureId } = capture
  const number = useSelection((store) => store.frames[captureId]?.frame ?? null)
  const parameters = number === null ? null : { captureId, numbers: [number] }
  // After a jump the list comes first.
  const resting = () => rowsOfCapture(captureId).resting
  return useAnswer('frames.links', parameters, revisionOf(capture), resting)?.items[0] ?? null
}

/** How a row stands to the selected frame. */
export type Relation = 'request' | 'response'

/** By frame number: the other end of the selected frame's pair, and the selected frame itself. */
export function relationsOf(link: FrameLink | null): ReadonlyMap<number, Relation> {
  const relations = new Map<number, Relation>()
  if (!link) return relations
  const { number, responseIn, responseTo } = link
  if (responseTo !== null) relations.set(number, 'response').set(responseTo, 'request')
  if (responseIn !== null) relations.set(number, 'request').set(responseIn, 'response')
  return relations
}

/** Goes to the frame that the selected one is paired with; from a request that is a reply too, to its own reply. */
export async function selectPaired(captureId: number): Promise<void> {
  const selected = useSelection.getState().frames[captureId]
  if (!selected) return
  try {
    const { items } = await bridge.call('frames.links', { captureId, numbers: [selected.frame] })
    const paired = items[0]?.responseIn ?? items[0]?.responseTo ?? null
    if (paired === null) say('done', listWords.noPair)
    else await openFrame(captureId, paired)
  } catch (error) {
    sayFailure(error)
  }
}
