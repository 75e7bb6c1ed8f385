// What the import desk asks and tells about the text as a whole: readings that tie, hex that made no frame.
import { useState } from 'react'
import type { TextPreview } from '../../src-shared/bridge/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { importWords as words, readingLabel } from '../i18n/words-import.ts'

export type Tie = TextPreview['ties'][number]
export type Skipped = TextPreview['skipped'][number]

/** Pieces listed before the rest is only counted. */
const mostListed = 100
/** Bytes of a piece that are shown. */
const mostHex = 96

export interface SkippedListProps {
  skipped: readonly Skipped[]
  /** Shows the place in the text; both from 1. */
  onShow(line: number, column: number): void
}

export function SkippedList({ skipped, onShow }: SkippedListProps) {
  const show = useText()
  const [isOpen, setIsOpen] = useState(false)
  if (skipped.length === 0) return null
  return (
    <details className="skipped" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{show(words.skipped(skipped.length))}</summary>
      {isOpen && (
        <ul>
          {skipped.slice(0, mostListed).map((piece) => (
            <li key={`${piece.line}:${piece.column}`}>
              <button
                type="button"
                className="link-button"
                title={show(words.showInText)}
                onClick={() => onShow(piece.line, piece.column)}
              >
                {show(words.position(piece.line, piece.column))}
              </button>
              <span>{show(piece.reason)}</span>
              <code className="mono cut">{spaced(piece.hex)}</code>
            </li>
          ))}
          {skipped.length > mostListed && <li>{show(words.skippedMore(skipped.length - mostListed))}</li>}
        </ul>
      )}
    </details>
  )
}

/** `680d…` as `68 0d …`. */
function spaced(hex: string): string {
  const shown = hex.slice(0, mostHex * 2).replace(/../g, '$& ')
  return hex.length > mostHex * 2 ? `${shown}…` : shown.trimEnd()
}

export interface TieListProps {
  ties: readonly Tie[]
  onShow(line: number, column: number): void
  /** Rewrites the place with the bytes of the other reading. */
  onTake(tie: Tie): void
}

/** One question for each place that makes sense in two ways. Not answering keeps the reading that was taken. */
export function TieList({ ties, onShow, onTake }: TieListProps) {
  const show = useText()
  const [kept, setKept] = useState<ReadonlySet<number>>(new Set())
  const open = ties.filter((tie) => !kept.has(tie.line))
  if (open.length === 0) return null
  return (
    <section className="ties" aria-label={show(words.ties)}>
      <h3>{show(words.ties)}</h3>
      {open.map((tie) => {
        const [chosen, other] = [show(readingLabel(tie.chosen)), show(readingLabel(tie.other))]
        return (
          <div className="tie" key={tie.line}>
            <button type="button" className="link-button" onClick={() => onShow(tie.line, 1)}>
              {show(words.tieAt(tie.line, chosen, other))}
            </button>
            <span className="tie-answers">
              <button type="button" className="button" onClick={() => setKept(new Set([...kept, tie.line]))}>
                {show(words.tieKeep(chosen))}
              </button>
              <button type="button" className="button" onClick={() => onTake(tie)}>
                {show(words.tieTake(other))}
              </button>
            </span>
          </div>
        )
      })}
    </section>
  )
}
