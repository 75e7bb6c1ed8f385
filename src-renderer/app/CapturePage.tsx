// One capture: what is to be said about it, the view that its tab shows, the status bar; or why there is nothing to see.
import { FileQuestion, FileX2 } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { shownViewOf, useCaptures } from '../store/capture-store.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { useMayCall } from '../store/permission.ts'
import { showPage, useScreen } from '../store/screen-store.ts'
import { StatusBar } from '../status-bar/StatusBar.tsx'
import { WaitingForPiles } from '../proxy/WaitingForPiles.tsx'
import { captureViewOf } from '../views/capture-views.ts'
import { CaptureBanner } from './CaptureBanner.tsx'
import { closeCapture } from './actions.ts'
import { DecodeAsChoice } from './DecodeAsChoice.tsx'
import './capture-page.css'

export function CapturePage({ capture }: { capture: CaptureState }) {
  const connection = useScreen((screen) => screen.connection)
  const { id, Body } = captureViewOf(useCaptures((store) => shownViewOf(store, capture.captureId)))
  const hasEventRows = usePreferences((preferences) => preferences.eventRows)
  // Connections and their ends are there without a frame, too; of a live capture, what happened is all there is to see.
  const hasEvents = capture.isLive && hasEventRows && capture.events > 0
  const hasNothing = id === 'frames' && capture.frames === 0 && capture.status !== 'loading' && !hasEvents
  return (
    <main
      className="capture-page"
      data-testid="capture-page"
      data-status={capture.status}
      inert={connection === 'lost'}
    >
      <h1 className="visually-hidden">{capture.name}</h1>
      <CaptureBanner capture={capture} />
      {capture.status === 'failed' && capture.frames === 0 ? (
        <FailedCapture capture={capture} />
      ) : hasNothing && capture.isLive ? (
        <WaitingForPiles capture={capture} />
      ) : hasNothing ? (
        <EmptyCapture capture={capture} />
      ) : (
        <Body capture={capture} />
      )}
      <StatusBar capture={capture} />
    </main>
  )
}

function FailedCapture({ capture }: { capture: CaptureState }) {
  const text = useText()
  const mayClose = useMayCall('captures.close')
  return (
    <div className="empty" data-testid="capture-failed">
      <FileX2 size={36} className="severity-error" aria-hidden />
      <strong>
        {text(appWords.failed)} {capture.name}
      </strong>
      {capture.error && <p>{text.both(capture.error, ' / ')}</p>}
      {mayClose && (
        <button type="button" className="button" onClick={() => void closeCapture(capture.captureId)}>
          {text(appWords.close)}
        </button>
      )}
    </div>
  )
}

function EmptyCapture({ capture }: { capture: CaptureState }) {
  const text = useText()
  const mayOpen = useMayCall('captures.open')
  return (
    <div className="empty" data-testid="capture-empty">
      <FileQuestion size={36} aria-hidden />
      <strong>{text(appWords.noFrames)}</strong>
      {mayOpen && (
        <>
          <p>{text(appWords.noFramesHint)}</p>
          <div className="row-of-buttons">
            <DecodeAsChoice capture={capture} />
            <button type="button" className="button" onClick={() => showPage('import')}>
              {text(appWords.pasteToImport)}
            </button>
          </div>
        </>
      )}
    </div>
  )
}
