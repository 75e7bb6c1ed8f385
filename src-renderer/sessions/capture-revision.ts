// Names the state of a capture and of what its frames tell together: answers are asked for again when it changes.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'

export const revisionOf = ({ revision, status, diagnosis }: CaptureState): string =>
  `${revision} ${status} ${diagnosis.revision} ${diagnosis.frames} ${diagnosis.isComplete}`
