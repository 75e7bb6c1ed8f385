// The display filter: typed here, completed, checked and applied by the analyzer. A wrong filter leaves the list as it was
// and says where and why.
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { CircleAlert, CircleCheck, CircleDashed, CircleX, ListFilter, SearchX, X, type LucideIcon } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { applyFilter, type FilterErrors } from '../app/actions.ts'
import { focusPane } from '../app/focus.ts'
import { useText } from '../i18n/use-text.ts'
import { filterWords } from '../i18n/words-filter.ts'
import { setDraft, useCaptures, viewOf } from '../store/capture-store.ts'
import { useMayCall } from '../store/permission.ts'
import { FilterButtons } from './FilterButtons.tsx'
import { FilterErrorList } from './FilterErrorList.tsx'
import { filterState, type FilterState } from './filter-state.ts'
import { LockedFilterBar } from './LockedFilterBar.tsx'
import { SuggestionList, suggestionId } from './SuggestionList.tsx'
import type { Suggestion } from './suggestions.ts'
import { useFilterCheck } from './use-filter-check.ts'
import { useSuggestions, type SuggestionList as Suggestions } from './use-suggestions.ts'
import './filter-bar.css'

export function FilterBar({ capture }: { capture: CaptureState }) {
  return useMayCall('view.set') ? <OpenFilterBar capture={capture} /> : <LockedFilterBar capture={capture} />
}

function OpenFilterBar({ capture }: { capture: CaptureState }) {
  const { captureId } = capture
  const text = useText()
  const view = useCaptures((store) => viewOf(store, captureId))
  const draft = useCaptures((store) => store.drafts[captureId] ?? view.filter)
  const input = useRef<HTMLInputElement>(null)
  const list = useSuggestions(captureId, draft)
  const checked = useFilterCheck(captureId, draft)
  // What the analyzer said when it was applied, for a filter that was not checked before.
  const [refused, setRefused] = useState<{ of: string; errors: FilterErrors } | null>(null)
  const errors = checked ?? (refused?.of === draft ? refused.errors : null)
  const state = filterState({
    draft,
    applied: view.filter,
    mistakes: errors?.length ?? null,
    shown: capture.shown,
    isLoading: capture.status === 'loading',
  })
  const apply = async (filter: string) => {
    list.close()
    const found = await applyFilter(captureId, filter)
    setRefused(found && { of: filter, errors: found })
  }
  const setCaret = useCaretAfter(input, draft)
  const take = (item: Suggestion) => {
    setDraft(captureId, item.text)
    setCaret(item.caret)
    if (item.kind === 'saved' || item.kind === 'history') list.close()
    else list.open(item.caret)
  }
  const leave = () => {
    setDraft(captureId, view.filter)
    focusPane('list')
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const done = keyInFilter(event, list, { take, leave, apply: () => void apply(draft) })
    if (done) event.preventDefault()
  }
  const isWrong = state === 'wrong'
  const showsErrors = isWrong && !list.isOpen && errors !== null
  return (
    <search className="filter-bar" aria-label={text(filterWords.filter)}>
      <div className={`filter-box ${state}`} data-state={state} data-testid="filter-box">
        <StateIcon state={state} />
        <input
          ref={input}
          className="filter-input mono"
          data-focus="filter"
          data-testid="filter"
          role="combobox"
          aria-label={text(filterWords.filter)}
          aria-invalid={isWrong}
          aria-describedby={showsErrors ? 'filter-errors' : undefined}
          aria-autocomplete="list"
          aria-expanded={list.isOpen}
          aria-controls={list.isOpen ? 'suggestions' : undefined}
          aria-activedescendant={list.isOpen && list.active >= 0 ? suggestionId(list.active) : undefined}
          placeholder={text(filterWords.hint)}
          spellCheck={false}
          autoComplete="off"
          value={draft}
          onChange={(event) => {
            setDraft(captureId, event.target.value)
            list.open(event.target.selectionStart ?? event.target.value.length)
          }}
          onKeyDown={press}
          onBlur={list.close}
        />
        <StateWords state={state} />
        {(draft !== '' || view.filter !== '') && (
          <button
            type="button"
            className="icon-button small"
            aria-label={text(filterWords.clear)}
            title={text(filterWords.clear)}
            onClick={() => void apply('')}
          >
            <X size={14} aria-hidden />
          </button>
        )}
        {list.isOpen && <SuggestionList items={list.items} active={list.active} onTake={take} />}
      </div>
      <FilterButtons
        captureId={captureId}
        filter={view.filter}
        draft={draft}
        onApply={(filter) => void apply(filter)}
      />
      {showsErrors && <FilterErrorList draft={draft} errors={errors} onUse={(filter) => void apply(filter)} />}
    </search>
  )
}

interface FilterActions {
  take(item: Suggestion): void
  apply(): void
  leave(): void
}

/** True when the key was used. */
function keyInFilter(event: KeyboardEvent<HTMLInputElement>, list: Suggestions, actions: FilterActions): boolean {
  const { key, currentTarget, shiftKey } = event
  const chosen = list.items[list.active]
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  if (key === 'Enter') {
    if (list.isOpen && chosen) actions.take(chosen)
    else actions.apply()
  } else if (key === 'Escape') {
    if (list.isOpen) list.close()
    else actions.leave()
  } else if (key === 'Tab' && !shiftKey && list.isOpen) {
    const item = chosen ?? list.items[0]
    if (item) actions.take(item)
  } else if (step !== 0 && list.isOpen) {
    const { length } = list.items
    list.choose(list.active < 0 && step < 0 ? length - 1 : (list.active + step + length) % length)
  } else if (key === 'ArrowDown' || (key === ' ' && event.ctrlKey)) {
    list.open(currentTarget.selectionStart ?? 0)
  } else return false
  // The window has no other use for a key that was used here.
  event.stopPropagation()
  return true
}

/** Puts the caret where a chosen suggestion wants it, once its text is in the input. */
function useCaretAfter(input: { readonly current: HTMLInputElement | null }, draft: string): (caret: number) => void {
  const wanted = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (wanted.current === null) return
    input.current?.setSelectionRange(wanted.current, wanted.current)
    wanted.current = null
  }, [input, draft])
  return (caret) => {
    wanted.current = caret
  }
}

const looks: Record<FilterState, { icon: LucideIcon; tone: string; label: Label | null; words: Label | null }> = {
  none: { icon: ListFilter, tone: 'dim', label: null, words: null },
  checking: { icon: CircleDashed, tone: 'dim', label: filterWords.checking, words: null },
  wrong: { icon: CircleX, tone: 'severity-error', label: filterWords.wrong, words: filterWords.wrongShort },
  valid: { icon: CircleAlert, tone: 'severity-note', label: filterWords.valid, words: filterWords.valid },
  applied: { icon: CircleCheck, tone: 'severity-good', label: filterWords.applied, words: filterWords.appliedShort },
  nothing: { icon: SearchX, tone: 'severity-warn', label: filterWords.nothing, words: filterWords.nothing },
}

function StateIcon({ state }: { state: FilterState }) {
  const text = useText()
  const { icon: Icon, tone, label } = looks[state]
  if (label === null) return <Icon size={15} className={tone} aria-hidden />
  return <Icon size={15} className={tone} role="img" aria-label={text(label)} />
}

function StateWords({ state }: { state: FilterState }) {
  const text = useText()
  const { words, tone } = looks[state]
  return (
    <span className={`filter-words ${tone}`} aria-hidden>
      {words && text(words)}
    </span>
  )
}
