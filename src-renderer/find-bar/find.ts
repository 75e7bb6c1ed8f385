// Searching from frame to frame: asks the analyzer for the next one that fits, selects it and the bytes that were found. For
// the find bar, for marks and for the selected frame's conversation.
import type { FindReply } from '../../src-shared/bridge/results.ts'
import type { FindWanted } from '../../src-shared/bridge/calls.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { sayFailure } from '../app/actions.ts'
import { bridge } from '../connect.ts'
import { findWords } from '../i18n/words-filter.ts'
import { whenShown } from '../packet-details/details-source.ts'
import { selectSpan } from '../packet-details/select.ts'
import { setFindText, useFind, type FindKind } from '../store/find-store.ts'
import { say } from '../store/screen-store.ts'
import { selectFrame, useSelection } from '../store/selection-store.ts'
import { focusFind } from '../app/focus.ts'

type Step = 1 | -1

/** Opens the find bar with the caret in it. */
export function openFind(): void {
  useFind.setState({ isOpen: true })
  requestAnimationFrame(focusFind)
}

/** Looks for something else from now on, and goes to the next one at once. */
export function findThis(captureId: number, kind: FindKind, text: string): void {
  useFind.setState({ isOpen: true, kind })
  setFindText(text)
  void findNext(captureId, 1)
}

/** Goes to the next (1) or previous (−1) frame that fits what the find bar says; opens it when it says nothing. */
export async function findNext(captureId: number, step: Step): Promise<void> {
  const { kind, texts } = useFind.getState()
  const text = texts[kind]
  if (text.trim() === '') return openFind()
  useFind.setState({ isSearching: true, outcome: null, errors: [] })
  const reply = await ask(captureId, wantedOf(kind, text), step)
  useFind.setState({ isSearching: false })
  if (!reply) return
  if (reply.kind === 'wrong') return useFind.setState({ errors: reply.errors })
  useFind.setState({ outcome: outcomeOf(reply, step) })
}

/** Calls a search off. */
export function stopFinding(captureId: number): void {
  bridge.call('frames.cancelFind', { captureId }).catch(() => {})
}

/** Goes to the next marked frame, or the next one of the same conversation; says when there is none. */
export async function goTo(captureId: number, kind: 'marked' | 'conversation', step: Step): Promise<void> {
  const reply = await ask(captureId, { kind }, step)
  if (reply?.kind === 'none') say('done', kind === 'marked' ? findWords.noMark : findWords.noOther)
  else if (reply?.kind === 'found' && reply.isWrapped) say('done', wrappedWords(step))
}

function wantedOf(kind: FindKind, text: string): FindWanted {
  if (kind === 'filter') return { kind, filter: text }
  return kind === 'hex' ? { kind, hex: text } : { kind, text }
}

/** The reply, after its frame was selected; null: it failed, which is said. */
async function ask(captureId: number, wanted: FindWanted, step: Step): Promise<FindReply | null> {
  const from = useSelection.getState().frames[captureId]?.frame ?? null
  try {
    const reply = await bridge.call('frames.find', { captureId, from, step, wanted })
    if (reply.kind === 'found') {
      selectFrame(captureId, reply.number, reply.row)
      const { span } = reply
      if (span) whenShown(captureId, reply.number, () => selectSpan(span.start, span.end))
    }
    return reply
  } catch (error) {
    sayFailure(error)
    return null
  }
}

const wrappedWords = (step: Step): Label => (step > 0 ? findWords.wrapped : findWords.wrappedBack)

function outcomeOf(reply: Exclude<FindReply, { kind: 'wrong' }>, step: Step) {
  switch (reply.kind) {
    case 'none':
      return { kind: 'nothing', text: findWords.nothing } as const
    case 'cancelled':
      return { kind: 'stopped', text: findWords.cancelled } as const
    case 'found': {
      const place = findWords.foundIn(reply.number)
      const wrapped = wrappedWords(step)
      const text = reply.isWrapped ? { zh: `${wrapped.zh} · ${place.zh}`, en: `${wrapped.en} · ${place.en}` } : place
      return { kind: 'found', text } as const
    }
  }
}
