// What filters, columns and colours know of a capture's frames beside the store: findings as the list shows them, notes.
import type { FrameKnowledge } from '../capture/frame-filter.ts'
import { captureKinds, type CaptureView } from './capture-frame.ts'
import { FrameLevels } from './frame-levels.ts'

/** `levels`: kept ones, so that no frame is looked at twice. `selected`: row that `$name` is about. */
export function knowledgeOf(
  view: CaptureView,
  levels = new FrameLevels(view),
  selected: number | null = null,
): FrameKnowledge {
  return {
    origins: view.origins,
    notes: view.notes ?? null,
    findingsOf: (row) => captureKinds(view, row),
    isBad: (row) => levels.isBad(row),
    relations: view.relations ?? null,
    selected,
  }
}
