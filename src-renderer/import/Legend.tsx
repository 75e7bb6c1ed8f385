// What the colours of the import desk mean, as words in their own colours.
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { kinds } from './kinds.ts'

export function Legend() {
  const show = useText()
  return (
    <ul className="legend" aria-label={show(words.legend)}>
      {kinds.map(({ kind, label, why }) => (
        <li key={kind} title={show.both(why, '\n')}>
          <span className={kind === 'doubtful' ? 'use-ignored is-doubtful' : `use-${kind} hue-0`}>{show(label)}</span>
        </li>
      ))}
    </ul>
  )
}
