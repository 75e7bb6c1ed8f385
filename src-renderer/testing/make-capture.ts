// An open capture as the analyzer tells of it, for tests.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'

/** A capture of `frames` frames that is loaded. */
export function makeCapture(captureId: number, frames = 0, parts: Partial<CaptureState> = {}): CaptureState {
  return {
    captureId,
    name: `capture ${captureId}`,
    path: null,
    kind: 'capture',
    status: 'ready',
    isLive: false,
    read: 0,
    total: 0,
    frames,
    shown: frames,
    events: 0,
    firstBad: null,
    findings: { note: 0, warn: 0, error: 0, isComplete: true },
    view: { filter: '', sort: null, selected: null },
    diagnosis: { revision: 0, frames: 0, total: 0, isComplete: true },
    marked: 0,
    ignored: 0,
    isChanged: false,
    revision: 1,
    decodeAs: { all: null, conversations: {} },
    remarks: [],
    damaged: false,
    error: null,
    ...parts,
  }
}
