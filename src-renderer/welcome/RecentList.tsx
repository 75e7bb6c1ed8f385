// Files that were opened before, newest first. One that is gone stays listed and says so.
import { FileClock, FileX } from 'lucide-react'
import type { RecentFile } from '../../src-shared/bridge/bridge.ts'
import { openSource } from '../app/actions.ts'
import { useText } from '../i18n/use-text.ts'
import { welcomeWords as words } from '../i18n/words-welcome.ts'
import { openedWhen } from './opened-when.ts'

export interface RecentListProps {
  recent: readonly RecentFile[]
  onClear(): void
}

export function RecentList({ recent, onClear }: RecentListProps) {
  const show = useText()
  return (
    <section className="welcome-list" aria-labelledby="welcome-recent" data-testid="recent">
      <h2 id="welcome-recent">
        {show(words.recent)}
        {recent.length > 0 && (
          <button type="button" className="link-button" onClick={onClear}>
            {show(words.recentClear)}
          </button>
        )}
      </h2>
      {recent.length === 0 && <p className="dim">{show(words.recentNone)}</p>}
      <ul>
        {recent.map((file) => (
          <RecentRow key={file.path} file={file} />
        ))}
      </ul>
    </section>
  )
}

function RecentRow({ file }: { file: RecentFile }) {
  const show = useText()
  const Icon = file.exists ? FileClock : FileX
  return (
    <li className={file.exists ? undefined : 'is-missing'}>
      <button
        type="button"
        disabled={!file.exists}
        title={file.path}
        onClick={() => void openSource({ kind: 'path', path: file.path })}
      >
        <Icon size={16} strokeWidth={1.6} aria-hidden="true" />
        <span className="welcome-name cut">{file.name}</span>
        <span className="welcome-when">{show(file.exists ? openedWhen(file.opened, Date.now()) : words.missing)}</span>
        <span className="welcome-path dim cut">{folderOf(file)}</span>
      </button>
    </li>
  )
}

/** The path without the name; the end of it says most, so it is cut at its start by the style. */
function folderOf({ path, name }: RecentFile): string {
  return path.endsWith(name) ? path.slice(0, path.length - name.length).replace(/(?<=.)[/\\]$/, '') : path
}
