// The frame list: its columns, the window onto its rows, and what shows when there are none. On the data path:
// row-source → here; selecting goes to the selection store.
import { useMemo } from 'react'
import { SearchX } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { clearFilter } from '../app/actions.ts'
import { useText } from '../i18n/use-text.ts'
import { listWords } from '../i18n/words-list.ts'
import { useCaptures, viewOf } from '../store/capture-store.ts'
import { useSelection } from '../store/selection-store.ts'
import { gridTracks, totalWidth, withRoomForNumbers } from './columns.ts'
import { ColumnsButton } from './ColumnsButton.tsx'
import { ListHeader } from './ListHeader.tsx'
import { ListWindow } from './ListWindow.tsx'
import { useFindSelected } from './use-find-selected.ts'
import { shownColumns, useColumnTable } from './use-column-table.ts'
import './packet-list.css'

export function PacketList({ capture }: { capture: CaptureState }) {
  const { captureId, shown: total, frames } = capture
  const text = useText()
  const view = useCaptures((store) => viewOf(store, captureId))
  const selected = useSelection((store) => store.frames[captureId])
  const { table, columns } = useColumnTable(view.sort)
  const digits = String(frames).length
  const visible = useMemo(() => withRoomForNumbers(shownColumns(columns), digits), [columns, digits])
  const ids = useMemo(() => visible.map(({ id }) => id), [visible])
  const tracks = gridTracks(visible)
  useFindSelected(capture, view.version)
  return (
    <section className="packet-list" aria-label={text(listWords.frames)} data-testid="packet-list">
      <ListWindow
        capture={capture}
        // Made here, so that it is not drawn again while the list scrolls.
        header={<ListHeader captureId={captureId} table={table} columns={columns} tracks={tracks} />}
        columns={ids}
        tracks={tracks}
        width={totalWidth(visible)}
        viewVersion={view.version}
        selected={selected}
      />
      <ColumnsButton captureId={captureId} columns={columns} />
      {total === 0 && capture.status !== 'loading' && <NothingShown captureId={captureId} filter={view.filter} />}
    </section>
  )
}

function NothingShown({ captureId, filter }: { captureId: number; filter: string }) {
  const text = useText()
  if (filter === '') return null
  return (
    <div className="empty list-empty" data-testid="list-empty">
      <SearchX size={30} aria-hidden />
      <strong>{text(listWords.emptyFilter)}</strong>
      <p>
        {text(listWords.emptyFilterOf)}
        <code className="mono">{filter}</code>
      </p>
      <button type="button" className="button" onClick={() => clearFilter(captureId)}>
        {text(listWords.clearFilter)}
      </button>
    </div>
  )
}
