// A filter in a dialog: checked as it is typed over the capture that is looked at, with what is wrong below it.
import { useText } from '../i18n/use-text.ts'
import { filterWords } from '../i18n/words-filter.ts'
import { useCaptures } from '../store/capture-store.ts'
import { useFilterCheck } from './use-filter-check.ts'

export function FilterField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const text = useText()
  const captureId = useCaptures((store) => store.activeId)
  const errors = useFilterCheck(captureId ?? 0, captureId === null ? '' : value)
  const error = errors?.[0]
  return (
    <span className="filter-field">
      <input
        className="input mono"
        aria-label={text(filterWords.expression)}
        aria-invalid={error !== undefined}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {error && <span className="severity-error filter-field-error">{text(error.message)}</span>}
    </span>
  )
}
