// Marks, ignored frames, time references and comments: changes what is noted about the selected frame.
import type { CallParameters } from '../../src-shared/bridge/calls.ts'
import { sayFailure } from '../app/actions.ts'
import { bridge } from '../connect.ts'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { useSelection } from '../store/selection-store.ts'

type Change = CallParameters['frames.note']['change']

/** Notes something about frames; says when that fails. */
export async function note(captureId: number, numbers: number[], change: Change): Promise<void> {
  try {
    await bridge.call('frames.note', { captureId, numbers, change })
  } catch (error) {
    sayFailure(error)
  }
}

/** Marks the selected frame, ignores it, or makes it the time reference; when it is, no longer. */
export async function toggleNote(captureId: number, what: 'isMarked' | 'isIgnored' | 'isReference'): Promise<void> {
  const selected = useSelection.getState().frames[captureId]
  if (!selected) return
  const details = await bridge.call('frames.details', { captureId, number: selected.frame }).catch(() => null)
  if (!details) return
  const isOn = !details.note[what]
  await note(captureId, [selected.frame], { [what]: isOn })
  // Times since a reference are seen only where times are relative.
  if (what === 'isReference' && isOn && usePreferences.getState().timeFormat !== 'since-first')
    changePreferences({ timeFormat: 'since-first' })
}
