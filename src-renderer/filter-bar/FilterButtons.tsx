// Buttons beside the filter: saved filters, one click on, one click off; and where they are saved and managed.
import { Plus } from 'lucide-react'
import { MenuButton } from '../app/MenuButton.tsx'
import { formatCountSoFar } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { filterWords } from '../i18n/words-filter.ts'
import { useCaptures } from '../store/capture-store.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { showColourRules, showSavedFilters } from '../store/screen-store.ts'

/** Its frames are counted anyway. */
const badFrames = 'frame.bad'

interface FilterButtonsProps {
  captureId: number
  /** The filter that is applied. */
  filter: string
  draft: string
  onApply: (filter: string) => void
}

export function FilterButtons({ captureId, filter, draft, onApply }: FilterButtonsProps) {
  const text = useText()
  const saved = usePreferences((preferences) => preferences.savedFilters)
  const findings = useCaptures((store) => store.captures.find((capture) => capture.captureId === captureId)?.findings)
  const current = draft.trim() === '' ? filter : draft.trim()
  return (
    <div className="filter-buttons" role="group" aria-label={text(filterWords.buttons)}>
      {saved
        .filter(({ isButton }) => isButton)
        .map((one, index) => (
          <button
            key={index}
            type="button"
            className="filter-chip"
            title={one.filter}
            aria-pressed={filter === one.filter}
            onClick={() => onApply(filter === one.filter ? '' : one.filter)}
          >
            {text(one.name)}
            {one.filter === badFrames && (
              <span className="mono">{formatCountSoFar(findings?.error ?? 0, findings?.isComplete ?? true)}</span>
            )}
          </button>
        ))}
      <MenuButton
        label={text(filterWords.saveOrManage)}
        className="filter-chip"
        hasIconOnly
        groups={[
          [
            {
              id: 'save',
              text: text(filterWords.saveThis),
              isDisabled: current === '',
              run: () => showSavedFilters(current),
            },
            { id: 'manage', text: text(filterWords.manage), run: () => showSavedFilters(null) },
          ],
          [{ id: 'colours', text: text(filterWords.colours), run: () => showColourRules(null) }],
        ]}
      >
        <Plus size={13} aria-hidden />
      </MenuButton>
    </div>
  )
}
