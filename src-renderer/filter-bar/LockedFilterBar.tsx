// The filter bar of someone who may only look: all see a capture through one filter, which others set and this one tells.
// The saved filters stay for their counts.
import { Lock } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { filterWords } from '../i18n/words-filter.ts'
import { FilterButtons } from './FilterButtons.tsx'
import './filter-bar.css'

export function LockedFilterBar({ capture: { captureId, view } }: { capture: CaptureState }) {
  const text = useText()
  return (
    <search className="filter-bar" aria-label={text(filterWords.filter)}>
      <div className="filter-box locked" data-testid="filter-box">
        <Lock size={14} className="dim" aria-hidden />
        <input
          className={view.filter === '' ? 'filter-input' : 'filter-input mono'}
          data-testid="filter"
          aria-label={text(filterWords.filter)}
          placeholder={text(filterWords.locked)}
          title={text.both(filterWords.locked, ' / ')}
          value={view.filter}
          readOnly
        />
      </div>
      <FilterButtons captureId={captureId} filter={view.filter} draft={view.filter} onApply={null} />
    </search>
  )
}
