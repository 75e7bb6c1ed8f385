// Preferences: which protocol the connections to a port are decoded as.
import { useState, type FormEvent } from 'react'
import { Plus, Trash2 } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { preferencesWords as words } from '../i18n/words-preferences.ts'
import { DecodeAsSelect } from '../import/DecodeAsSelect.tsx'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { useScreen } from '../store/screen-store.ts'
import { portProblem, rulesInOrder, withoutRule, withRule } from './port-rules.ts'

export function PortRules() {
  const show = useText()
  const rules = usePreferences((preferences) => preferences.decodeAs)
  const set = (decodeAs: Record<string, string>): void => changePreferences({ decodeAs })
  const listed = rulesInOrder(rules)
  return (
    <fieldset className="choice">
      <legend>{show(words.decodeAs)}</legend>
      <div className="port-rules">
        {listed.length === 0 && <p className="dim">{show(words.decodeAsNone)}</p>}
        {listed.map(({ port, decodeAs }) => (
          <div className="port-rule" key={port}>
            <span className="mono port">{port}</span>
            <DecodeAsSelect
              name={show(words.protocolOfPort(port))}
              value={decodeAs}
              allowsAutomatic={false}
              onChange={(next) => next !== null && set(withRule(rules, port, next))}
            />
            <button
              type="button"
              className="icon-button"
              aria-label={show(words.removePort(port))}
              title={show(words.remove)}
              onClick={() => set(withoutRule(rules, port))}
            >
              <Trash2 size={15} aria-hidden="true" />
            </button>
          </div>
        ))}
        <NewRule onAdd={(port, decodeAs) => set(withRule(rules, port, decodeAs))} />
      </div>
      <p className="dim">{show(words.decodeAsWhat)}</p>
    </fieldset>
  )
}

function NewRule({ onAdd }: { onAdd(port: string, decodeAs: string): void }) {
  const show = useText()
  const rules = usePreferences((preferences) => preferences.decodeAs)
  const first = useScreen((screen) => screen.info?.protocols[0]?.id ?? null)
  const [port, setPort] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [isTried, setIsTried] = useState(false)
  const problem = portProblem(port, rules)
  const decodeAs = chosen ?? first
  const add = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    if (problem !== null || decodeAs === null) return
    onAdd(port, decodeAs)
    setPort('')
    setIsTried(false)
  }
  return (
    <form className="port-rule" onSubmit={add} noValidate>
      <input
        className="input mono port"
        inputMode="numeric"
        aria-label={show(words.port)}
        placeholder={show(words.port)}
        aria-invalid={isTried && problem !== null}
        aria-describedby="port-problem"
        value={port}
        onChange={(event) => setPort(event.target.value)}
      />
      <DecodeAsSelect name={show(words.protocol)} value={decodeAs} allowsAutomatic={false} onChange={setChosen} />
      <button type="submit" className="button">
        <Plus size={15} aria-hidden="true" /> {show(words.add)}
      </button>
      <p id="port-problem" className="port-problem" role="status">
        {isTried && problem && show(problem)}
      </p>
    </form>
  )
}
