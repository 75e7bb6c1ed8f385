// A frame and its repaired copy, decoded side by side: what differs is marked, and shown alone at first.
import { useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import type { FieldView, FrameView } from '../packet-details/frame-view.ts'
import { fieldPairs } from './field-pairs.ts'
import './side-by-side.css'

export function SideBySide({ original, repaired }: { original: FrameView; repaired: FrameView }) {
  const text = useText()
  const [hasAll, setHasAll] = useState(true)
  const pairs = fieldPairs(original.fields, repaired.fields)
  const differing = pairs.filter((pair) => pair.isDifferent)
  const shown = hasAll ? pairs : differing
  return (
    <div className="side-by-side" data-testid="side-by-side">
      <p className="side-head">
        <span>{text(findingsWords.differing(differing.length))}</span>
        <label>
          <input type="checkbox" checked={!hasAll} onChange={() => setHasAll(!hasAll)} />
          {text(findingsWords.onlyDiffering)}
        </label>
      </p>
      <div className="side-scroller" tabIndex={0} role="group" aria-label={text(findingsWords.compare)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text(findingsWords.field)}</th>
              <th scope="col">{text(findingsWords.asIs)}</th>
              <th scope="col">{text(findingsWords.asRepaired)}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ label, name, depth, left, right, isDifferent }, index) => (
              <tr key={index} className={isDifferent ? 'differs' : ''} data-name={name}>
                <th scope="row" style={{ paddingInlineStart: 8 + depth * 12 }}>
                  {text(label)}
                  {isDifferent && <span className="visually-hidden"> ({text(findingsWords.differs)})</span>}
                </th>
                <Value field={left} />
                <Value field={right} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Value({ field }: { field: FieldView | null }) {
  const text = useText()
  if (!field) return <td className="dim">–</td>
  const value = text(field.text)
  return (
    <td>
      {value}
      {field.raw !== '' && field.raw !== value && field.children.length === 0 && (
        <span className="mono dim side-raw">{field.raw.length > 24 ? `${field.raw.slice(0, 24)}…` : field.raw}</span>
      )}
    </td>
  )
}
