// Which protocol a capture, or one conversation of it, is decoded as; by default the bytes decide.
import { useState } from 'react'
import type { AppInfo, CaptureState } from '../../src-shared/bridge/bridge.ts'
import { viewOnlyReason } from '../../src-shared/bridge/view-only.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { useMayCall } from '../store/permission.ts'
import { useScreen } from '../store/screen-store.ts'
import { decodeCaptureAs } from './actions.ts'
import './capture-page.css'

const none: AppInfo['protocols'] = []

interface ChoiceProps {
  capture: CaptureState
  /** That of the selected frame: the choice may hold for it alone. null: there is none. */
  conversation?: number | null
}

export function DecodeAsChoice({ capture, conversation = null }: ChoiceProps) {
  const text = useText()
  const [isForOne, setForOne] = useState(false)
  const protocols = useScreen((screen) => screen.info?.protocols ?? none)
  const mayChoose = useMayCall('captures.decodeAs')
  const { captureId, decodeAs } = capture
  const only = isForOne ? conversation : null
  const chosen = (only === null ? decodeAs.all : decodeAs.conversations[only]) ?? ''
  return (
    <span className="decode-as">
      {conversation !== null && (
        <select
          className="input"
          aria-label={text(appWords.decodeWhat)}
          data-testid="decode-what"
          value={isForOne ? 'one' : 'all'}
          onChange={(event) => setForOne(event.target.value === 'one')}
        >
          <option value="all">{text(appWords.wholeCapture)}</option>
          <option value="one">{text(appWords.conversationOnly(conversation))}</option>
        </select>
      )}
      <label className="decode-as">
        {text(appWords.decodeAs)}
        <select
          className="input"
          data-testid="decode-as"
          disabled={!mayChoose}
          title={mayChoose ? undefined : text.both(viewOnlyReason, ' / ')}
          value={chosen}
          onChange={(event) => void decodeCaptureAs(captureId, event.target.value || null, only)}
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
    </span>
  )
}
