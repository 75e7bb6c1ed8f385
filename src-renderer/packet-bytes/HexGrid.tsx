// Offset, hex and text of a frame. Keys move the cursor, the pointer selects; every byte leads to its field. Only rows in
// sight are drawn.
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from 'react'
import { Menu } from '../app/Menu.tsx'
import { rowHeightOf, useLineWindow } from '../app/use-line-window.ts'
import { useText } from '../i18n/use-text.ts'
import { applyWords } from '../i18n/words-filter.ts'
import { bytesWords } from '../i18n/words-bytes.ts'
import type { ShownFrame } from '../packet-details/details-source.ts'
import { selectByte, selectSpan } from '../packet-details/select.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { useScreen } from '../store/screen-store.ts'
import { hover, useSelection } from '../store/selection-store.ts'
import { bytesMenu } from './bytes-menu.ts'
import { caretAfter, spanBetween } from './byte-keys.ts'
import { leafOfByte, type ByteMap } from './byte-map.ts'
import { textCells } from './byte-text.ts'
import { HexRow } from './HexRow.tsx'
import { useBytesPerRow } from './use-bytes-per-row.ts'

/** Rows that stay in sight however small the pane is. */
const leastRows = 4

export function HexGrid({ shown, map }: { shown: ShownFrame; map: ByteMap }) {
  const text = useText()
  const { frame } = shown
  const { bytes } = frame
  const encoding = useScreen((screen) => screen.textEncoding)
  const cells = useMemo(() => textCells(bytes, encoding), [bytes, encoding])
  const part = useSelection((store) => store.part)
  const hovered = useSelection((store) => store.hovered)
  const rowHeight = rowHeightOf(usePreferences((preferences) => preferences.density))
  const scroller = useRef<HTMLDivElement>(null)
  const perRow = useBytesPerRow(scroller)
  const rowCount = Math.ceil(bytes.length / perRow)
  const { first, end, page, onScroll, show } = useLineWindow(scroller, rowCount, rowHeight)
  const [anchor, setAnchor] = useState<number | null>(null)
  const isDragging = useRef(false)
  const selected = part?.span ?? null
  const caret = part?.caret ?? 0

  const startRow = selected ? Math.floor(selected.start / perRow) : null
  const caretRow = part ? Math.floor(caret / perRow) : null
  useEffect(() => {
    if (startRow !== null) show(startRow)
    if (caretRow !== null) show(caretRow)
  }, [startRow, caretRow, show, frame])

  const extend = (to: number) => {
    const from = anchor ?? caret
    setAnchor(from)
    const { start, end: stop } = spanBetween(from, to)
    selectSpan(start, stop, to)
  }
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null)
  const closeMenu = useCallback(() => setMenuAt(null), [])
  const openMenu = (event: MouseEvent<HTMLElement>) => {
    const byte = byteOf(event)
    if (byte === null) return
    event.preventDefault()
    // A byte of what is selected: the menu is about all of it.
    if (!selected || byte < selected.start || byte >= selected.end) selectByte(byte)
    setMenuAt({ x: event.clientX, y: event.clientY })
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault()
      const box = event.currentTarget.querySelector(`#byte-${caret}`)?.getBoundingClientRect()
      if (selected && box) setMenuAt({ x: box.left, y: box.bottom })
      return
    }
    if (event.altKey || event.metaKey || (event.ctrlKey && event.key.startsWith('Arrow'))) return
    const to =
      part === null ? (event.key.startsWith('Arrow') ? 0 : null) : caretAfter(caret, event, bytes.length, perRow, page)
    if (to === null) return
    event.preventDefault()
    event.stopPropagation()
    if (event.shiftKey) return extend(to)
    setAnchor(null)
    selectByte(to)
  }
  const down = (event: PointerEvent<HTMLElement>) => {
    const byte = byteOf(event)
    if (event.button !== 0 || byte === null) return
    if (event.shiftKey && part) return extend(byte)
    isDragging.current = true
    setAnchor(byte)
    selectByte(byte)
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const byte = byteOf(event)
    if (isDragging.current && event.buttons === 1) {
      if (byte !== null && byte !== caret) extend(byte)
      return
    }
    const leaf = byte === null ? null : leafOfByte(map, byte)
    hover(leaf ? { start: leaf.start, end: leaf.end } : byte === null ? null : { start: byte, end: byte + 1 })
  }
  const rows = []
  for (let row = first; row < end; row++) {
    const [start, stop] = [row * perRow, (row + 1) * perRow]
    rows.push(
      <HexRow
        key={row}
        row={row}
        perRow={perRow}
        frame={frame}
        map={map}
        cells={cells}
        selected={within(selected, start, stop)}
        hovered={within(hovered, start, stop)}
        caret={part && caret >= start && caret < stop ? caret : null}
        focus={focusOf(shown, part?.path ?? null)}
      />,
    )
  }
  return (
    <>
      <div
        ref={scroller}
        className="hex-grid mono"
        style={{ minHeight: Math.min(rowCount, leastRows) * rowHeight + 12 }}
        role="grid"
        tabIndex={0}
        aria-label={text(bytesWords.hexGrid)}
        aria-rowcount={rowCount}
        aria-colcount={perRow + 2}
        aria-activedescendant={part ? `byte-${caret}` : undefined}
        data-focus="bytes"
        data-testid="hex-grid"
        data-per-row={perRow}
        onScroll={onScroll}
        onKeyDown={press}
        onPointerDown={down}
        onContextMenu={openMenu}
        onPointerMove={move}
        onPointerUp={() => (isDragging.current = false)}
        onPointerLeave={() => hover(null)}
      >
        <div role="none" style={{ height: first * rowHeight }} />
        {rows}
        <div role="none" style={{ height: (rowCount - end) * rowHeight }} />
      </div>
      {menuAt && selected && (
        <Menu
          label={text(applyWords.bytesMenu)}
          groups={bytesMenu(shown, part?.path ?? null, selected, text)}
          at={menuAt}
          onClose={closeMenu}
        />
      )}
    </>
  )
}

function byteOf(event: MouseEvent): number | null {
  const byte = (event.target as HTMLElement).closest<HTMLElement>('[data-byte]')?.dataset['byte']
  return byte === undefined ? null : Number(byte)
}

/** The part of a span that lies in [start, end) as text, so that rows without it are not drawn again. */
function within(span: { start: number; end: number } | null, start: number, end: number): string {
  if (!span || span.start >= end || span.end <= start) return ''
  return `${Math.max(span.start, start)}-${Math.min(span.end, end)}`
}

/** What the selected field is about: the checksum's coverage or the length's span are shaded then. */
function focusOf({ frame, tree }: ShownFrame, path: string | null): 'checksum' | 'length' | null {
  if (path === null) return null
  let node = tree[Number(path.split('.')[0])]
  for (const place of path.split('.').slice(1)) node = node?.children[Number(place)]
  if (!node?.field) return null
  const { checksum, layout } = frame
  if (
    checksum?.range &&
    checksum.found !== null &&
    node.start === checksum.range[1] &&
    node.end - node.start === checksum.found.length / 2
  )
    return 'checksum'
  if (layout?.lengthField && node.start === layout.lengthField[0] && node.end === layout.lengthField[1]) return 'length'
  return null
}
