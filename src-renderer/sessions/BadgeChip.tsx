// A few words on a tint, behind a name.
import { useText } from '../i18n/use-text.ts'
import type { Badge } from './session-badges.ts'
import './badges.css'

export function BadgeChip({ badge: { tone, label } }: { badge: Badge }) {
  const text = useText()
  return <span className={`badge ${tone}`}>{text(label)}</span>
}
