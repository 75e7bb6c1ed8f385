// Proxies that were kept: started with one click, put into the form, renamed, deleted.
import { useState, type FormEvent } from 'react'
import { Check, CirclePlay, Pencil, TextCursorInput, Trash2 } from 'lucide-react'
import type { ProxyProfile } from '../../src-shared/bridge/proxy.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { useText } from '../i18n/use-text.ts'
import { proxyWords as words } from '../i18n/words-proxy.ts'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { renamedProfile, withoutProfile } from './profiles.ts'
import { startProxy } from './proxy-actions.ts'
import { editProfile } from './proxy-draft.ts'
import { endText, platformText } from './route-text.ts'
import { Trouble } from './RunningProxy.tsx'

export function ProfileList() {
  const text = useText()
  const profiles = usePreferences((preferences) => preferences.proxyProfiles)
  return (
    <section className="profiles" aria-labelledby="proxy-profiles" data-testid="profiles">
      <h2 id="proxy-profiles">{text(words.profiles)}</h2>
      {profiles.length === 0 && <p className="dim">{text(words.noProfiles)}</p>}
      <ul>
        {profiles.map((profile) => (
          <ProfileLine key={profile.name} profile={profile} profiles={profiles} />
        ))}
      </ul>
    </section>
  )
}

function ProfileLine({ profile, profiles }: { profile: ProxyProfile; profiles: readonly ProxyProfile[] }) {
  const text = useText()
  const { name, routes, ring } = profile
  const [isRenaming, setIsRenaming] = useState(false)
  const [isStarting, setIsStarting] = useState(false)
  const [failure, setFailure] = useState<Label | null>(null)
  const start = async (): Promise<void> => {
    setIsStarting(true)
    setFailure((await startProxy(profile))?.message ?? null)
    setIsStarting(false)
  }
  const icon = (label: Label, Icon: typeof Pencil, run: () => void) => (
    <button type="button" className="icon-button small" aria-label={text(label)} title={text(label)} onClick={run}>
      <Icon size={14} aria-hidden />
    </button>
  )
  return (
    <li className="profile" data-testid="profile">
      <div className="profile-head">
        {isRenaming ? (
          <Rename name={name} profiles={profiles} onDone={() => setIsRenaming(false)} />
        ) : (
          <strong className="cut" title={name}>
            {name}
          </strong>
        )}
        <button
          type="button"
          className="button small"
          disabled={isStarting}
          aria-label={text(words.startOf(name))}
          onClick={() => void start()}
        >
          <CirclePlay size={14} aria-hidden />
          {text(words.start)}
        </button>
        {icon(words.editOf(name), Pencil, () => editProfile(profile))}
        {icon(words.renameOf(name), TextCursorInput, () => setIsRenaming(true))}
        {icon(words.deleteOf(name), Trash2, () => changePreferences({ proxyProfiles: withoutProfile(profiles, name) }))}
      </div>
      <ul className="mono dim profile-routes">
        {routes.map((route, place) => (
          <li key={place} className="cut">
            {endText(route.address ?? '*', route.port)} → {platformText(route)}
          </li>
        ))}
        {ring && (
          <li>
            {text(words.ring)} {ring.megabytes} MB × {ring.files}
          </li>
        )}
      </ul>
      {failure && <Trouble message={failure} />}
    </li>
  )
}

interface RenameProps {
  name: string
  profiles: readonly ProxyProfile[]
  onDone: () => void
}

function Rename({ name, profiles, onDone }: RenameProps) {
  const text = useText()
  const [draft, setDraft] = useState(name)
  const renamed = renamedProfile(profiles, name, draft)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!renamed) return
    changePreferences({ proxyProfiles: renamed })
    onDone()
  }
  return (
    <form className="profile-rename" onSubmit={submit}>
      <input
        className="input"
        autoFocus
        aria-label={text(words.name)}
        aria-invalid={renamed === null}
        title={renamed === null ? text(words.nameTaken) : undefined}
        maxLength={100}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <button
        type="submit"
        className="icon-button small"
        disabled={renamed === null}
        aria-label={text(words.renameOf(name))}
      >
        <Check size={14} aria-hidden />
      </button>
    </form>
  )
}
