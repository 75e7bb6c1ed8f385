// Leads from any view to the frames that a filter lets through.
import { say, showPage } from '../store/screen-store.ts'
import { setDraft, showView } from '../store/capture-store.ts'
import { setView } from './actions.ts'

/** Applies the filter and shows the list; a filter that is refused is said, and nothing changes. */
export async function showFiltered(captureId: number, filter: string): Promise<void> {
  const errors = await setView(captureId, filter)
  if (errors?.[0]) return say('failed', errors[0].message)
  setDraft(captureId, filter)
  showView(captureId, 'frames')
  showPage('capture')
}
