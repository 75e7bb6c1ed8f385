// What this is and which version.
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { useScreen } from '../store/screen-store.ts'
import { Dialog } from './Dialog.tsx'

export function AboutDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const info = useScreen((screen) => screen.info)
  return (
    <Dialog title={appWords.about} onClose={onClose}>
      <div className="about">
        <p>
          <strong>桩镜 Pilescope</strong>
        </p>
        <p>{text(appWords.aboutText)}</p>
        <p className="dim">{text(appWords.noUpdatesNoTelemetry)}</p>
        <dl>
          <dt>{text(appWords.version)}</dt>
          <dd className="mono">{info?.version ?? ''}</dd>
          {info?.protocols.map((protocol) => (
            <div key={protocol.id} className="about-protocol">
              <dt>{text.both(protocol.name)}</dt>
              <dd className="dim">{protocol.dialects.map(({ name }) => text(name)).join(' · ')}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  )
}
