// One line of the log to mark parts of: select in the field below, say what it is; above it the line in the colours of its
// marks. Part of TeachPanel.tsx.
import { useRef, useState } from 'react'
import { X } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { fieldWords, teachWords as words } from '../i18n/words-teach.ts'
import type { FieldName, LineMark } from '../../src-shared/capture/text/layout-rule.ts'
import { markPart, unmark, useTeaching } from './teaching.ts'

const fields = Object.keys(fieldWords) as Exclude<FieldName, 'skip'>[]
/** Characters of a line that are shown and can be marked. */
const longest = 4000

export function MarkedLine({ onTakeLine }: { onTakeLine(): void }) {
  const show = useText()
  const { line, marks } = useTeaching()
  const area = useRef<HTMLTextAreaElement>(null)
  const [isHinted, setIsHinted] = useState(false)
  const mark = (field: FieldName): void => {
    const { selectionStart: start, selectionEnd: end } = area.current!
    setIsHinted(start === end)
    markPart(start, end, field)
    area.current!.focus()
  }
  return (
    <>
      <div className="teach-row">
        <span id="teach-line-name">{show(words.line)}</span>
        <div className="teach-line">
          <div className="teach-colours mono" aria-hidden="true">
            <Coloured line={line.slice(0, longest)} marks={marks} />
          </div>
          <textarea
            ref={area}
            className="mono"
            data-testid="teach-line"
            aria-labelledby="teach-line-name"
            readOnly
            rows={1}
            value={line.slice(0, longest)}
          />
        </div>
        <button type="button" className="button" onClick={onTakeLine}>
          {show(words.caretLine)}
        </button>
      </div>
      <div className="teach-row" role="group" aria-label={show(words.markAs)}>
        <span>{show(words.markAs)}</span>
        {fields.map((field) => {
          const name = show(fieldWords[field])
          const isMarked = marks.some((one) => one.field === field)
          return (
            <span key={field} className="teach-field">
              <button type="button" className={`button mark-${field}`} onClick={() => mark(field)}>
                {name}
              </button>
              {isMarked && (
                <button
                  type="button"
                  className="icon-button"
                  title={show(words.unmark(name))}
                  aria-label={show(words.unmark(name))}
                  onClick={() => unmark(field)}
                >
                  <X size={12} aria-hidden="true" />
                </button>
              )}
            </span>
          )
        })}
        <span className="teach-problem" role="status">
          {isHinted && show(words.selectFirst)}
        </span>
      </div>
    </>
  )
}

function Coloured({ line, marks }: { line: string; marks: readonly LineMark[] }) {
  const sorted = marks.toSorted((a, b) => a.start - b.start)
  const parts: { start: number; end: number; field: FieldName | null }[] = []
  let at = 0
  for (const { start, end, field } of sorted) {
    if (start > at) parts.push({ start: at, end: start, field: null })
    parts.push({ start, end, field })
    at = end
  }
  parts.push({ start: at, end: line.length, field: null })
  return parts.map(({ start, end, field }) => (
    <span key={start} className={field ? `mark-${field}` : 'dim'}>
      {line.slice(start, end)}
    </span>
  ))
}
