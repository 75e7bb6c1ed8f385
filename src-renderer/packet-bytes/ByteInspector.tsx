// Readings of the bytes at the cursor in every common form. Clicking one copies it.
import { copy } from '../app/actions.ts'
import { useText } from '../i18n/use-text.ts'
import { bytesWords } from '../i18n/words-bytes.ts'
import { useSelection } from '../store/selection-store.ts'
import { readingsAt } from './inspector.ts'

export function ByteInspector({ bytes }: { bytes: Uint8Array }) {
  const text = useText()
  const part = useSelection((store) => store.part)
  const at = part?.span
    ? part.caret >= part.span.start && part.caret < part.span.end
      ? part.span.start
      : part.caret
    : 0
  const end = part?.span && part.span.start === at ? part.span.end : Math.min(at + 1, bytes.length)
  return (
    <section className="inspector" aria-label={text(bytesWords.inspector)} data-testid="inspector">
      <dl>
        {readingsAt(bytes, at, end).map(({ name, text: value }) => (
          <div key={name} className={`reading ${name}`}>
            <dt className="mono">{name}</dt>
            <dd className="mono">
              {value === null ? (
                <span className="dim">–</span>
              ) : (
                <button type="button" className="reading-value cut" title={value} onClick={() => void copy(value)}>
                  {value}
                </button>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
