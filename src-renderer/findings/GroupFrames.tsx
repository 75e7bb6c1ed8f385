// The frames of a group, by number: only those in sight are drawn and asked for.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { rowHeightOf, useLineWindow } from '../app/use-line-window.ts'
import { bridge } from '../connect.ts'
import { formatCount } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { showInGroup } from './group-frames.ts'
import type { ChosenGroup } from './group-store.ts'
import './group-frames.css'

interface GroupFramesProps {
  capture: CaptureState
  code: string
  total: number
  group: ChosenGroup
}

export function GroupFrames({ capture: { captureId, revision }, code, total, group }: GroupFramesProps) {
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = usePreferences((preferences) => rowHeightOf(preferences.density))
  const { first, end, page, onScroll, show } = useLineWindow(scroller, total, rowHeight)
  const numbers = useNumbers(captureId, code, `${revision} ${total}`, first, end)
  const { place } = group
  useEffect(() => {
    if (place >= 0) show(place)
  }, [place, show])
  const press = (event: KeyboardEvent) => {
    const to = moves(place, page, total)[event.key]
    if (to === undefined) return
    event.preventDefault()
    void showInGroup(captureId, code, Math.min(Math.max(to, 0), total - 1))
  }
  return (
    <section className="group-frames" aria-label={text(findingsWords.framesOf)}>
      <header className="pane-head">
        <span className="dim cut">{text(findingsWords.frames(formatCount(total)))}</span>
      </header>
      <div
        ref={scroller}
        className="group-frames-list"
        role="listbox"
        tabIndex={0}
        aria-label={text(findingsWords.framesOf)}
        aria-activedescendant={place >= first && place < end ? `group-frame-${place}` : undefined}
        data-testid="group-frames"
        data-total={total}
        onScroll={onScroll}
        onKeyDown={press}
      >
        <div className="group-frames-all" style={{ height: total * rowHeight }}>
          {Array.from({ length: Math.max(end - first, 0) }, (_, index) => first + index).map((line) => (
            <div
              key={line}
              id={`group-frame-${line}`}
              role="option"
              aria-selected={line === place}
              aria-posinset={line + 1}
              aria-setsize={total}
              className="group-frame mono"
              style={{ top: line * rowHeight, height: rowHeight, lineHeight: `${rowHeight}px` }}
              onClick={() => void showInGroup(captureId, code, line)}
            >
              {numbers.has(line) ? `#${numbers.get(line)}` : '…'}
            </div>
          ))}
        </div>
      </div>
    </section>
  )
}

const moves = (place: number, page: number, total: number): Record<string, number | undefined> => ({
  ArrowDown: place + 1,
  ArrowUp: place - 1,
  PageDown: place + page,
  PageUp: place - page,
  Home: 0,
  End: total - 1,
})

/** Frame numbers of places [first, end) of a group, by place. Kept until the group changes. */
function useNumbers(captureId: number, code: string, news: string, first: number, end: number): Map<number, number> {
  const [known, setKnown] = useState({ of: '', numbers: new Map<number, number>() })
  const of = `${captureId} ${code} ${news}`
  const numbers = known.of === of ? known.numbers : new Map<number, number>()
  const isMissing = end > first && !(numbers.has(first) && numbers.has(end - 1))
  useEffect(() => {
    if (!isMissing) return
    let isStale = false
    void bridge
      .call('diagnosis.frames', { captureId, code, first, count: end - first })
      .then((window) => {
        if (isStale) return
        setKnown((before) => {
          const kept = new Map(before.of === of ? before.numbers : [])
          window.numbers.forEach((number, index) => kept.set(window.first + index, number))
          return { of, numbers: kept }
        })
      })
      .catch(() => {})
    return () => {
      isStale = true
    }
  }, [captureId, code, of, first, end, isMissing])
  return numbers
}
