// The frame list: headers, a window of rows, the minimap as its scroll bar. On the data path: row-source → here; selecting
// goes to the selection store. Works alike for 1 row and 10 million.
import { useEffect, useMemo, useRef, useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react'
import { SearchX } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { setView } from '../app/actions.ts'
import { focusPane } from '../app/focus.ts'
import { useText } from '../i18n/use-text.ts'
import { listWords } from '../i18n/words-list.ts'
import { setDraft, setFollowing, useCaptures, viewOf } from '../store/capture-store.ts'
import { useSelection } from '../store/selection-store.ts'
import { gridTracks, totalWidth } from './columns.ts'
import { ColumnsButton } from './ColumnsButton.tsx'
import { ListHeader } from './ListHeader.tsx'
import { ListRows } from './ListRows.tsx'
import { MinimapBar } from './MinimapBar.tsx'
import { selectNumber, selectRow } from './navigate.ts'
import { rowsOfCapture } from './row-source.ts'
import { lastTop, rowsPerPage, scrollHeight, visibleRows } from './scroll-window.ts'
import { shownColumns, useColumnTable } from './use-column-table.ts'
import { useScrollWindow } from './use-scroll-window.ts'
import './packet-list.css'

export function PacketList({ capture }: { capture: CaptureState }) {
  const { captureId, shown: total } = capture
  const text = useText()
  const view = useCaptures((store) => viewOf(store, captureId))
  const selected = useSelection((store) => store.frames[captureId])
  const { table, columns } = useColumnTable(captureId, view.sort)
  const visible = useMemo(() => shownColumns(columns), [columns])
  const tracks = gridTracks(visible)
  const scroller = useRef<HTMLDivElement>(null)
  const scroll = useScrollWindow(scroller, total)
  const rows = rowsOfCapture(captureId)
  useSyncExternalStore(rows.subscribe, rows.getVersion)
  useFollowNewest(captureId, total, scroll.goToEnd)
  useFindSelected(capture, view.version)

  const selectedRow = selected?.row ?? null
  const { show } = scroll
  useEffect(() => {
    if (selectedRow !== null) show(selectedRow)
  }, [selectedRow, view.version, show])

  const span = visibleRows(scroll.size, scroll.top)
  useEffect(() => {
    rows.look(span)
  })

  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.altKey) return
    if (event.key === 'Enter') focusPane('details')
    else {
      const to = rowAfterKey(event, selectedRow, rowsPerPage(scroll.size), total)
      if (to === null) return
      void selectRow(captureId, to)
    }
    event.preventDefault()
  }
  const point = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const line = (event.target as HTMLElement).closest<HTMLElement>('.packet-row')
    if (line) void selectRow(captureId, Number(line.ariaRowIndex) - 2)
  }
  return (
    <section className="packet-list" aria-label={text(listWords.frames)} data-testid="packet-list">
      <div
        ref={scroller}
        className="list-scroller"
        role="grid"
        tabIndex={0}
        aria-label={text(listWords.frames)}
        aria-rowcount={total + 1}
        aria-colcount={visible.length}
        aria-activedescendant={
          selectedRow !== null && selectedRow < span.end && selectedRow >= span.first ? `row-${selectedRow}` : undefined
        }
        data-focus="list"
        data-testid="list-scroller"
        data-total={total}
        onKeyDown={press}
        onScroll={(event) => {
          scroll.onScroll(event)
          if (scroll.top < lastTop(scroll.size) - scroll.size.rowHeight) setFollowing(captureId, false)
        }}
      >
        <div className="list-content" style={{ minWidth: totalWidth(visible) }}>
          <ListHeader captureId={captureId} table={table} columns={columns} tracks={tracks} />
          <div className="list-spacer" style={{ height: Math.max(scrollHeight(scroll.size), scroll.size.viewport) }}>
            <div className="list-layer" style={{ height: scroll.size.viewport }} onPointerDown={point}>
              <ListRows
                captureId={captureId}
                rows={rows}
                span={span}
                offset={span.first * scroll.size.rowHeight - scroll.top}
                columns={visible}
                tracks={tracks}
                selectedFrame={selected?.frame ?? null}
              />
            </div>
          </div>
        </div>
      </div>
      <ColumnsButton captureId={captureId} columns={columns} />
      <MinimapBar capture={capture} scroll={scroll} />
      {total === 0 && capture.status !== 'loading' && <NothingShown captureId={captureId} filter={view.filter} />}
    </section>
  )
}

/** Row of the view that a key leads to, or null for keys that do not move. */
function rowAfterKey(
  { key, ctrlKey, metaKey }: KeyboardEvent,
  row: number | null,
  page: number,
  total: number,
): number | null {
  if (ctrlKey || metaKey) return null
  const here = row ?? -1
  const moves: Record<string, number | undefined> = {
    ArrowDown: here + 1,
    ArrowUp: Math.max(here, 1) - 1,
    PageDown: Math.max(here, 0) + page,
    PageUp: Math.max(here, 0) - page,
    Home: 0,
    End: total - 1,
  }
  return moves[key] ?? null
}

/** While the person follows, the newest row stays in sight. */
function useFollowNewest(captureId: number, total: number, goToEnd: () => void): void {
  const isFollowing = useCaptures((store) => store.following.has(captureId))
  useEffect(() => {
    if (isFollowing) goToEnd()
  }, [isFollowing, total, goToEnd])
}

/** After the view changed, the selected frame is found in it again; without a selection the first row is selected. */
function useFindSelected({ captureId, shown, status }: CaptureState, version: number): void {
  const selected = useSelection((store) => store.frames[captureId])
  const isLost = selected !== undefined && selected.row === null
  const isFresh = selected === undefined && shown > 0
  useEffect(() => {
    if (isLost) void findAgain(captureId, selected.frame)
  }, [isLost, version, captureId, selected?.frame])
  useEffect(() => {
    if (isFresh) void selectRow(captureId, 0)
  }, [isFresh, captureId, status])
}

async function findAgain(captureId: number, frame: number): Promise<void> {
  await selectNumber(captureId, frame, { isStep: true, isQuiet: true })
}

function NothingShown({ captureId, filter }: { captureId: number; filter: string }) {
  const text = useText()
  const { sort } = useCaptures((store) => viewOf(store, captureId))
  const clear = () => {
    setDraft(captureId, '')
    void setView(captureId, '', sort)
  }
  if (filter === '') return null
  return (
    <div className="empty list-empty" data-testid="list-empty">
      <SearchX size={30} aria-hidden />
      <strong>{text(listWords.emptyFilter)}</strong>
      <p className="mono">{text(listWords.emptyFilterOf(filter))}</p>
      <button type="button" className="button" onClick={clear}>
        {text(listWords.clearFilter)}
      </button>
    </div>
  )
}
