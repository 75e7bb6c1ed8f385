// A figure of a bill, a price model or a sample: leads to its field in its frame.
import type { Figure } from '../../src-shared/diagnosis/frame-reader.ts'
import { useText } from '../i18n/use-text.ts'
import { sessionWords } from '../i18n/words-sessions.ts'
import { openField } from '../packet-details/open-field.ts'
import { formatFigure } from '../../src-shared/view/format-figure.ts'

interface FigureButtonProps {
  captureId: number
  figure: Figure | null
  /** Behind the number; where a column's head tells the unit, none. */
  hasUnit?: boolean
}

/** A dash where there is no such figure. */
export function FigureButton({ captureId, figure, hasUnit = false }: FigureButtonProps) {
  const text = useText()
  if (!figure) return <span className="dim">–</span>
  const hint = text(sessionWords.openFigure(text(figure.label), figure.frame))
  return (
    <button
      type="button"
      className="figure"
      title={`${hint} · ${figure.field}`}
      data-field={figure.field}
      data-frame={figure.frame}
      onClick={() => void openField(captureId, figure)}
    >
      {formatFigure(figure, hasUnit)}
    </button>
  )
}
