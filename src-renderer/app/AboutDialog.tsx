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
          <strong>桩镜 Pilescope</strong> <span className="mono">{info?.version ?? ''}</span>
        </p>
        <p>{text(appWords.aboutText)}</p>
        <p className="dim">{text(appWords.noUpdatesNoTelemetry)}</p>
        <h3>{text(appWords.protocols)}</h3>
        <ul>
          {info?.protocols.map(({ id, name, dialects }) => (
            <li key={id}>
              {text.both(name)}
              <span className="dim">{dialects.map((dialect) => text(dialect.name)).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
