// Ctrl+F: looks for a filter, bytes or words from frame to frame. Enter goes on, Shift+Enter back, Escape closes.
import type { KeyboardEvent } from 'react'
import { ChevronDown, ChevronUp, CircleCheck, LoaderCircle, Search, SearchX, X } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { focusPane } from '../app/focus.ts'
import { useText } from '../i18n/use-text.ts'
import { findWords } from '../i18n/words-filter.ts'
import { closeFind, setFindKind, setFindText, useFind, type FindKind } from '../store/find-store.ts'
import { useTooltip } from '../toolbar/CommandButton.tsx'
import { findNext, stopFinding } from './find.ts'
import './find-bar.css'

const kinds: readonly FindKind[] = ['text', 'hex', 'filter']
const hints = { text: findWords.hintText, hex: findWords.hintHex, filter: findWords.hintFilter }

export function FindBar({ capture }: { capture: CaptureState }) {
  const isOpen = useFind((store) => store.isOpen)
  return isOpen ? <OpenFindBar captureId={capture.captureId} /> : null
}

function OpenFindBar({ captureId }: { captureId: number }) {
  const text = useText()
  const { kind, texts, errors } = useFind()
  const [next, previous] = [useTooltip('edit.find-next'), useTooltip('edit.find-previous')]
  const close = () => {
    stopFinding(captureId)
    closeFind()
    focusPane('list')
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void findNext(captureId, event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search className="find-bar" aria-label={text(findWords.find)} data-testid="find-bar">
      <Search size={15} className="dim" aria-hidden />
      <span className="segments small" role="group" aria-label={text(findWords.kind)}>
        {kinds.map((one) => (
          <button key={one} type="button" aria-pressed={kind === one} onClick={() => setFindKind(one)}>
            {text(findWords[one])}
          </button>
        ))}
      </span>
      <input
        className={`input find-input ${kind === 'text' ? '' : 'mono'}`}
        data-focus="find"
        data-testid="find-text"
        aria-label={text(findWords.find)}
        aria-invalid={errors.length > 0}
        aria-describedby="find-outcome"
        placeholder={text(hints[kind])}
        spellCheck={false}
        autoComplete="off"
        value={texts[kind]}
        onChange={(event) => setFindText(event.target.value)}
        onKeyDown={press}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={text(findWords.previous)}
        title={previous}
        onClick={() => void findNext(captureId, -1)}
      >
        <ChevronUp size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={text(findWords.next)}
        title={next}
        onClick={() => void findNext(captureId, 1)}
      >
        <ChevronDown size={16} aria-hidden />
      </button>
      <Outcome captureId={captureId} />
      <button type="button" className="icon-button small" aria-label={text(findWords.close)} onClick={close}>
        <X size={14} aria-hidden />
      </button>
    </search>
  )
}

function Outcome({ captureId }: { captureId: number }) {
  const text = useText()
  const { isSearching, outcome, errors } = useFind()
  const error = errors[0]
  return (
    <span id="find-outcome" className="find-outcome cut" role="status" data-testid="find-outcome">
      {isSearching ? (
        <>
          <LoaderCircle size={14} className="spinning" aria-hidden />
          {text(findWords.searching)}
          <button type="button" className="link-button" onClick={() => stopFinding(captureId)}>
            {text(findWords.cancel)}
          </button>
        </>
      ) : error ? (
        <span className="severity-error" title={text.both(error.message, ' / ')}>
          {text(error.message)}
        </span>
      ) : outcome?.kind === 'found' ? (
        <>
          <CircleCheck size={14} className="severity-good" aria-hidden />
          {text(outcome.text)}
        </>
      ) : outcome ? (
        <>
          <SearchX size={14} className="severity-warn" aria-hidden />
          {text(outcome.text)}
        </>
      ) : null}
    </span>
  )
}
