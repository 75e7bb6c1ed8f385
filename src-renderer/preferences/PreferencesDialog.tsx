// The preferences: each change applies at once and is kept by the host. Opened from the toolbar, the menu and by keys.
import { useEffect, useRef, useState } from 'react'
import { defaultPreferences } from '../../src-shared/bridge/default-preferences.ts'
import type { Preferences } from '../../src-shared/bridge/bridge.ts'
import { Dialog } from '../app/Dialog.tsx'
import { useText } from '../i18n/use-text.ts'
import { languageNames, layoutWords, themeWords, timeWords } from '../i18n/words-app.ts'
import { densityWords, preferencesWords as words } from '../i18n/words-preferences.ts'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { useMayCall } from '../store/permission.ts'
import { Choice } from './Choice.tsx'
import { PortRules } from './PortRules.tsx'
import { UserDefinitions } from './UserDefinitions.tsx'
import './preferences.css'

export function PreferencesDialog({ onClose }: { onClose: () => void }) {
  const show = useText()
  const preferences = usePreferences()
  const areKept = useMayCall('preferences.set')
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => body.current?.querySelector<HTMLElement>('input:checked')?.focus(), [])

  return (
    <Dialog title={words.title} onClose={onClose} className="preferences">
      <div className="preferences-body" data-testid="preferences" ref={body}>
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
        {areKept && <PortRules />}
        <UserDefinitions />
      </div>
      <footer className="preferences-foot">
        <Reset preferences={preferences} />
        <span className="dim">{show(areKept ? words.atOnce : words.hereOnly)}</span>
      </footer>
    </Dialog>
  )
}

// What a person wrote down is no setting: it stays.
const { proxyProfiles: _kept, ...usual } = defaultPreferences

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
          changePreferences(usual)
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
