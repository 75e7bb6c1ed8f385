// The window: toolbar, open captures, the page, dialogs. Which page shows is in the screen store.
import { ColourRulesDialog } from '../colour-rules/ColourRulesDialog.tsx'
import { SavedFiltersDialog } from '../filter-bar/SavedFiltersDialog.tsx'
import { ImportDesk } from '../import/ImportDesk.tsx'
import { CommentDialog } from '../notes/CommentDialog.tsx'
import { UnsavedDialog } from '../notes/UnsavedDialog.tsx'
import { AddColumnDialog } from '../packet-list/AddColumnDialog.tsx'
import { RenameColumnDialog } from '../packet-list/RenameColumnDialog.tsx'
import { PreferencesDialog } from '../preferences/PreferencesDialog.tsx'
import { ProxyPage } from '../proxy/ProxyPage.tsx'
import { activeCapture, useCaptures } from '../store/capture-store.ts'
import { showDialog, useScreen } from '../store/screen-store.ts'
import { Toolbar } from '../toolbar/Toolbar.tsx'
import { Welcome } from '../welcome/Welcome.tsx'
import { AboutDialog } from './AboutDialog.tsx'
import { CapturePage } from './CapturePage.tsx'
import { CaptureTabs } from './CaptureTabs.tsx'
import { ConnectionBar } from './ConnectionBar.tsx'
import { DropTarget } from './DropTarget.tsx'
import { GoToFrameDialog } from './GoToFrameDialog.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { NoticeLine } from './NoticeLine.tsx'
import { UnencryptedBar } from './UnencryptedBar.tsx'
import { ViewOnlyBar } from './ViewOnlyBar.tsx'
import { useAppearance } from './use-appearance.ts'
import { useUnsavedGuard } from '../notes/use-unsaved-guard.ts'
import { useKeyboard } from './use-keyboard.ts'
import './app.css'

export function App() {
  useAppearance()
  useKeyboard()
  useUnsavedGuard()
  return (
    <div className="app" data-testid="app">
      <Toolbar />
      <ConnectionBar />
      <UnencryptedBar />
      <ViewOnlyBar />
      <CaptureTabs />
      <Page />
      <Dialogs />
      <NoticeLine />
      <DropTarget />
    </div>
  )
}

function Page() {
  const page = useScreen((screen) => screen.page)
  const capture = useCaptures(activeCapture)
  if (page === 'import') return <ImportDesk />
  if (page === 'proxy') return <ProxyPage />
  if (page === 'capture' && capture) return <CapturePage key={capture.captureId} capture={capture} />
  return <Welcome />
}

function Dialogs() {
  const dialog = useScreen((screen) => screen.dialog)
  const close = () => showDialog(null)
  switch (dialog) {
    case 'preferences':
      return <PreferencesDialog onClose={close} />
    case 'go-to-frame':
      return <GoToFrameDialog onClose={close} />
    case 'keys':
      return <KeysDialog onClose={close} />
    case 'about':
      return <AboutDialog onClose={close} />
    case 'saved-filters':
      return <SavedFiltersDialog onClose={close} />
    case 'colour-rules':
      return <ColourRulesDialog onClose={close} />
    case 'comment':
      return <CommentDialog onClose={close} />
    case 'add-column':
      return <AddColumnDialog onClose={close} />
    case 'rename-column':
      return <RenameColumnDialog onClose={close} />
    case 'unsaved':
      return <UnsavedDialog onClose={close} />
    case null:
      return null
  }
}
