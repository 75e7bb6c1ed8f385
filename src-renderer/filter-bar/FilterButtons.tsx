// Buttons beside the filter: saved filters, one click on, one click off; and where they are saved and managed.
import { Plus } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { FilterCount } from '../../src-shared/bridge/results.ts'
import { MenuButton } from '../app/MenuButton.tsx'
import { useAnswer } from '../app/use-answer.ts'
import { formatCountSoFar } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { filterWords } from '../i18n/words-filter.ts'
import { revisionOf } from '../sessions/capture-revision.ts'
import { useCaptures } from '../store/capture-store.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { showColourRules, showSavedFilters } from '../store/screen-store.ts'

/** Its frames are counted anyway, also while it loads. */
const badFrames = 'frame.bad'

interface FilterButtonsProps {
  captureId: number
  /** The filter that is applied. */
  filter: string
  draft: string
  /** null: filters are not for this person to apply. */
  onApply: ((filter: string) => void) | null
}

export function FilterButtons({ captureId, filter, draft, onApply }: FilterButtonsProps) {
  const text = useText()
  const saved = usePreferences((preferences) => preferences.savedFilters)
  const capture = useCaptures((store) => store.captures.find((one) => one.captureId === captureId))
  const shown = saved.filter(({ isButton }) => isButton)
  const filters = shown.map((one) => one.filter).slice(0, mostCounted)
  const counts = useAnswer(
    'filter.counts',
    { captureId, filters },
    capture ? `${revisionOf(capture)} ${looked(capture)}` : '',
  )
  const current = draft.trim() === '' ? filter : draft.trim()
  return (
    <div className="filter-buttons" role="group" aria-label={text(filterWords.buttons)}>
      {shown.map((one, index) => (
        <button
          key={index}
          type="button"
          className="filter-chip"
          title={onApply ? one.filter : `${one.filter}\n${text.both(filterWords.locked, ' / ')}`}
          disabled={onApply === null}
          aria-pressed={filter === one.filter}
          onClick={() => onApply?.(filter === one.filter ? '' : one.filter)}
        >
          {text(one.name)}
          <Count count={one.filter === badFrames ? badCount(capture) : (counts?.[index] ?? null)} />
        </button>
      ))}
      {onApply && <SavingButton current={current} />}
    </div>
  )
}

/** Where filters are saved and managed. */
function SavingButton({ current }: { current: string }) {
  const text = useText()
  return (
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
  )
}

/** Buttons with numbers. */
const mostCounted = 50

const badCount = (capture: CaptureState | undefined): FilterCount => ({
  frames: capture?.findings.error ?? 0,
  isComplete: capture?.findings.isComplete ?? true,
})

/** Findings are counted as frames are looked at. */
const looked = ({ findings: { note, warn, error, isComplete }, frames, marked }: CaptureState): string =>
  `${note} ${warn} ${error} ${isComplete} ${frames} ${marked}`

function Count({ count }: { count: FilterCount | null }) {
  return count && <span className="mono">{formatCountSoFar(count.frames, count.isComplete)}</span>
}
