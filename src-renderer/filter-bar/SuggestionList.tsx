// The list under the filter: what may come next, with labels, kinds and counts. The focus stays in the input; this is its
// listbox.
import { useEffect, useRef } from 'react'
import { formatCount } from '../i18n/numbers.ts'
import { useText, type Text } from '../i18n/use-text.ts'
import { filterWords, itemKindWords } from '../i18n/words-filter.ts'
import type { Suggestion } from './suggestions.ts'

interface SuggestionListProps {
  items: readonly Suggestion[]
  active: number
  onTake: (item: Suggestion) => void
}

export const suggestionId = (index: number): string => `suggestion-${index}`

export function SuggestionList({ items, active, onTake }: SuggestionListProps) {
  const text = useText()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div className="suggestions" data-testid="suggestions">
      <ul ref={list} id="suggestions" role="listbox" aria-label={text(filterWords.suggestions)}>
        {items.map((item, index) => (
          <li
            key={`${item.kind} ${item.text}`}
            id={suggestionId(index)}
            role="option"
            aria-selected={index === active}
            className={`suggestion ${index === active ? 'active' : ''}`}
            // The input keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault()
              onTake(item)
            }}
          >
            <span className="mono suggestion-text cut">{item.shown}</span>
            <span className="suggestion-label cut">{labelOf(item, text)}</span>
            <span className="suggestion-detail dim cut">{item.detail ? text(item.detail) : ''}</span>
            <span className="suggestion-count mono dim">
              {item.count === null ? '' : text(filterWords.inFrames(item.count))}
            </span>
            <span className="suggestion-kind dim">{text(kindOf(item))}</span>
          </li>
        ))}
      </ul>
      <p className="suggestions-keys dim" aria-hidden>
        {text(filterWords.completionKeys)} · {formatCount(items.length)}
      </p>
    </div>
  )
}

function labelOf({ label, shown, kind }: Suggestion, text: Text): string {
  if (!label) return ''
  // A label that stands for itself needs no second telling.
  return kind === 'label' || shown === `"${text(label)}"` ? '' : text.both(label)
}

const kindOf = ({ kind }: Suggestion) =>
  kind === 'saved' ? filterWords.saved : kind === 'history' ? filterWords.history : itemKindWords[kind]
