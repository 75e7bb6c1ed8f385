// The open captures, one button each. The first button leads home.
import { FileText, House, LoaderCircle, TriangleAlert, X } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { activate, useCaptures } from '../store/capture-store.ts'
import { useProxies } from '../store/proxy-store.ts'
import { useMayCall } from '../store/permission.ts'
import { showPage, useScreen } from '../store/screen-store.ts'
import { closeCapture } from './actions.ts'
import './capture-tabs.css'

export function CaptureTabs() {
  const text = useText()
  const captures = useCaptures((store) => store.captures)
  const activeId = useCaptures((store) => store.activeId)
  const page = useScreen((screen) => screen.page)
  if (captures.length === 0) return null
  return (
    <nav className="capture-tabs" aria-label={text(appWords.captures)}>
      <button
        type="button"
        className="capture-tab home"
        aria-current={page === 'welcome' ? 'page' : undefined}
        aria-label={text(appWords.welcome)}
        title={text(appWords.welcome)}
        onClick={() => showPage('welcome')}
      >
        <House size={14} aria-hidden />
      </button>
      <ul>
        {captures.map((capture) => (
          <CaptureTab
            key={capture.captureId}
            capture={capture}
            isShown={page === 'capture' && capture.captureId === activeId}
          />
        ))}
      </ul>
    </nav>
  )
}

function CaptureTab({ capture, isShown }: { capture: CaptureState; isShown: boolean }) {
  const text = useText()
  const { captureId, name, path } = capture
  const mayClose = useMayCall('captures.close')
  return (
    <li className={`capture-tab ${isShown ? 'shown' : ''}`}>
      <button
        type="button"
        className="capture-tab-name"
        aria-current={isShown ? 'page' : undefined}
        title={path ?? name}
        data-testid="capture-tab"
        onClick={() => {
          activate(captureId)
          showPage('capture')
        }}
        onAuxClick={(event) => event.button === 1 && mayClose && void closeCapture(captureId)}
      >
        <TabMark capture={capture} />
        <span className="cut">{name}</span>
      </button>
      {mayClose && (
        <button
          type="button"
          className="icon-button small"
          aria-label={text(appWords.closeOf(name))}
          title={text(appWords.close)}
          onClick={() => void closeCapture(captureId)}
        >
          <X size={13} aria-hidden />
        </button>
      )}
    </li>
  )
}

function TabMark({ capture: { captureId, status, damaged, isLive } }: { capture: CaptureState }) {
  const isRecording = useProxies(({ proxies }) =>
    proxies.some((proxy) => proxy.captureId === captureId && proxy.status === 'running'),
  )
  if (isLive && isRecording) return <span className="state-dot running" aria-hidden />
  if (status === 'loading') return <LoaderCircle size={14} className="loading-mark" aria-hidden />
  if (status === 'failed' || (damaged && status !== 'cancelled'))
    return <TriangleAlert size={14} className="severity-warn" aria-hidden />
  return <FileText size={14} aria-hidden />
}
