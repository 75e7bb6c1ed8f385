// Everything that can be found in a file that was read: what its frames tell together, and each by itself. For summary and
// reports.
import { CaptureDiagnosis } from '../../src-shared/diagnosis/capture-diagnosis.ts'
import { FindingIndex } from '../../src-shared/diagnosis/finding-index.ts'
import { captureFindings, captureKinds, type CaptureView } from '../../src-shared/view/capture-frame.ts'
import type { OpenedFile } from '../analyzer/open-file.ts'
import type { ProgressLine } from '../progress-line.ts'

export interface WholeDiagnosis {
  view: CaptureView
  diagnosis: CaptureDiagnosis
  index: FindingIndex
}

/** Frames between two looks at the clock. */
const framesBetween = 1000

/** Takes many times as long as reading. Frames that are marked as ignored are left out. */
export function diagnoseWhole({ capture, origins, notes }: OpenedFile, progress: ProgressLine): WholeDiagnosis {
  const diagnosis = new CaptureDiagnosis({ capture, origins, notes })
  diagnosis.finish()
  const view: CaptureView = { capture, origins, zone: 'utc', relations: diagnosis, notes }
  const index = new FindingIndex()
  const { count } = capture.frames
  for (let row = 0; row < count; row++) {
    if (row % framesBetween === 0) progress.showFrames(row, count)
    if (!notes.ignored.has(row)) index.add(row, captureKinds(view, row), () => captureFindings(view, row))
  }
  return { view, diagnosis, index }
}
