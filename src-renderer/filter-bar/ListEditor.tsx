// Rows of a list that a person orders: moves one up or down, takes one out. For saved filters and colour rules.
import type { ReactNode } from 'react'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { filterWords } from '../i18n/words-filter.ts'

interface ListEditorProps<Entry> {
  entries: readonly Entry[]
  onChange: (entries: Entry[]) => void
  className: string
  label: string
  children: (entry: Entry, index: number, change: (part: Partial<Entry>) => void) => ReactNode
}

export function ListEditor<Entry>({ entries, onChange, className, label, children }: ListEditorProps<Entry>) {
  const text = useText()
  const swap = (index: number, other: number) => {
    const next = [...entries]
    ;[next[index], next[other]] = [next[other]!, next[index]!]
    onChange(next)
  }
  return (
    <ol className={`list-editor ${className}`} aria-label={label}>
      {entries.map((entry, index) => (
        <li key={index}>
          {children(entry, index, (part) =>
            onChange(entries.map((one, place) => (place === index ? { ...one, ...part } : one))),
          )}
          <span className="list-editor-tools">
            <IconButton label={text(filterWords.moveUp)} isDisabled={index === 0} run={() => swap(index, index - 1)}>
              <ArrowUp size={14} aria-hidden />
            </IconButton>
            <IconButton
              label={text(filterWords.moveDown)}
              isDisabled={index === entries.length - 1}
              run={() => swap(index, index + 1)}
            >
              <ArrowDown size={14} aria-hidden />
            </IconButton>
            <IconButton
              label={text(filterWords.remove)}
              run={() => onChange(entries.filter((_entry, place) => place !== index))}
            >
              <Trash2 size={14} aria-hidden />
            </IconButton>
          </span>
        </li>
      ))}
    </ol>
  )
}

interface IconButtonProps {
  label: string
  isDisabled?: boolean
  run: () => void
  children: ReactNode
}

function IconButton({ label, isDisabled, run, children }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button small"
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={run}
    >
      {children}
    </button>
  )
}
