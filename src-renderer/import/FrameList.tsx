// Frames found in the pasted text: what each is, whether it is right, where it stands. A list box; choosing a frame shows
// its characters in the editor, and the caret in the editor chooses the frame here.
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { FrameCard } from './FrameCard.tsx'
import { cardTops, cardsBetween } from './frame-window.ts'
import type { PreviewFrame } from './verdict.ts'

export interface FrameListProps {
  frames: readonly PreviewFrame[]
  selected: number | null
  /** `isFinal`: show it in the text and go there. */
  onSelect(frame: number, isFinal: boolean): void
}

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + 8,
  PageUp: (at) => at - 8,
  Home: () => 0,
  End: (_, last) => last,
}

export function FrameList({ frames, selected, onSelect }: FrameListProps) {
  const show = useText()
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 1200 })
  const tops = useMemo(() => cardTops(frames), [frames])
  const { first, last } = cardsBetween(tops, view.top - 200, view.top + view.height + 200)

  useEffect(() => {
    const { current } = box
    if (!current) return
    const see = (): void => setView({ top: current.scrollTop, height: current.clientHeight })
    const observer = new ResizeObserver(see)
    observer.observe(current)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    const { current } = box
    if (!current || selected === null || selected >= frames.length) return
    const [top, bottom] = [tops[selected]!, tops[selected + 1]!]
    if (top < current.scrollTop) current.scrollTop = top
    else if (bottom > current.scrollTop + current.clientHeight) current.scrollTop = bottom - current.clientHeight
  }, [selected, tops, frames.length])

  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && selected !== null) {
      event.preventDefault()
      onSelect(selected, true)
      return
    }
    const step = steps[event.key]
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    const most = frames.length - 1
    onSelect(Math.max(0, Math.min(most, selected === null ? 0 : step(selected, most))), false)
  }

  return (
    <div
      ref={box}
      className="frame-list"
      role="listbox"
      tabIndex={0}
      aria-label={show(words.frameList)}
      aria-activedescendant={selected !== null && selected >= first && selected < last ? cardId(selected) : undefined}
      onKeyDown={pressed}
      onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
    >
      <div className="frame-cards" role="presentation" style={{ height: tops[frames.length] }}>
        {frames.slice(first, last).map((frame, i) => (
          <FrameCard
            key={first + i}
            id={cardId(first + i)}
            frame={frame}
            index={first + i}
            count={frames.length}
            top={tops[first + i]!}
            isSelected={first + i === selected}
            onSelect={onSelect}
          />
        ))}
      </div>
    </div>
  )
}

const cardId = (index: number): string => `import-frame-${index}`
