// Keeps the selection meaningful: a new capture selects its first frame, and after the view changed, or frames were read
// anew, the selected frame is found in it again.
import { useEffect } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { useSelection } from '../store/selection-store.ts'
import { findSelected, selectRow } from './navigate.ts'

export function useFindSelected({ captureId, shown, revision }: CaptureState, viewVersion: number): void {
  const selected = useSelection((store) => store.frames[captureId])
  const lost = selected?.row === null ? selected.frame : null
  const isFresh = selected === undefined && shown > 0
  useEffect(() => void findSelected(captureId), [captureId, viewVersion, revision, lost])
  useEffect(() => {
    if (isFresh) void selectRow(captureId, 0)
  }, [isFresh, captureId])
}
