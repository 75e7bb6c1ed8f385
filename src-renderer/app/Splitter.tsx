// The divider between two panes: dragged, or moved by arrow keys when focused; a double click restores it.
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { clampShare, shareAfterKey } from './split.ts'

interface SplitterProps {
  /** A line across, between a pane above and one below. */
  isHorizontal: boolean
  share: number
  usual: number
  /** While it moves. */
  onMove: (share: number) => void
  /** Where it was left. */
  onDone: (share: number) => void
}

export function Splitter({ isHorizontal, share, usual, onMove, onDone }: SplitterProps) {
  const text = useText()
  const dragged = useRef<number | null>(null)
  const shareAt = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.parentElement!.getBoundingClientRect()
    return isHorizontal
      ? clampShare((event.clientY - box.top) / box.height, box.height)
      : clampShare((event.clientX - box.left) / box.width, box.width)
  }
  const spaceOf = (element: HTMLElement): number => {
    const box = element.parentElement!.getBoundingClientRect()
    return isHorizontal ? box.height : box.width
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const next = event.ctrlKey || event.altKey || event.metaKey ? null : shareAfterKey(share, event.key, isHorizontal)
    if (next === null) return
    event.preventDefault()
    onDone(clampShare(next, spaceOf(event.currentTarget)))
  }
  const release = () => {
    if (dragged.current !== null) onDone(dragged.current)
    dragged.current = null
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      className={`splitter ${isHorizontal ? 'horizontal' : 'vertical'}`}
      aria-orientation={isHorizontal ? 'horizontal' : 'vertical'}
      aria-label={text(appWords.resizePanes)}
      aria-valuemin={5}
      aria-valuemax={95}
      aria-valuenow={Math.round(share * 100)}
      onKeyDown={press}
      onDoubleClick={() => onDone(usual)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        dragged.current = share
      }}
      onPointerMove={(event) => {
        if (dragged.current === null) return
        dragged.current = shareAt(event)
        onMove(dragged.current)
      }}
      onPointerUp={release}
      onPointerCancel={release}
    />
  )
}
