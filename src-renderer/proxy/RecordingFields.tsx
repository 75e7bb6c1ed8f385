// How a new proxy records: into a ring of files or one, before or behind the traffic, and how many connections of an address
// it takes. Part of ProxyForm.tsx.
import type { Label } from '../../src-shared/bytes/range.ts'
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
        <Switch
          label={words.ring}
          isOn={isRing}
          testId="proxy-ring"
          onChange={(isOn) => useProxyDraft.setState({ isRing: isOn })}
        />
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

interface SwitchProps {
  label: Label
  isOn: boolean
  testId: string
  onChange: (isOn: boolean) => void
}

function Switch({ label, isOn, testId, onChange }: SwitchProps) {
  const text = useText()
  return (
    <label className="proxy-check">
      <input type="checkbox" checked={isOn} data-testid={testId} onChange={(event) => onChange(event.target.checked)} />
      {text(label)}
    </label>
  )
}

function RecordFirstField() {
  const text = useText()
  const { recordFirst } = useProxyDraft()
  return (
    <div className="proxy-field">
      <Switch
        label={words.recordFirst}
        isOn={recordFirst}
        testId="proxy-record-first"
        onChange={(isOn) => useProxyDraft.setState({ recordFirst: isOn })}
      />
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
