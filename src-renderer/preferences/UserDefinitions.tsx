// Preferences: the user's own protocol definitions, where they lie, and what is wrong with them.
import { useEffect, useState } from 'react'
import { RefreshCw } from 'lucide-react'
import type { DefinitionsState } from '../../src-shared/bridge/bridge.ts'
import { bridge } from '../connect.ts'
import { useText } from '../i18n/use-text.ts'
import { definitionWords as words } from '../i18n/words-preferences.ts'
import { useMayCall } from '../store/permission.ts'

/** Follows the host's idea of the definitions while it is shown. */
function useDefinitions(): [DefinitionsState | null, () => void] {
  const [state, setState] = useState<DefinitionsState | null>(null)
  useEffect(() => {
    bridge.call('definitions.get', {}).then(setState, () => {
      // The connection broke; its own bar says so.
    })
    return bridge.subscribe((event) => event.kind === 'definitions' && setState(event.definitions))
  }, [])
  const reload = (): void => {
    bridge.call('definitions.reload', {}).then(setState, () => {})
  }
  return [state, reload]
}

export function UserDefinitions() {
  const show = useText()
  const [state, reload] = useDefinitions()
  const mayReload = useMayCall('definitions.reload')
  if (!state) return null
  return (
    <fieldset className="choice" data-testid="user-definitions">
      <legend>{show(words.title)}</legend>
      <div className="user-definitions">
        <p className="definitions-folder">
          <code className="mono">{state.folder}</code>
          {mayReload && (
            <button type="button" className="button" onClick={reload}>
              <RefreshCw size={15} aria-hidden="true" /> {show(words.reload)}
            </button>
          )}
        </p>
        {state.files.length === 0 && <p className="dim">{show(words.none)}</p>}
        {state.protocols.length > 0 && (
          <ul className="definitions-list">
            {state.protocols.map(({ id, name, isOutdated }) => (
              <li key={id}>
                <span className="mono">{id}</span> {show(name)}
                {isOutdated && <span className="definitions-outdated"> · {show(words.outdated)}</span>}
              </li>
            ))}
          </ul>
        )}
        <Mistakes state={state} />
      </div>
      <p className="dim">{show(words.what)}</p>
    </fieldset>
  )
}

/** Mistakes that are listed; the rest is counted. */
const mostShown = 20

function Mistakes({ state: { mistakes, warnings } }: { state: DefinitionsState }) {
  const show = useText()
  return (
    <ul className="definitions-list" role="status">
      {mistakes.slice(0, mostShown).map(({ file, line, column, message, remedy }) => (
        <li key={`${file}:${line}:${column}:${message.en}`} className="definitions-mistake">
          <span className="mono">
            {file.split(/[\\/]/).at(-1)}:{line}:{column}
          </span>{' '}
          {show(message)} <span className="dim">{show(remedy)}</span>
        </li>
      ))}
      {mistakes.length > mostShown && <li className="dim">{show(words.more(mistakes.length - mostShown))}</li>}
      {warnings.map((warning) => (
        <li key={warning.en} className="definitions-warning">
          {show(warning)}
        </li>
      ))}
    </ul>
  )
}
