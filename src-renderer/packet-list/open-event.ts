// From a line between frames to the same event in the list of all events.
import { sayFailure } from '../app/actions.ts'
import { bridge } from '../connect.ts'
import { useWantedEvent } from '../connections/wanted-event.ts'
import { showView } from '../store/capture-store.ts'

/** `event`: which of the events that have rows. */
export async function openEvent(captureId: number, event: number): Promise<void> {
  try {
    const { events } = await bridge.call('captures.eventRows', { captureId, first: event, count: 1 })
    const index = events[0]?.['index']
    useWantedEvent.setState({ wanted: typeof index === 'number' ? { captureId, index } : null })
    showView(captureId, 'connections')
  } catch (error) {
    sayFailure(error)
  }
}
