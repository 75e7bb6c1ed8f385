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
import { Menu, type MenuGroups } from '../app/Menu.tsx'
import { useText } from '../i18n/use-text.ts'
import { applyWords } from '../i18n/words-filter.ts'
import { eventRowWords, listWords } from '../i18n/words-list.ts'
import { setFollowing, useCaptures } from '../store/capture-store.ts'
import type { FrameSelection } from '../store/selection-store.ts'
import { relationsOf, useSelectedLink } from './frame-link.ts'
import { ListRows } from './ListRows.tsx'
import { openEvent } from './open-event.ts'
import {
  eventLineAt,
  eventsIn,
  moveFromEvent,
  newestLine,
  rowsIn,
  useKeptPlace,
  useListLines,
  type EventLine,
} from './list-lines.ts'
import { MinimapBar } from './MinimapBar.tsx'
import { moveFrom, selectShown } from './navigate.ts'
import { eventMenu } from './event-menu.ts'
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
  const lines = useListLines(capture)
  const scroll = useScrollWindow(scroller, lines.count)
  const rows = rowsOfCapture(captureId)
  useSyncExternalStore(rows.subscribe, rows.getVersion)
  const link = useSelectedLink(capture)
  const relations = useMemo(() => relationsOf(link), [link])
  useFollowNewest(captureId, newestLine(lines, rows.lastKnown(), total), scroll)
  useKeptPlace(captureId, lines, scroll)

  const selectedRow = selected?.row ?? null
  const { show } = scroll
  const now = useRef(lines)
  now.current = lines
  useEffect(() => {
    if (selectedRow !== null) show(now.current.places.lineOf(selectedRow))
  }, [selectedRow, viewVersion, show])

  const span = visibleRows(scroll.size, scroll.place.top)
  const rowSpan = rowsIn(lines, span, total)
  useEffect(() => {
    rows.look(rowSpan)
    lines.events.look(...eventsIn(lines, span))
  })
  const [picked, setPicked] = useState<EventLine | null>(null)
  useEffect(() => setPicked(null), [selected, lines.places])

  const [menu, setMenu] = useState<ListMenu | null>(null)
  const closeMenu = useCallback(() => setMenu(null), [])
  const menuOfFrame = (frame: number, column: string, at: Point) =>
    setMenu({ label: text(applyWords.rowMenu), groups: rowMenu(captureId, frame, column, text), at })
  const menuOfEvent = (line: EventLine, at: Point) => {
    const event = line.kind === 'event' ? lines.events.get(line.event) : undefined
    setMenu({ label: text(eventRowWords.menu), groups: eventMenu(captureId, line, event, text), at })
  }
  const isInSight = selectedRow !== null && selectedRow >= rowSpan.first && selectedRow < rowSpan.end
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.altKey) return
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault()
      const id = picked ? `event-${picked.event}` : `row-${selectedRow}`
      const line = event.currentTarget.querySelector(`#${id}`)?.getBoundingClientRect()
      if (!line) return
      const at = { x: line.left + 60, y: line.bottom }
      if (picked) menuOfEvent(picked, at)
      else if (selected) menuOfFrame(selected.frame, 'message', at)
      return
    }
    if (event.shiftKey) return
    if (event.key === 'Enter') {
      if (picked) void openEvent(captureId, picked.event)
      else focusPane('details')
    } else {
      const move = moveOfKey(event, rowsPerPage(scroll.size), total)
      if (move === undefined) return
      // Events in front of the first frame and behind the last come into sight too.
      if (event.key === 'Home') scroll.goTo(0)
      if (event.key === 'End') scroll.goToEnd()
      void moveFrom(captureId, (row) => {
        const to = picked ? moveFromEvent(event.key, picked, move) : move(row)
        if (to < total - 1) setFollowing(captureId, false)
        return to
      }).then(() => setPicked(null))
    }
    event.preventDefault()
  }
  const point = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const line = lineOfElement(event.target)
    if (!line) return
    // What is being read stays where it is, whatever comes.
    setFollowing(captureId, false)
    const row = line.dataset['row']
    setPicked(row === undefined ? eventLineAt(lines, Number(line.dataset['line'])) : null)
    if (row !== undefined) void selectShown(captureId, Number(row))
  }
  const openPicked = (event: MouseEvent<HTMLElement>) => {
    const at = lineOfElement(event.target)?.dataset['line']
    const line = at === undefined ? null : eventLineAt(lines, Number(at))
    if (line) void openEvent(captureId, line.event)
  }
  const openMenu = (event: MouseEvent<HTMLElement>) => {
    const element = event.target as HTMLElement
    const at = { x: event.clientX, y: event.clientY }
    const happened = element.closest<HTMLElement>('.event-row')?.dataset['line']
    const between = happened === undefined ? null : eventLineAt(lines, Number(happened))
    const line = element.closest<HTMLElement>('.packet-row[data-frame]')
    if (!between && !line) return
    event.preventDefault()
    if (between) {
      setPicked(between)
      return menuOfEvent(between, at)
    }
    if (!line) return
    const column = element.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? 'message'
    const frame = Number(line.dataset['frame'])
    void selectShown(captureId, Number(line.dataset['row'])).then(() => menuOfFrame(frame, column, at))
  }
  return (
    <>
      <div
        ref={scroller}
        className="list-scroller"
        role="grid"
        tabIndex={0}
        aria-label={text(listWords.frames)}
        aria-rowcount={lines.count + 1}
        aria-activedescendant={picked ? `event-${picked.event}` : isInSight ? `row-${selectedRow}` : undefined}
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
            onDoubleClick={openPicked}
            onContextMenu={openMenu}
          >
            <ListRows
              captureId={captureId}
              rows={rows}
              lines={lines}
              span={span}
              picked={picked}
              rowHeight={scroll.size.rowHeight}
              base={scroll.place.base}
              columns={columns}
              tracks={tracks}
              selectedFrame={picked ? null : (selected?.frame ?? null)}
              relations={relations}
            />
          </div>
        </div>
      </div>
      <MinimapBar capture={capture} lines={lines} scroll={scroll} />
      {menu && <Menu {...menu} onClose={closeMenu} />}
    </>
  )
}

const lineOfElement = (target: EventTarget): HTMLElement | null =>
  (target as HTMLElement).closest<HTMLElement>('.packet-row, .event-row')

/** In pixels of the window. */
interface Point {
  x: number
  y: number
}

/** Menu of a cell or of what happened between frames, and where it opens. */
interface ListMenu {
  label: string
  groups: MenuGroups
  at: Point
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

/** While the person follows, the newest line that is here stays in sight; scrolling up ends it. −1: none is here yet. */
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
