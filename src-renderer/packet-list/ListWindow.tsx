// The window onto the rows: scrolls, takes keys and clicks, draws only what is in sight. Works alike for 1 row and 10
// million.
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
} from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { focusPane } from '../app/focus.ts'
import { Menu } from '../app/Menu.tsx'
import { useText } from '../i18n/use-text.ts'
import { applyWords } from '../i18n/words-filter.ts'
import { listWords } from '../i18n/words-list.ts'
import { setFollowing, useCaptures } from '../store/capture-store.ts'
import type { FrameSelection } from '../store/selection-store.ts'
import { relationsOf, useSelectedLink } from './frame-link.ts'
import { ListRows } from './ListRows.tsx'
import { MinimapBar } from './MinimapBar.tsx'
import { moveFrom, selectShown } from './navigate.ts'
import { rowMenu } from './row-menu.ts'
import { rowsOfCapture } from './row-source.ts'
import { lastTop, rowsPerPage, scrollHeight, visibleRows } from './scroll-window.ts'
import { useScrollWindow, type ScrollWindow } from './use-scroll-window.ts'

interface ListWindowProps {
  capture: CaptureState
  header: ReactNode
  columns: readonly string[]
  tracks: string
  /** Pixels that the columns need at least. */
  width: number
  viewVersion: number
  selected: FrameSelection | undefined
}

export function ListWindow({ capture, header, columns, tracks, width, viewVersion, selected }: ListWindowProps) {
  const { captureId, shown: total } = capture
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const scroll = useScrollWindow(scroller, total)
  const rows = rowsOfCapture(captureId)
  useSyncExternalStore(rows.subscribe, rows.getVersion)
  const link = useSelectedLink(capture)
  const relations = useMemo(() => relationsOf(link), [link])
  useFollowNewest(captureId, rows.lastKnown(), scroll)

  const selectedRow = selected?.row ?? null
  const { show } = scroll
  useEffect(() => {
    if (selectedRow !== null) show(selectedRow)
  }, [selectedRow, viewVersion, show])

  const span = visibleRows(scroll.size, scroll.place.top)
  useEffect(() => rows.look(span))

  const [menu, setMenu] = useState<CellMenu | null>(null)
  const closeMenu = useCallback(() => setMenu(null), [])
  const isInSight = selectedRow !== null && selectedRow >= span.first && selectedRow < span.end
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.altKey) return
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault()
      const line = event.currentTarget.querySelector(`#row-${selectedRow}`)?.getBoundingClientRect()
      if (selected && line)
        setMenu({ frame: selected.frame, column: 'message', at: { x: line.left + 60, y: line.bottom } })
      return
    }
    if (event.shiftKey) return
    if (event.key === 'Enter') focusPane('details')
    else {
      const move = moveOfKey(event, rowsPerPage(scroll.size), total)
      if (move === undefined) return
      void moveFrom(captureId, (row) => {
        const to = move(row)
        if (to < total - 1) setFollowing(captureId, false)
        return to
      })
    }
    event.preventDefault()
  }
  const point = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const line = (event.target as HTMLElement).closest<HTMLElement>('.packet-row')
    if (!line) return
    // What is being read stays where it is, whatever comes.
    setFollowing(captureId, false)
    void selectShown(captureId, Number(line.dataset['row']))
  }
  const openMenu = (event: MouseEvent<HTMLElement>) => {
    const element = event.target as HTMLElement
    const line = element.closest<HTMLElement>('.packet-row[data-frame]')
    if (!line) return
    event.preventDefault()
    const column = element.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? 'message'
    const frame = Number(line.dataset['frame'])
    const at = { x: event.clientX, y: event.clientY }
    void selectShown(captureId, Number(line.dataset['row'])).then(() => setMenu({ frame, column, at }))
  }
  return (
    <>
      <div
        ref={scroller}
        className="list-scroller"
        role="grid"
        tabIndex={0}
        aria-label={text(listWords.frames)}
        aria-rowcount={total + 1}
        aria-activedescendant={isInSight ? `row-${selectedRow}` : undefined}
        data-focus="list"
        data-testid="list-scroller"
        data-total={total}
        onKeyDown={press}
        onScroll={scroll.onScroll}
      >
        <div className="list-content" style={{ minWidth: width }}>
          {header}
          <div
            className="list-spacer"
            style={{ height: Math.max(scrollHeight(scroll.size), scroll.size.viewport) }}
            onPointerDown={point}
            onContextMenu={openMenu}
          >
            <ListRows
              captureId={captureId}
              rows={rows}
              span={span}
              rowHeight={scroll.size.rowHeight}
              base={scroll.place.base}
              columns={columns}
              tracks={tracks}
              selectedFrame={selected?.frame ?? null}
              relations={relations}
            />
          </div>
        </div>
      </div>
      <MinimapBar capture={capture} scroll={scroll} />
      {menu && (
        <Menu
          label={text(applyWords.rowMenu)}
          groups={rowMenu(captureId, menu.frame, menu.column, text)}
          at={menu.at}
          onClose={closeMenu}
        />
      )}
    </>
  )
}

/** Menu of a cell, and where it opens. */
interface CellMenu {
  frame: number
  column: string
  at: { x: number; y: number }
}

/** How a key moves from the selected row, or from none; undefined for keys that do not move. */
function moveOfKey({ key, ctrlKey, metaKey }: KeyboardEvent, page: number, total: number) {
  if (ctrlKey || metaKey) return undefined
  const moves: Record<string, ((row: number | null) => number) | undefined> = {
    ArrowDown: (row) => (row ?? -1) + 1,
    ArrowUp: (row) => Math.max(row ?? 0, 1) - 1,
    PageDown: (row) => (row ?? 0) + page,
    PageUp: (row) => (row ?? 0) - page,
    Home: () => 0,
    End: () => total - 1,
  }
  return moves[key]
}

/** While the person follows, the newest row that is here stays in sight; scrolling up ends it. −1: none is here yet. */
function useFollowNewest(captureId: number, newest: number, scroll: ScrollWindow): void {
  const isFollowing = useCaptures((store) => store.following.has(captureId))
  const {
    goToEnd,
    show,
    size,
    place: { top },
  } = scroll
  const topBefore = useRef(0)
  useEffect(() => {
    if (!isFollowing) return
    if (newest < 0) goToEnd()
    else show(newest)
  }, [isFollowing, newest, goToEnd, show])
  useEffect(() => {
    if (isFollowing && top < topBefore.current && top < lastTop(size)) setFollowing(captureId, false)
    topBefore.current = top
  }, [captureId, isFollowing, top, size])
}
