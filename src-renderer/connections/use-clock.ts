// Times of connections and events as the frame list writes them, to the millisecond.
import { formatRowTime, parseTime } from '../packet-list/time-column.ts'
import { usePreferences } from '../store/preferences-store.ts'

/** Formats a time of the bridge: the time of day, with its date where the list shows dates; '–' where there is none. */
export function useClock(): (time: string | null) => string {
  const format = usePreferences((preferences) => (preferences.timeFormat === 'date' ? 'date' : 'time'))
  return (time) => {
    const parsed = parseTime(time)
    if (!parsed) return '–'
    return formatRowTime({ ...parsed, fraction: parsed.fraction.slice(0, 3) }, format, null, null)
  }
}
