// Bundled samples on the welcome page, each opened with one click.
import { FileText } from 'lucide-react'
import type { SampleInfo } from '../../src-shared/bridge/bridge.ts'
import { openSource } from '../app/actions.ts'
import { useText } from '../i18n/use-text.ts'
import { welcomeWords as words } from '../i18n/words-welcome.ts'

/** `samples`: null while they are not known. */
export function SampleList({ samples }: { samples: readonly SampleInfo[] | null }) {
  const show = useText()
  return (
    <section className="welcome-list samples" aria-labelledby="welcome-samples">
      <h2 id="welcome-samples">
        {show(words.samples)} <small>{show(words.samplesWhat)}</small>
      </h2>
      <ul>
        {samples?.map((sample) => (
          <li key={sample.id}>
            <button type="button" onClick={() => void openSource({ kind: 'sample', id: sample.id })}>
              <FileText size={16} strokeWidth={1.6} aria-hidden="true" />
              <span className="welcome-name cut" title={show.both(sample.name, '\n')}>
                {show(sample.name)} <span className="dim">{show.second(sample.name)}</span>
              </span>
              <span className="sample-what dim cut" title={show.both(sample.description, '\n')}>
                {show(sample.description)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
