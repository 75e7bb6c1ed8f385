// What a character of the pasted text can be used for, in words: legend, tip and status line of the import desk.
import type { Label } from '../../src-shared/bytes/range.ts'
import { importWords as words } from '../i18n/words-import.ts'
import type { PreviewRun } from './line-index.ts'

export type Kind = PreviewRun['kind'] | 'doubtful'

export const kinds: readonly { kind: Kind; label: Label; why: Label }[] = [
  { kind: 'hex', label: words.kindHex, why: words.hexWhy },
  { kind: 'time', label: words.kindTime, why: words.timeWhy },
  { kind: 'direction', label: words.kindDirection, why: words.directionWhy },
  { kind: 'endpoint', label: words.kindEndpoint, why: words.endpointWhy },
  { kind: 'label', label: words.kindLabel, why: words.labelWhy },
  { kind: 'ignored', label: words.kindIgnored, why: words.ignoredWhy },
  { kind: 'doubtful', label: words.kindDoubtful, why: words.doubtfulWhy },
]
