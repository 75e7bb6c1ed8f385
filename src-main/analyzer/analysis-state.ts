// What the analyzer's worker is asked to open, and what it tells of the capture that is open. Between analysis.ts and the
// threads that ask it.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { LayoutRule } from '../../src-shared/capture/text/layout-rule.ts'
import type { ColourRule } from '../../src-shared/view/colour-rules.ts'
import type { DecodeAsTexts } from '../decode-as.ts'
import type { InputKind } from './file-loader.ts'

/** What only open-capture.ts knows of a capture, which reaches the analyzer. */
type KnownOutside = 'captureId' | 'name' | 'path' | 'status' | 'isLive' | 'view' | 'decodeAs' | 'error'

/** How far a capture is and what is known of it. */
export interface AnalysisState extends Omit<CaptureState, KnownOutside> {
  /** Of a recording that grows: everything written so far is there. */
  isCaughtUp: boolean
}

export interface OpenRequest {
  path: string
  input: InputKind
  decodeAs: DecodeAsTexts
  /** Layouts of logs that users taught. */
  rules: readonly LayoutRule[]
  /** Of the capture that this one replaces, or 0: revisions only grow. */
  revision: number
  /** Files of a recording that grows; null: a file that is what it is. */
  growing: string[] | null
}

/** What rows show by the person's choice: fields with columns of their own, colour rules. */
export interface ListLooks {
  fields: string[]
  colours: ColourRule[]
}
