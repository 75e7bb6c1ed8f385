// A choice of protocol and dialect, or none: the bytes decide. On the import desk and in the preferences.
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { useScreen } from '../store/screen-store.ts'

export interface DecodeAsSelectProps {
  /** `PROTOCOL[/DIALECT]`, or null: recognised. */
  value: string | null
  /** False: a protocol must be named. */
  allowsAutomatic: boolean
  name: string
  onChange(value: string | null): void
}

export function DecodeAsSelect({ value, allowsAutomatic, name, onChange }: DecodeAsSelectProps) {
  const show = useText()
  const protocols = useScreen((screen) => screen.info?.protocols)
  return (
    <select
      className="input"
      aria-label={name}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      {allowsAutomatic && <option value="">{show(words.automatic)}</option>}
      {protocols?.map((protocol) => (
        <optgroup key={protocol.id} label={show(protocol.name)}>
          <option value={protocol.id}>{show(protocol.name)}</option>
          {protocol.dialects.map((dialect) => (
            <option key={dialect.id} value={`${protocol.id}/${dialect.id}`}>
              {show(protocol.name)} · {show(dialect.name)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
