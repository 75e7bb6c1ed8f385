// Teaches the layout of a log: marks in one line become a template, the preview shows at once how it reads the others, and
// the rule is kept under a name for later texts. Part of the import desk.
import { useState } from 'react'
import { Trash2, X } from 'lucide-react'
import { sayFailure } from '../app/actions.ts'
import { useText } from '../i18n/use-text.ts'
import { teachWords as words } from '../i18n/words-teach.ts'
import type { LayoutRule } from '../../src-shared/capture/text/layout-rule.ts'
import { changeLayouts, useLayouts, withLayout, withoutLayout } from '../store/layouts-store.ts'
import { MarkedLine } from './MarkedLine.tsx'
import { changeTeaching, editLayout, stopTeaching, takeLine, taughtRule, teachLine, useTeaching } from './teaching.ts'
import type { LineAtCaret } from './line-at-caret.ts'
import './teach.css'

export interface TeachPanelProps {
  /** The caret's line with what the reader made of it. */
  lineAtCaret: () => LineAtCaret
  /** Lines that the rule reads in the text on the desk, or null while that is not known. */
  fitting: number | null
}

export function TeachPanel({ lineAtCaret, fitting }: TeachPanelProps) {
  const show = useText()
  const teaching = useTeaching()
  const { template, join, others } = teaching
  const taught = taughtRule(teaching)
  const problem = taught && 'problem' in taught ? taught.problem : null
  const takeCaretLine = (): void => {
    const { line, marks } = lineAtCaret()
    takeLine(line, marks)
  }
  return (
    <section className="teach" aria-label={show(words.title)} data-testid="teach">
      <header className="teach-head">
        <h2>{show(words.title)}</h2>
        <KeptLayouts lineAtCaret={lineAtCaret} />
        <button type="button" className="icon-button" aria-label={show(words.close)} onClick={stopTeaching}>
          <X size={16} aria-hidden="true" />
        </button>
      </header>
      <p className="dim">{show(words.what)}</p>
      <MarkedLine onTakeLine={takeCaretLine} />
      <label className="teach-row">
        <span>{show(words.template)}</span>
        <input
          className="input mono"
          data-testid="teach-template"
          value={template}
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby="teach-hint"
          onChange={(event) => changeTeaching({ template: event.target.value })}
        />
      </label>
      <p id="teach-hint" className={problem ? 'teach-problem' : 'dim'} role="status">
        {problem
          ? show(words.problemAt(problem.position + 1, show(problem.message)))
          : taught && fitting !== null
            ? show(words.fits(fitting))
            : show(words.templateHint)}
      </p>
      <div className="teach-row">
        <span>{show(words.join)}</span>
        <select
          className="input"
          aria-label={show(words.join)}
          value={join}
          onChange={(event) => changeTeaching({ join: event.target.value === 'line' ? 'line' : 'until-next' })}
        >
          <option value="line">{show(words.joinLine)}</option>
          <option value="until-next">{show(words.joinNext)}</option>
        </select>
        <span>{show(words.others)}</span>
        <select
          className="input"
          aria-label={show(words.others)}
          value={others}
          onChange={(event) => changeTeaching({ others: event.target.value === 'read' ? 'read' : 'ignore' })}
        >
          <option value="read">{show(words.othersRead)}</option>
          <option value="ignore">{show(words.othersIgnore)}</option>
        </select>
      </div>
      <KeepRow rule={taught && 'rule' in taught ? taught.rule : null} />
    </section>
  )
}

/** Name and button that keeps the rule. */
function KeepRow({ rule }: { rule: LayoutRule | null }) {
  const show = useText()
  const { name, edited } = useTeaching()
  const { rules } = useLayouts()
  const [isTried, setIsTried] = useState(false)
  const isNameless = name.trim() === ''
  const keep = (): void => {
    setIsTried(true)
    if (!rule || isNameless) return
    changeLayouts(withLayout(rules, rule, edited)).then(stopTeaching, sayFailure)
  }
  return (
    <form
      className="teach-row"
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
    >
      <span>{show(words.name)}</span>
      <input
        className="input"
        aria-label={show(words.name)}
        maxLength={100}
        placeholder={show(words.namePlaceholder)}
        aria-invalid={isTried && isNameless}
        value={name}
        onChange={(event) => changeTeaching({ name: event.target.value })}
      />
      {isTried && isNameless && (
        <span className="teach-problem" role="status">
          {show(words.nameMissing)}
        </span>
      )}
      <button type="submit" className="button primary" disabled={!rule} data-testid="teach-save">
        {show(words.save)}
      </button>
    </form>
  )
}

/** The rules there are: one to edit, one to delete; a deleted one can be brought back. */
function KeptLayouts({ lineAtCaret }: { lineAtCaret: () => LineAtCaret }) {
  const show = useText()
  const { rules, problem } = useLayouts()
  const edited = useTeaching((teaching) => teaching.edited)
  const [removed, setRemoved] = useState<{ name: string; before: readonly LayoutRule[] } | null>(null)
  const begin = (): void => {
    const { line, marks } = lineAtCaret()
    teachLine(line, marks)
  }
  const choose = (name: string): void => {
    const rule = rules.find((one) => one.name === name)
    if (rule) editLayout(rule)
    else begin()
  }
  const remove = (name: string): void => {
    const before = rules
    changeLayouts(withoutLayout(rules, name)).then(() => {
      setRemoved({ name, before })
      begin()
    }, sayFailure)
  }
  return (
    <span className="teach-kept">
      {problem && <span className="teach-problem">{show(problem)}</span>}
      {removed && (
        <span role="status">
          {show(words.removed(removed.name))}{' '}
          <button
            type="button"
            className="link-button"
            onClick={() => void changeLayouts(removed.before).then(() => setRemoved(null), sayFailure)}
          >
            {show(words.undo)}
          </button>
        </span>
      )}
      {rules.length > 0 && (
        <select
          className="input"
          aria-label={show(words.kept)}
          value={edited ?? ''}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{show(words.newLayout)}</option>
          {rules.map((rule) => (
            <option key={rule.name} value={rule.name}>
              {rule.name}
            </option>
          ))}
        </select>
      )}
      {edited !== null && (
        <button
          type="button"
          className="icon-button"
          title={show(words.remove)}
          aria-label={show(words.remove)}
          onClick={() => remove(edited)}
        >
          <Trash2 size={15} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
