// Which protocol a whole capture is decoded as; by default the bytes decide.
import type { AppInfo } from '../../src-shared/bridge/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { useCaptures } from '../store/capture-store.ts'
import { useScreen } from '../store/screen-store.ts'
import { decodeCaptureAs } from './actions.ts'

const none: AppInfo['protocols'] = []

export function DecodeAsChoice({ captureId }: { captureId: number }) {
  const text = useText()
  const chosen = useCaptures((store) => store.decodeAs[captureId] ?? '')
  const protocols = useScreen((screen) => screen.info?.protocols ?? none)
  return (
    <label className="decode-as">
      {text(appWords.decodeAs)}
      <select
        className="input"
        data-testid="decode-as"
        value={chosen}
        onChange={(event) => void decodeCaptureAs(captureId, event.target.value || null)}
      >
        <option value="">{text(appWords.decodeAuto)}</option>
        {protocols.flatMap((protocol) => [
          <option key={protocol.id} value={protocol.id}>
            {text(protocol.name)}
          </option>,
          ...protocol.dialects.map((dialect) => (
            <option key={`${protocol.id}/${dialect.id}`} value={`${protocol.id}/${dialect.id}`}>
              {`${text(protocol.name)} · ${text(dialect.name)}`}
            </option>
          )),
        ])}
      </select>
    </label>
  )
}
