// The tabs of the toolbar: which view of the capture shows. From the import desk and the first page they lead back to it.
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { runCommand } from '../app/run-command.ts'
import { activeCapture, shownViewOf, useCaptures } from '../store/capture-store.ts'
import { useScreen } from '../store/screen-store.ts'
import { captureViews, type CaptureView } from '../views/capture-views.ts'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { useTooltip } from './CommandButton.tsx'

export function ViewTabs() {
  const text = useText()
  const capture = useCaptures(activeCapture)
  const shown = useCaptures((store) => (store.activeId === null ? null : shownViewOf(store, store.activeId)))
  const isCapturePage = useScreen((screen) => screen.page === 'capture')
  if (!capture) return null
  return (
    <nav className="view-tabs" aria-label={text(appWords.views)}>
      {captureViews.map((view) => (
        <ViewTab key={view.id} view={view} capture={capture} isShown={isCapturePage && shown === view.id} />
      ))}
    </nav>
  )
}

function ViewTab({ view, capture, isShown }: { view: CaptureView; capture: CaptureState; isShown: boolean }) {
  const text = useText()
  const tooltip = useTooltip(view.command)
  const { Badge } = view
  return (
    <button
      type="button"
      aria-current={isShown ? 'page' : undefined}
      title={tooltip}
      data-testid={`view-${view.id}`}
      onClick={() => runCommand(view.command)}
    >
      {text(view.label)}
      {Badge && <Badge capture={capture} />}
    </button>
  )
}
