// How a new proxy records: into a ring of files or one, before or behind the traffic, and how many connections of an address
// it takes. Part of ProxyForm.tsx.
import { useText } from '../i18n/use-text.ts'
import { proxyWords as words } from '../i18n/words-proxy.ts'
import { perSourceOf, ringOf, useProxyDraft } from './proxy-draft.ts'
import { Trouble } from './RunningProxy.tsx'

export function RecordingFields({ isTried }: { isTried: boolean }) {
  return (
    <>
      <RingFields isTried={isTried} />
      <RecordFirstField />
      <PerSourceField isTried={isTried} />
    </>
  )
}

function RingFields({ isTried }: { isTried: boolean }) {
  const text = useText()
  const draft = useProxyDraft()
  const { isRing, megabytes, files } = draft
  const ring = ringOf(draft)
  return (
    <>
      <div className="proxy-field">
        <label className="proxy-check">
          <input
            type="checkbox"
            checked={isRing}
            data-testid="proxy-ring"
            onChange={(event) => useProxyDraft.setState({ isRing: event.target.checked })}
          />
          {text(words.ring)}
        </label>
        <span className="proxy-ring" inert={!isRing}>
          {text(words.ringEach)}
          <input
            className="input mono"
            inputMode="numeric"
            aria-label={text(words.ringSize)}
            disabled={!isRing}
            value={megabytes}
            onChange={(event) => useProxyDraft.setState({ megabytes: event.target.value })}
          />
          MB ×
          <input
            className="input mono"
            inputMode="numeric"
            aria-label={text(words.ringCount)}
            disabled={!isRing}
            value={files}
            onChange={(event) => useProxyDraft.setState({ files: event.target.value })}
          />
          {text(words.ringFiles)}
          {ring && <span className="dim">{text(words.ringTotal(ring.megabytes * ring.files))}</span>}
        </span>
      </div>
      {isTried && ring === undefined && <Trouble message={words.ringWrong} />}
    </>
  )
}

function RecordFirstField() {
  const text = useText()
  const { recordFirst } = useProxyDraft()
  return (
    <div className="proxy-field">
      <label className="proxy-check">
        <input
          type="checkbox"
          checked={recordFirst}
          data-testid="proxy-record-first"
          onChange={(event) => useProxyDraft.setState({ recordFirst: event.target.checked })}
        />
        {text(words.recordFirst)}
      </label>
      <span className="dim">{text(words.recordFirstWhat)}</span>
    </div>
  )
}

function PerSourceField({ isTried }: { isTried: boolean }) {
  const text = useText()
  const draft = useProxyDraft()
  return (
    <>
      <div className="proxy-field">
        <span>{text(words.perSource)}</span>
        <span className="proxy-ring">
          <input
            className="input mono"
            inputMode="numeric"
            aria-label={text(words.perSource)}
            placeholder={text(words.perSourceNone)}
            value={draft.perSource}
            data-testid="proxy-per-source"
            onChange={(event) => useProxyDraft.setState({ perSource: event.target.value })}
          />
          <span className="dim">{text(words.perSourceWhat)}</span>
        </span>
      </div>
      {isTried && perSourceOf(draft) === undefined && <Trouble message={words.perSourceWrong} />}
    </>
  )
}
