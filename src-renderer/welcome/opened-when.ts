// When a recent file was opened, in words: today and yesterday by name.
import type { Label } from '../../src-shared/bytes/range.ts'
import { welcomeWords as words } from '../i18n/words-welcome.ts'

const two = (value: number): string => String(value).padStart(2, '0')
const dayOf = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** `opened` and `now`: milliseconds since 1970. In the machine's time zone. */
export function openedWhen(opened: number, now: number): Label {
  const date = new Date(opened)
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`
  // Rounded: a day may have 23 or 25 hours.
  const days = Math.round((dayOf(new Date(now)) - dayOf(date)) / 86_400_000)
  if (days === 0) return { zh: `${words.today.zh} ${time}`, en: `${words.today.en} ${time}` }
  if (days === 1) return { zh: `${words.yesterday.zh} ${time}`, en: `${words.yesterday.en} ${time}` }
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return { zh: day, en: day }
}
