// One preference with few values: a row of buttons of which one is pressed, as a radio group.
import { useId } from 'react'
import type { Label } from '../../src-shared/bytes/range.ts'
import { useText } from '../i18n/use-text.ts'

export interface ChoiceProps<Value extends string> {
  title: Label
  /** A line below that explains. */
  what?: Label
  values: Readonly<Record<Value, Label>>
  value: Value
  onChange(value: Value): void
}

export function Choice<Value extends string>({ title, what, values, value, onChange }: ChoiceProps<Value>) {
  const show = useText()
  const name = useId()
  return (
    <fieldset className="choice">
      <legend>{show(title)}</legend>
      <div className="choice-values">
        {(Object.keys(values) as Value[]).map((one) => (
          <label key={one}>
            <input type="radio" name={name} value={one} checked={one === value} onChange={() => onChange(one)} />
            <span>{show(values[one])}</span>
          </label>
        ))}
      </div>
      {what && <p className="dim">{show(what)}</p>}
    </fieldset>
  )
}
