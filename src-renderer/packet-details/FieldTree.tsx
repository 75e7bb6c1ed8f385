// The field tree. The focus stays on the tree; the selected line is its active descendant. Only lines in sight are drawn.
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react'
import { Menu } from '../app/Menu.tsx'
import { rowHeightOf, useLineWindow } from '../app/use-line-window.ts'
import { useText } from '../i18n/use-text.ts'
import { applyWords } from '../i18n/words-filter.ts'
import { detailsWords } from '../i18n/words-details.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { hover, useSelection, type Span } from '../store/selection-store.ts'
import { fieldMenu } from './field-menu.ts'
import type { ShownFrame } from './details-source.ts'
import type { DisplayNode } from './display-tree.ts'
import { choicesOf, setExpanded, useExpanded } from './expanded-store.ts'
import { selectNode } from './select.ts'
import { treeLines, treeMove, type TreeLine } from './tree-lines.ts'
import { TreeRow } from './TreeRow.tsx'

interface TreeMenu {
  node: DisplayNode
  at: { x: number; y: number }
}

export function FieldTree({ shown }: { shown: ShownFrame }) {
  const text = useText()
  const { frame, tree } = shown
  const choices = useExpanded((store) => choicesOf(store, frame.typeKey))
  const lines = useMemo(() => treeLines(tree, frame.findings, (path) => choices[path]), [tree, frame, choices])
  const path = useSelection((store) => store.part?.path ?? null)
  const [findingId, setFindingId] = useState<string | null>(null)
  const selected = lines.findIndex(({ id }) => id === (findingId ?? path))
  const hovered = useSelection((store) => store.hovered)
  const rowHeight = rowHeightOf(usePreferences((preferences) => preferences.density))
  const scroller = useRef<HTMLDivElement>(null)
  const { first, end, page, onScroll, show } = useLineWindow(scroller, lines.length, rowHeight)
  const [menu, setMenu] = useState<TreeMenu | null>(null)
  const closeMenu = useCallback(() => setMenu(null), [])

  useEffect(() => setFindingId(null), [path, tree])
  // Another frame begins at its top; what is selected in it is brought into sight below.
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [frame.captureId, frame.number])
  useEffect(() => {
    if (selected >= 0) show(selected)
    else if (path !== null) openTo(frame.typeKey, path)
  }, [selected, path, show, frame.typeKey])

  const choose = (line: TreeLine) => {
    selectNode(line.node)
    setFindingId(line.finding ? line.id : null)
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.metaKey || isCommandKey(event)) return
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault()
      const line = lines[selected]
      const row = event.currentTarget.querySelector(`[data-line="${selected}"]`)?.getBoundingClientRect()
      if (line && row) setMenu({ node: line.node, at: { x: row.left + 40, y: row.bottom } })
      return
    }
    const move = treeMove(lines, selected, event, page)
    if (move.kind === 'none') return
    event.preventDefault()
    if (move.kind === 'select') choose(lines[move.line]!)
    else
      setExpanded(frame.typeKey, move.paths, move.kind === 'toggle' ? !lines[selected]!.isOpen : move.kind === 'open')
  }
  const lineOf = (event: MouseEvent): TreeLine | undefined =>
    lines[Number((event.target as HTMLElement).closest<HTMLElement>('[data-line]')?.dataset['line'] ?? -1)]
  return (
    <>
      <div
        ref={scroller}
        className="field-tree"
        role="tree"
        tabIndex={0}
        aria-label={text(detailsWords.fields)}
        aria-activedescendant={selected >= 0 ? `field-${selected}` : undefined}
        data-focus="details"
        data-testid="field-tree"
        onScroll={onScroll}
        onKeyDown={press}
        onMouseOver={(event) => hover(spanOf(lineOf(event)))}
        onMouseLeave={() => hover(null)}
        onClick={(event) => {
          const line = lineOf(event)
          if (!line) return
          if ((event.target as HTMLElement).closest('.tree-toggle')) setExpanded(frame.typeKey, [line.id], !line.isOpen)
          else choose(line)
        }}
        onDoubleClick={(event) => {
          const line = lineOf(event)
          if (line?.hasChildren && !(event.target as HTMLElement).closest('.tree-toggle'))
            setExpanded(frame.typeKey, [line.id], !line.isOpen)
        }}
        onContextMenu={(event) => {
          const line = lineOf(event)
          if (!line) return
          event.preventDefault()
          choose(line)
          setMenu({ node: line.node, at: { x: event.clientX, y: event.clientY } })
        }}
      >
        <div role="none" style={{ height: first * rowHeight }} />
        {lines.slice(first, end).map((line, place) => (
          <TreeRow
            key={line.id}
            line={line}
            index={first + place}
            isSelected={first + place === selected}
            isHovered={hovered !== null && isSame(hovered, line)}
            text={text}
          />
        ))}
        <div role="none" style={{ height: (lines.length - end) * rowHeight }} />
      </div>
      {menu && (
        <Menu
          label={text(applyWords.menu)}
          groups={fieldMenu(shown, menu.node, text)}
          at={menu.at}
          onClose={closeMenu}
        />
      )}
    </>
  )
}

/** Ctrl with up or down moves among frames, not lines. */
const isCommandKey = ({ key, ctrlKey }: KeyboardEvent) => ctrlKey && key !== 'ArrowLeft' && key !== 'ArrowRight'

const spanOf = (line: TreeLine | undefined): Span | null =>
  line && line.node.end > line.node.start ? { start: line.node.start, end: line.node.end } : null

const isSame = (span: Span, { node, hasChildren }: TreeLine): boolean =>
  !hasChildren && node.start === span.start && node.end === span.end

/** Opens what hides a line. */
function openTo(typeKey: string, path: string): void {
  const places = path.split('.')
  const above = places.slice(0, -1).map((_place, index) => places.slice(0, index + 1).join('.'))
  if (above.length > 0) setExpanded(typeKey, above, true)
}
