// The contract between the screen and the analyzer: named calls, and events, on one ordered channel. service.ts in src-main
// implements it; Electron IPC, the web host's WebSocket and in-process (tests) carry it. Parameters are checked where they
// enter the main side (calls.ts holds their schemas).
import type { Label } from '../bytes/range.ts'
import type { ColourRule } from '../view/colour-rules.ts'
import type { Row } from '../view/row.ts'
import type { CallName, CallParameters } from './calls.ts'
import type { ProxyProfile, ProxyState } from './proxy.ts'
import type { Role } from './view-only.ts'
import type { CallResults, DiagnosisProgress, LayoutList } from './results.ts'

/** What the screen may ask. A call that is refused rejects with a BridgeError, a plain value and no Error. */
export interface Bridge {
  /** Asks; the reply comes on the same channel as events, in order. */
  call<Name extends CallName>(name: Name, parameters: CallParameters[Name]): Promise<CallResults[Name]>
  /** Hears all events from now on; returns how to stop. */
  subscribe(listener: (event: BridgeEvent) => void): () => void
}

/** What happens by itself. `revision` counts changes of what was already shown. */
export type BridgeEvent =
  /** A capture changed: progress, more frames, done, failed. */
  | { kind: 'capture'; capture: CaptureState }
  | { kind: 'capture-closed'; captureId: number }
  /** A proxy changed: started, stopped, failed; counts at most four times a second. */
  | { kind: 'proxy'; proxy: ProxyState }
  | { kind: 'proxy-closed'; proxyId: number }
  /** Preferences were changed, here or in another window. */
  | { kind: 'preferences'; preferences: Preferences }
  /** The taught layouts were changed. */
  | { kind: 'layouts'; layouts: LayoutList }
  /** The user's definitions were read again; where they changed, `app.info` has other protocols too. */
  | { kind: 'definitions'; definitions: DefinitionsState }
  /** The host asks the screen to do something that its menu or the system started. */
  | { kind: 'command'; command: string; argument: string | null }
  /** The connection to the analyzer broke or is back. */
  | { kind: 'connection'; isConnected: boolean }

export interface BridgeError {
  /** One of BridgeErrorCode (bridge-error.ts). */
  code: string
  message: Label
}

/** Protocols as `PROTOCOL[/DIALECT]`. */
export interface DecodeAsChoices {
  /** Of the whole capture; null: the bytes decide. */
  all: string | null
  /** By number of the conversation. */
  conversations: Readonly<Record<string, string>>
}

/** Which frames of a capture the list shows, and in which order. */
export interface ShownView {
  /** Empty: all of them. */
  filter: string
  /** null: as they came. */
  sort: { column: string; isDescending: boolean } | null
  /** Number of the frame that `$name` in the filter is about. */
  selected: number | null
}

export interface CaptureState {
  captureId: number
  /** File name, sample name or "pasted text". */
  name: string
  /** Path on this machine, when it has one. */
  path: string | null
  kind: 'capture' | 'text'
  status: 'loading' | 'ready' | 'cancelled' | 'failed'
  /** A recording that still grows: once `ready`, frames are added while it lasts. */
  isLive: boolean
  /** Bytes read of how many (0: not known). */
  read: number
  total: number
  frames: number
  /** The same for everybody who looks at it: `view.set` by anyone. */
  view: ShownView
  /** Frames that it shows. */
  shown: number
  /** What happened beside the frames and has a row in the list: refusals, gaps, skipped bytes. */
  events: number
  /** Number of the first bad frame known so far, or null. */
  firstBad: number | null
  findings: FindingCounts
  /** What frames tell together (pairs, piles, sessions): grows after loading, or when it is asked for. */
  diagnosis: DiagnosisProgress
  /** Frames that are marked. */
  marked: number
  /** Frames that are ignored: counts, findings, sessions and statistics leave them out. */
  ignored: number
  /** Notes were made that are not in a file yet. */
  isChanged: boolean
  revision: number
  /** What the person said of its protocols; kept for the next time the file is opened. */
  decodeAs: DecodeAsChoices
  /** Damage and remarks about the file as a whole: what, where, what was kept. */
  remarks: Label[]
  damaged: boolean
  /** Why it failed. */
  error: Label | null
}

/** Frames by their worst finding. While a capture loads, only what length and checksum tell; the rest follows. */
export interface FindingCounts {
  note: number
  warn: number
  error: number
  /** Every frame has been looked at as a whole. */
  isComplete: boolean
}

export interface RowWindow {
  captureId: number
  revision: number
  /** Rows in the current view (filter and order). */
  total: number
  first: number
  rows: Row[]
}

export type Theme = 'system' | 'light' | 'dark'
export type Language = 'zh' | 'en' | 'both'
export type TimeFormat = 'time' | 'date' | 'since-first' | 'since-previous'
export type PaneLayout = 'list-over-tree-beside-hex' | 'list-beside-tree-over-hex'

export interface ColumnPreference {
  id: string
  width: number
  isShown: boolean
  /** Of a person's own column. */
  title?: string | undefined
}

/** A filter that was kept under a name. */
export interface SavedFilter {
  name: Label
  filter: string
  /** It has a button beside the filter bar. */
  isButton: boolean
}

/** What is kept from one start to the next. */
export interface Preferences {
  language: Language
  theme: Theme
  density: 'compact' | 'normal' | 'comfortable'
  timeFormat: TimeFormat
  /** What happened beside the frames shows between them in the list. */
  eventRows: boolean
  layout: PaneLayout
  /** Share of the window that the first pane takes, and the second of the rest; 0–1. */
  split: [number, number]
  columns: ColumnPreference[]
  savedFilters: SavedFilter[]
  /** Filters that were applied, the newest first. */
  filterHistory: string[]
  /** In order; the first that fits colours a row. */
  colourRules: ColourRule[]
  /** `PROTOCOL[/DIALECT]` by server port. */
  decodeAs: Record<string, string>
  /** Proxies to start again. */
  proxyProfiles: ProxyProfile[]
}

/** The definitions that users wrote themselves. */
export interface DefinitionsState {
  /** Where they lie. */
  folder: string
  /** Files that were read. */
  files: string[]
  /** Protocols that they add or extend. `isOutdated`: its file is wrong now, and what it said before still counts. */
  protocols: { id: string; name: Label; isOutdated: boolean }[]
  mistakes: { file: string; line: number; column: number; message: Label; remedy: Label }[]
  warnings: Label[]
}

export interface RecentFile {
  path: string
  name: string
  /** Milliseconds since 1970. */
  opened: number
  exists: boolean
}

export interface SampleInfo {
  id: string
  name: Label
  description: Label
}

/** What pasted or dropped text holds, for the import desk's preview. */
export interface TextPreview {
  /** Tiles the text from its start to `runsEnd`: why each stretch is used or ignored. UTF-16 positions. */
  runs: {
    start: number
    end: number
    kind: 'hex' | 'time' | 'direction' | 'endpoint' | 'label' | 'ignored'
    reason: Label
    /** Which of the text's frames it belongs to, counted from 0 as `frames` is. */
    frame: number | null
  }[]
  /** Less than the text's length when it has too many stretches to list them all. */
  runsEnd: number
  /** The first frames of the text. */
  frames: {
    row: Row
    line: number
    column: number
    hex: string
    /** Which of the text's frames it repeats, counted from 0. */
    duplicateOf: number | null
    missing: number
    notes: Label[]
  }[]
  /** All frames of the text, listed or not. */
  frameCount: number
  skipped: { line: number; column: number; hex: string; reason: Label }[]
  /** Taught layouts that read lines, and how many. */
  layouts: { name: string; lines: number }[]
  /** Places that make sense in two ways; [start, end) in UTF-16 positions and the bytes of the other reading, if known. */
  ties: { line: number; chosen: string; other: string; start?: number; end?: number; otherHex?: string }[]
}

export interface AppInfo {
  version: string
  host: 'electron' | 'web' | 'process'
  /** What whoever asks may do. */
  role: Role
  platform: string
  /** The host can show native open and save dialogs. */
  hasDialogs: boolean
  /** Address beyond this machine that is served without encryption, by the user's wish; the screen keeps saying so. */
  unencryptedOn: string | null
  protocols: { id: string; name: Label; dialects: { id: string; name: Label }[] }[]
}
