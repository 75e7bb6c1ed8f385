// The page that shows while nothing is open: four ways in, and what was opened before.
import { useEffect, useState } from 'react'
import { ClipboardPaste, Eye, FileInput, FolderOpen, Waypoints } from 'lucide-react'
import type { RecentFile, SampleInfo } from '../../src-shared/bridge/bridge.ts'
import { sayFailure, showImport } from '../app/actions.ts'
import { runCommand } from '../app/run-command.ts'
import { bridge } from '../connect.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { welcomeWords as words } from '../i18n/words-welcome.ts'
import { shownKeys } from '../app/shown-keys.ts'
import { useCaptures } from '../store/capture-store.ts'
import { useMayCall } from '../store/permission.ts'
import { RecentList } from './RecentList.tsx'
import { SampleList } from './SampleList.tsx'
import './welcome.css'

export function Welcome() {
  const show = useText()
  const mayOpen = useMayCall('captures.open')
  return (
    <main className="welcome" data-testid="welcome">
      <div className="welcome-page">
        <Head />
        {mayOpen ? <WaysIn /> : <OnlyLooking />}
        <footer className="welcome-about">
          <button type="button" className="link-button" onClick={() => runCommand('help.about')}>
            {show(appWords.about)}
          </button>
        </footer>
      </div>
    </main>
  )
}

function Head() {
  const show = useText()
  return (
    <header className="welcome-head">
      <Mark />
      <div>
        <h1>
          {show(appWords.product)} {show.language === 'en' ? null : <small lang="en">Pilescope</small>}
        </h1>
        <p>{show.both(words.tagline, ' · ')}</p>
      </div>
    </header>
  )
}

/** Ways in, samples and recent files. */
function WaysIn() {
  const show = useText()
  const [samples, setSamples] = useState<readonly SampleInfo[] | null>(null)
  const [recent, setRecent] = useState<readonly RecentFile[]>([])

  useEffect(() => {
    let isShown = true
    Promise.all([bridge.call('samples.list', {}), bridge.call('recent.list', {})]).then(([nextSamples, nextRecent]) => {
      if (!isShown) return
      setSamples(nextSamples)
      setRecent(nextRecent)
    }, sayFailure)
    return () => {
      isShown = false
    }
  }, [])

  const clear = (): void => {
    bridge.call('recent.clear', {}).then(() => setRecent([]), sayFailure)
  }

  return (
    <>
      <section aria-labelledby="welcome-ways">
        <h2 id="welcome-ways" className="visually-hidden">
          {show(words.ways)}
        </h2>
        <ul className="ways">
          <li>
            <button type="button" className="way" onClick={() => runCommand('file.open')}>
              <FolderOpen size={22} strokeWidth={1.6} aria-hidden="true" />
              <strong>{show(words.open)}</strong>
              <span>{show(words.openWhat)}</span>
              <kbd>{shownKeys('file.open')}</kbd>
            </button>
          </li>
          <li>
            <button type="button" className="way" onClick={() => showImport(null)}>
              <ClipboardPaste size={22} strokeWidth={1.6} aria-hidden="true" />
              <strong>{show(words.paste)}</strong>
              <span>{show(words.pasteWhat)}</span>
              <kbd>{shownKeys('file.paste')}</kbd>
            </button>
          </li>
          <li>
            <button type="button" className="way" data-testid="way-proxy" onClick={() => runCommand('file.proxy')}>
              <Waypoints size={22} strokeWidth={1.6} aria-hidden="true" />
              <strong>{show(words.proxy)}</strong>
              <span>{show(words.proxyWhat)}</span>
              <kbd>{shownKeys('file.proxy')}</kbd>
            </button>
          </li>
        </ul>
      </section>
      <div className="welcome-lists">
        <SampleList samples={samples} />
        <RecentList recent={recent} onClear={clear} />
      </div>
      <p className="welcome-drop">
        <FileInput size={15} aria-hidden="true" /> {show(words.drop)}
      </p>
    </>
  )
}

/** For whoever came by a link for viewing: what others opened, or that nothing is open yet. */
function OnlyLooking() {
  const show = useText()
  const hasCaptures = useCaptures(({ captures }) => captures.length > 0)
  return (
    <div className="empty welcome-viewer" data-testid="welcome-viewer">
      <Eye size={30} aria-hidden />
      <strong>{show(hasCaptures ? words.viewerCaptures : words.viewerNone)}</strong>
      <p>{show(hasCaptures ? words.viewerCapturesWhat : words.viewerNoneWhat)}</p>
    </div>
  )
}

/** The product's mark: a lens over a byte grid. */
function Mark() {
  return (
    <svg className="welcome-mark" viewBox="0 0 48 48" aria-hidden="true">
      <rect x="4" y="8" width="9" height="9" rx="2" className="mark-a" />
      <rect x="16" y="8" width="9" height="9" rx="2" className="mark-b" />
      <rect x="4" y="20" width="9" height="9" rx="2" className="mark-c" />
      <rect x="4" y="32" width="9" height="9" rx="2" className="mark-e" />
      <circle cx="28" cy="27" r="12" className="mark-lens" />
      <path d="M30 19.5l-6.5 8.5h5l-2 7 6.5-8.5h-5z" className="mark-bolt" />
      <path d="M37 36l7 7" className="mark-handle" />
    </svg>
  )
}
