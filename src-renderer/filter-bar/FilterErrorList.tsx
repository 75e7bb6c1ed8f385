// What is wrong with the filter: the place marked in its text, the reason in the user's language, a click to mend it.
import type { FilterErrors } from '../app/actions.ts'
import { useText } from '../i18n/use-text.ts'
import { filterWords } from '../i18n/words-filter.ts'

interface ErrorListProps {
  draft: string
  errors: FilterErrors
  onUse: (filter: string) => void
}

export function FilterErrorList({ draft, errors, onUse }: ErrorListProps) {
  const text = useText()
  if (errors.length === 0) return null
  return (
    <div id="filter-errors" className="filter-errors" role="alert" data-testid="filter-errors">
      <ul>
        {errors.map(({ message, start, end, suggestion }, index) => (
          <li key={index}>
            <code className="mono">
              {draft.slice(0, start)}
              <mark>{draft.slice(start, end) || '\u2009▏'}</mark>
              {draft.slice(Math.max(start, end))}
            </code>
            <span>{text.both(message, ' / ')}</span>
            {suggestion !== null && (
              <button
                type="button"
                className="link-button"
                onClick={() => onUse(draft.slice(0, start) + suggestion + draft.slice(end))}
              >
                {text(filterWords.useSuggestion(suggestion))}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
