// 报文: the filter over the three panes.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { Panes } from '../app/Panes.tsx'
import { FindBar } from '../find-bar/FindBar.tsx'
import { FilterBar } from '../filter-bar/FilterBar.tsx'

export function FramesView({ capture }: { capture: CaptureState }) {
  return (
    <>
      <FilterBar capture={capture} />
      <FindBar capture={capture} />
      <Panes capture={capture} />
    </>
  )
}
