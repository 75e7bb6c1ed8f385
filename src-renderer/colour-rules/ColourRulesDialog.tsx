// Colour rules: ordered, each with a name, a filter, a colour of the palette and a switch. Each change is kept and shown at
// once; files of rules go out and come in.
import { useRef } from 'react'
import { colourIds, defaultColourRules, type ColourId, type ColourRule } from '../../src-shared/view/colour-rules.ts'
import { saveText } from '../app/actions.ts'
import { FilterField } from '../filter-bar/FilterField.tsx'
import { FilterListDialog } from '../filter-bar/FilterListDialog.tsx'
import { ListEditor } from '../filter-bar/ListEditor.tsx'
import { inOwnName } from '../i18n/language.ts'
import { useText } from '../i18n/use-text.ts'
import { colourWords, filterWords } from '../i18n/words-filter.ts'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { say } from '../store/screen-store.ts'
import { rulesFromFile, rulesToFile } from './rules-file.ts'

const keep = (colourRules: ColourRule[]) => changePreferences({ colourRules })

/** A colour that no rule has yet, or the first one. */
function freeColour(rules: readonly ColourRule[]): ColourId {
  return colourIds.find((colour) => !rules.some((rule) => rule.colour === colour)) ?? colourIds[0]
}

/** A new rule comes first: it is what the person wants to see. */
function add(filter: string): void {
  const { colourRules } = usePreferences.getState()
  const name = filter === '' ? colourWords.newRule : inOwnName(filter.slice(0, 40))
  keep([{ name, filter, colour: freeColour(colourRules), isEnabled: true }, ...colourRules])
}

export function ColourRulesDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const rules = usePreferences((preferences) => preferences.colourRules)
  const save = () => void saveText('pilescope-colours.json', rulesToFile(rules))
  return (
    <FilterListDialog
      title={colourWords.title}
      testId="colour-rules"
      newest="first"
      add={add}
      restore={() => keep([...defaultColourRules])}
      actions={
        <>
          <ImportButton />
          <button type="button" className="button" onClick={save}>
            {text(colourWords.export)}
          </button>
        </>
      }
      onClose={onClose}
    >
      <p className="dim colour-explain">{text(colourWords.explain)}</p>
      <ListEditor entries={rules} onChange={keep} className="colour-rules" label={text(colourWords.title)}>
        {(rule, _index, change) => (
          <>
            <label className="list-editor-check">
              <input
                type="checkbox"
                aria-label={text(colourWords.enabled)}
                checked={rule.isEnabled}
                onChange={(event) => change({ isEnabled: event.target.checked })}
              />
            </label>
            <input
              className={`input list-editor-name coloured-name colour-${rule.colour}`}
              aria-label={text(filterWords.name)}
              value={text(rule.name)}
              onChange={(event) => change({ name: inOwnName(event.target.value) })}
            />
            <FilterField value={rule.filter} onChange={(filter) => change({ filter })} />
            <Palette colour={rule.colour} onChoose={(colour) => change({ colour })} />
          </>
        )}
      </ListEditor>
    </FilterListDialog>
  )
}

function Palette({ colour, onChoose }: { colour: ColourId; onChoose: (colour: ColourId) => void }) {
  const text = useText()
  return (
    <span className="colour-choice" role="radiogroup" aria-label={text(colourWords.colour)}>
      {colourIds.map((one) => (
        <button
          key={one}
          type="button"
          role="radio"
          aria-checked={one === colour}
          aria-label={text(colourWords.names[one])}
          title={text(colourWords.names[one])}
          className={`colour-swatch colour-${one}`}
          onClick={() => onChoose(one)}
        >
          {one === colour ? '✓' : ''}
        </button>
      ))}
    </span>
  )
}

function ImportButton() {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File | undefined) => {
    const rules = file ? rulesFromFile(await file.text()) : null
    if (!rules) return say('failed', colourWords.importFailed)
    keep(rules)
    say('done', colourWords.imported(rules.length))
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        data-testid="import-colours"
        onChange={(event) => {
          void read(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {text(colourWords.import)}
      </button>
    </>
  )
}
