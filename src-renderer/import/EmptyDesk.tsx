// The import desk with nothing on it: what can be pasted, and examples to try with one click.
import { ClipboardPaste, ListTree } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { fillDraft } from './draft.ts'
import { examples } from './examples.ts'

/** Lies over the empty editor. */
export function EmptyEditor() {
  const show = useText()
  return (
    <div className="empty-editor">
      <ClipboardPaste size={28} strokeWidth={1.5} aria-hidden="true" />
      <h2>{show(words.emptyTitle)}</h2>
      <p>{show(words.emptyWhat)}</p>
      <p>
        <kbd className="key-cap">Ctrl</kbd> <kbd className="key-cap">V</kbd> {show(words.emptyKey)}{' '}
        {show(words.emptyOr)}
      </p>
      <ul className="examples">
        {examples.map((example) => (
          <li key={example.id}>
            <button type="button" className="example" onClick={() => fillDraft(example.text)}>
              <strong>{show(example.name)}</strong>
              <span className="dim">{show(example.what)}</span>
              <code className="mono" aria-hidden="true">
                {example.peek}
              </code>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** In place of the frame list. */
export function EmptyFrames() {
  const show = useText()
  return (
    <div className="empty">
      <ListTree size={26} strokeWidth={1.5} aria-hidden="true" />
      <strong>{show(words.emptyFrames)}</strong>
      <p>{show(words.emptyFramesWhat)}</p>
    </div>
  )
}

/** Text is there, but no frame in it. */
export function NoFrames() {
  const show = useText()
  return (
    <div className="empty">
      <strong>{show(words.noFrames)}</strong>
      <p>{show(words.noFramesWhy)}</p>
    </div>
  )
}
