// The display filter: typed here, checked and applied by the analyzer. A wrong filter leaves the list as it was and says
// where and why.
import { useState, type KeyboardEvent } from 'react'
import { CircleAlert, CircleCheck, CircleX, ListFilter, X } from 'lucide-react'
import { setView, type FilterErrors } from '../app/actions.ts'
import { focusPane } from '../app/focus.ts'
import { formatCountSoFar } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { listWords } from '../i18n/words-list.ts'
import { setDraft, useCaptures, viewOf } from '../store/capture-store.ts'
import './filter-bar.css'

const badFrames = 'frame.bad'

export function FilterBar({ captureId }: { captureId: number }) {
  const text = useText()
  const view = useCaptures((store) => viewOf(store, captureId))
  const draft = useCaptures((store) => store.drafts[captureId] ?? view.filter)
  const [mistake, setMistake] = useState<{ of: string; errors: FilterErrors } | null>(null)
  const errors = mistake?.of === draft ? mistake.errors : []
  const apply = async (filter: string) => {
    setDraft(captureId, filter)
    const found = await setView(captureId, filter.trim(), view.sort)
    setMistake(found && { of: filter, errors: found })
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      void apply(draft)
    } else if (event.key === 'Escape') {
      setDraft(captureId, view.filter)
      focusPane('list')
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      focusPane('list')
    }
  }
  const state = errors.length > 0 ? 'wrong' : draft.trim() !== view.filter ? 'changed' : draft === '' ? 'none' : 'good'
  return (
    <search className="filter-bar" aria-label={text(listWords.filter)}>
      <div className={`filter-box ${state}`}>
        <StateIcon state={state} />
        <input
          className="filter-input mono"
          data-focus="filter"
          data-testid="filter"
          aria-label={text(listWords.filter)}
          aria-invalid={state === 'wrong'}
          aria-describedby={errors.length > 0 ? 'filter-errors' : undefined}
          placeholder={text(listWords.filterHint)}
          spellCheck={false}
          autoComplete="off"
          value={draft}
          onChange={(event) => setDraft(captureId, event.target.value)}
          onKeyDown={press}
        />
        {state === 'changed' && <span className="filter-hint dim">{text(listWords.filterChanged)}</span>}
        {draft !== '' && (
          <button
            type="button"
            className="icon-button small"
            aria-label={text(listWords.clearFilter)}
            title={text(listWords.clearFilter)}
            onClick={() => void apply('')}
          >
            <X size={14} aria-hidden />
          </button>
        )}
      </div>
      <BadFramesChip captureId={captureId} filter={view.filter} onApply={apply} />
      <FilterErrorList draft={draft} errors={errors} onUse={(filter) => void apply(filter)} />
    </search>
  )
}

function StateIcon({ state }: { state: 'wrong' | 'changed' | 'none' | 'good' }) {
  const text = useText()
  if (state === 'wrong')
    return <CircleX size={15} className="severity-error" role="img" aria-label={text(listWords.filterWrong)} />
  if (state === 'good')
    return <CircleCheck size={15} className="severity-good" role="img" aria-label={text(listWords.filterGood)} />
  if (state === 'changed')
    return <CircleAlert size={15} className="severity-note" role="img" aria-label={text(listWords.filterChanged)} />
  return <ListFilter size={15} className="dim" aria-hidden />
}

interface ChipProps {
  captureId: number
  filter: string
  onApply: (filter: string) => Promise<void>
}

function BadFramesChip({ captureId, filter, onApply }: ChipProps) {
  const text = useText()
  const findings = useCaptures((store) => store.captures.find((capture) => capture.captureId === captureId)?.findings)
  const count = findings?.error ?? 0
  const isOn = filter === badFrames
  if (count === 0 && !isOn) return null
  return (
    <button
      type="button"
      className="filter-chip"
      aria-pressed={isOn}
      onClick={() => void onApply(isOn ? '' : badFrames)}
    >
      <CircleX size={13} className="severity-error" aria-hidden />
      {text(listWords.badFrames)} {formatCountSoFar(count, findings?.isComplete ?? true)}
    </button>
  )
}

interface ErrorListProps {
  draft: string
  errors: FilterErrors
  onUse: (filter: string) => void
}

function FilterErrorList({ draft, errors, onUse }: ErrorListProps) {
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
                {text(listWords.useSuggestion(suggestion))}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
