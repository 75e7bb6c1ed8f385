// The form for a new proxy: its listeners, how it records, its name; starting it and keeping it as a profile. What is
// wrong shows at its place once a start was tried.
import { useId, useState, type FormEvent } from 'react'
import { BookmarkPlus, CirclePlay, Plus } from 'lucide-react'
import type { LocalAddress } from '../../src-shared/bridge/proxy.ts'
import { useText } from '../i18n/use-text.ts'
import { proxyWords as words } from '../i18n/words-proxy.ts'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { say } from '../store/screen-store.ts'
import { withProfile } from './profiles.ts'
import { startProxy, type StartFailure } from './proxy-actions.ts'
import { addRoute, mostRoutes, profileOf, routeProblems, useProxyDraft } from './proxy-draft.ts'
import { RecordingFields } from './RecordingFields.tsx'
import { RouteLine } from './RouteLine.tsx'
import { Trouble } from './RunningProxy.tsx'

export function ProxyForm({ interfaces }: { interfaces: readonly LocalAddress[] }) {
  const text = useText()
  const draft = useProxyDraft()
  const profiles = usePreferences((preferences) => preferences.proxyProfiles)
  const [isTried, setIsTried] = useState(false)
  const [isStarting, setIsStarting] = useState(false)
  const [failure, setFailure] = useState<StartFailure | null>(null)
  const title = useId()
  const problems = routeProblems(draft.routes)

  const start = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setIsTried(true)
    setFailure(null)
    const profile = profileOf(draft)
    if (!profile || isStarting) return
    setIsStarting(true)
    setFailure(await startProxy(profile))
    setIsStarting(false)
  }
  const keep = (): void => {
    setIsTried(true)
    const profile = profileOf(draft)
    if (!profile) return
    changePreferences({ proxyProfiles: withProfile(profiles, profile) })
    say('done', words.profileSaved(profile.name))
  }
  return (
    <form className="proxy-form" aria-labelledby={title} noValidate onSubmit={(event) => void start(event)}>
      <h2 id={title}>{text(words.newProxy)}</h2>
      <div className="route-heads" aria-hidden>
        <span>{text(words.listenAddress)}</span>
        <span>{text(words.port)}</span>
        <span />
        <span>{text(words.platform)}</span>
        <span>{text(words.port)}</span>
      </div>
      <ul className="route-lines">
        {draft.routes.map((route, place) => (
          <RouteLine
            key={route.key}
            route={route}
            line={place + 1}
            isOnly={draft.routes.length === 1}
            interfaces={interfaces}
            problems={isTried ? problems[place]! : null}
            failure={place === 0 && failure?.place ? failure : null}
          />
        ))}
      </ul>
      <button
        type="button"
        className="link-button route-add"
        disabled={draft.routes.length >= mostRoutes}
        onClick={addRoute}
      >
        <Plus size={14} aria-hidden /> {text(words.addRoute)}
      </button>
      <RecordingFields isTried={isTried} />
      <div className="proxy-field">
        <label htmlFor={`${title}-name`}>{text(words.name)}</label>
        <input
          id={`${title}-name`}
          className="input proxy-name"
          maxLength={100}
          placeholder={text(words.nameHint)}
          value={draft.name}
          data-testid="proxy-name"
          onChange={(event) => useProxyDraft.setState({ name: event.target.value })}
        />
      </div>
      {failure?.place === null && <Trouble message={failure.message} />}
      <div className="proxy-actions">
        <button type="submit" className="button primary" disabled={isStarting} data-testid="proxy-start">
          <CirclePlay size={15} aria-hidden />
          {text(isStarting ? words.starting : words.start)}
        </button>
        <button type="button" className="button" data-testid="proxy-keep" onClick={keep}>
          <BookmarkPlus size={15} aria-hidden />
          {text(words.saveProfile)}
        </button>
      </div>
    </form>
  )
}
