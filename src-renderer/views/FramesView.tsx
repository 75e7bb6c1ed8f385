// 报文: the filter over the three panes.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { Panes } from '../app/Panes.tsx'
import { FilterBar } from '../filter-bar/FilterBar.tsx'

export function FramesView({ capture }: { capture: CaptureState }) {
  return (
    <>
      <FilterBar captureId={capture.captureId} />
      <Panes capture={capture} />
    </>
  )
}
