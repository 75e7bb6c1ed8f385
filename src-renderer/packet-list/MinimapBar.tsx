// The list's scroll bar, with a map of the whole view: where its worst frames are. A click on a mark goes to its first bad
// frame, elsewhere to that place; the thumb can be dragged.
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { listWords } from '../i18n/words-list.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { mapHeight, markAt, paintMinimap, thumbOf } from './minimap-paint.ts'
import { useMinimap } from './minimap-source.ts'
import { selectRow, viewKeyOf } from './navigate.ts'
import type { ListLines } from './list-lines.ts'
import { lastTop, rowsPerPage } from './scroll-window.ts'
import { headerHeight, type ScrollWindow } from './use-scroll-window.ts'

/** Height of a mark in pixels. */
const markHeight = 2

interface MinimapBarProps {
  capture: CaptureState
  lines: ListLines
  scroll: ScrollWindow
}

export function MinimapBar({ capture, lines, scroll }: MinimapBarProps) {
  const { captureId, shown: total } = capture
  const text = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const grabbed = useRef<number | null>(null)
  const [isGrabbed, setIsGrabbed] = useState(false)
  const height = scroll.size.viewport
  const mapped = mapHeight(scroll.size)
  const buckets = Math.min(Math.floor(mapped / markHeight), 4096)
  const minimap = useMinimap(captureId, viewKeyOf(captureId), total === 0 ? 0 : buckets)
  const { places, count } = lines
  const placed = useCallback(
    (share: number) => (total === 0 ? share : places.lineOf(Math.round(share * total)) / Math.max(count, 1)),
    [places, count, total],
  )
  const theme = usePreferences((preferences) => preferences.theme)
  useEffect(() => {
    if (canvas.current && minimap) paintMinimap(canvas.current, minimap, mapped, placed)
  }, [minimap, mapped, theme, placed])

  const thumb = thumbOf(scroll.size, scroll.place.top, height)
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (grabbed.current === null) return
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top - grabbed.current
    scroll.goTo((y / Math.max(height - thumb.height, 1)) * lastTop(scroll.size))
  }
  const press = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top
    const onThumb = y >= thumb.top && y <= thumb.top + thumb.height
    const bad = minimap && !onThumb ? markAt(minimap, y, mapped, placed) : null
    if (bad !== null) return void selectRow(captureId, bad)
    event.currentTarget.setPointerCapture(event.pointerId)
    grabbed.current = onThumb ? y - thumb.top : thumb.height / 2
    setIsGrabbed(true)
    drag(event)
  }
  const release = () => {
    grabbed.current = null
    setIsGrabbed(false)
  }
  const key = (event: KeyboardEvent) => {
    const { rowHeight } = scroll.size
    const page = rowsPerPage(scroll.size) * rowHeight
    const moves: Record<string, number | undefined> = {
      ArrowDown: scroll.place.top + rowHeight,
      ArrowUp: scroll.place.top - rowHeight,
      PageDown: scroll.place.top + page,
      PageUp: scroll.place.top - page,
      Home: 0,
      End: lastTop(scroll.size),
    }
    const to = moves[event.key]
    if (to === undefined) return
    event.preventDefault()
    scroll.goTo(to)
  }
  const percent = lastTop(scroll.size) === 0 ? 0 : Math.round((scroll.place.top / lastTop(scroll.size)) * 100)
  return (
    <div
      className="minimap"
      role="scrollbar"
      tabIndex={0}
      aria-label={text(listWords.scroll)}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-testid="minimap"
      style={{ top: headerHeight, height }}
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={key}
    >
      <canvas ref={canvas} className="minimap-marks" style={{ height: mapped }} aria-hidden />
      {thumb.height < height && (
        <div
          className={`minimap-thumb ${isGrabbed ? 'grabbed' : ''}`}
          style={{ height: thumb.height, transform: `translateY(${thumb.top}px)` }}
        />
      )}
    </div>
  )
}
