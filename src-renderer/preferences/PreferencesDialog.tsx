// The preferences: each change applies at once and is kept by the host. Opened from the toolbar, the menu and by keys.
import { useEffect, useRef, useState } from 'react'
import { X } from 'lucide-react'
import { defaultPreferences } from '../../src-shared/bridge/default-preferences.ts'
import type { Preferences } from '../../src-shared/bridge/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { languageNames, layoutWords, themeWords, timeWords } from '../i18n/words-app.ts'
import { densityWords, preferencesWords as words } from '../i18n/words-preferences.ts'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { showDialog } from '../store/screen-store.ts'
import { Choice } from './Choice.tsx'
import { PortRules } from './PortRules.tsx'
import './preferences.css'

export function PreferencesDialog() {
  const show = useText()
  const preferences = usePreferences()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('input:checked')?.focus()
  }, [])

  return (
    <dialog
      ref={dialog}
      className="preferences"
      aria-labelledby="preferences-title"
      onClose={() => showDialog(null)}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <header>
        <h2 id="preferences-title">{show(words.title)}</h2>
        <span className="dim">{show(words.atOnce)}</span>
        <button
          type="button"
          className="icon-button"
          aria-label={show(words.close)}
          onClick={() => dialog.current?.close()}
        >
          <X size={16} aria-hidden="true" />
        </button>
      </header>
      <div className="preferences-body">
        <Choice
          title={words.language}
          what={words.languageWhat}
          values={languageNames}
          value={preferences.language}
          onChange={(language) => changePreferences({ language })}
        />
        <Choice
          title={words.theme}
          values={themeWords}
          value={preferences.theme}
          onChange={(theme) => changePreferences({ theme })}
        />
        <Choice
          title={words.density}
          values={densityWords}
          value={preferences.density}
          onChange={(density) => changePreferences({ density })}
        />
        <Choice
          title={words.timeFormat}
          values={timeWords}
          value={preferences.timeFormat}
          onChange={(timeFormat) => changePreferences({ timeFormat })}
        />
        <Choice
          title={words.layout}
          values={layoutWords}
          value={preferences.layout}
          onChange={(layout) => changePreferences({ layout })}
        />
        <PortRules />
      </div>
      <footer>
        <Reset preferences={preferences} />
        <button type="button" className="button primary" onClick={() => dialog.current?.close()}>
          {show(words.close)}
        </button>
      </footer>
    </dialog>
  )
}

/** Back to how everything was at first; can be taken back while the dialog is open. */
function Reset({ preferences }: { preferences: Preferences }) {
  const show = useText()
  const [before, setBefore] = useState<Preferences | null>(null)
  return (
    <div className="preferences-reset">
      <button
        type="button"
        className="button"
        onClick={() => {
          setBefore(preferences)
          changePreferences(defaultPreferences)
        }}
      >
        {show(words.reset)}
      </button>
      <span role="status">
        {before && (
          <>
            {show(words.resetDone)}{' '}
            <button
              type="button"
              className="link-button"
              onClick={() => {
                changePreferences(before)
                setBefore(null)
              }}
            >
              {show(words.undo)}
            </button>
          </>
        )}
      </span>
    </div>
  )
}
