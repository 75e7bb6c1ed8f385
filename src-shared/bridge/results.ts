// What each call of the bridge answers. Counterpart: calls.ts.
import type { Label } from '../bytes/range.ts'
import type { LayoutRule } from '../capture/text/layout-rule.ts'
import type { FindingSummary } from '../diagnosis/finding-index.ts'
import type { PileSummary } from '../diagnosis/pile-summary.ts'
import type { PlotSeries } from '../diagnosis/plot-series.ts'
import type { SessionDetails, SessionSummary } from '../diagnosis/session-summary.ts'
import type { ConversationStatistics, Coverage, MessageStatistics, RateSeries } from '../diagnosis/statistics.ts'
import type { FrameNote } from '../capture/frame-notes.ts'
import type { Completion } from '../expression/complete.ts'
import type {
  AppInfo,
  CaptureState,
  DefinitionsState,
  Preferences,
  RecentFile,
  RowWindow,
  SampleInfo,
  TextPreview,
} from './bridge.ts'
import type { FrameLayout } from '../view/frame-layout.ts'
import type { ConnectionRow } from '../view/connections.ts'
import type { CallName } from './calls.ts'
import type { LocalAddress, ProxyCheck, ProxyState } from './proxy.ts'

/** Severity by bucket: 0 nothing or chat, 1 note, 2 warn, 3 error. */
export interface Minimap {
  buckets: number[]
  /** First bad row of the view in each bucket, or −1. */
  firstBad: number[]
}

/** Where rows of events stand among the frames of a capture. */
export interface EventPlacesReply {
  /** Grows when frames are put in another order: places of an earlier one are wrong then. */
  order: number
  /** Events that have a row. */
  total: number
  /** Pairs in order: so many frames stand before, so many events in a row. */
  runs: number[]
}

/** What is wrong with a filter, at UTF-16 positions [start, end). */
export interface FilterMistake {
  message: Label
  start: number
  end: number
  suggestion: string | null
}

/** What a search found. `span`: bytes of the frame, half-open; null: the frame as a whole. */
export type FindReply =
  | { kind: 'found'; number: number; row: number; span: { start: number; end: number } | null; isWrapped: boolean }
  | { kind: 'none' }
  /** Another search began, or it was called off. */
  | { kind: 'cancelled' }
  | { kind: 'wrong'; errors: FilterMistake[] }

export type ViewReply = { total: number; revision: number } | { errors: FilterMistake[] }

/** The frame as the JSON of the CLI contract (view/frame-json.ts), with its summary. */
export interface FrameDetails {
  captureId: number
  number: number
  frame: Record<string, unknown>
  /** null: of no known protocol. */
  layout: FrameLayout | null
  summary: Label
  /** What a person noted about it. */
  note: FrameNote
}

/** Taught layouts in the order in which they are tried. */
export interface LayoutList {
  rules: LayoutRule[]
  /** Why the file that keeps them cannot be read; there are no rules then. */
  problem: Label | null
}

/** Expert info of a capture, by code; while it loads, of the frames looked at so far. */
export interface DiagnosisSummary {
  captureId: number
  revision: number
  frames: number
  /** Frames looked at as a whole. */
  looked: number
  isComplete: boolean
  /** Worst first, then most frames. */
  findings: FindingSummary[]
}

/** A window of the frames that show a code. */
export interface DiagnosisFrames {
  captureId: number
  code: string
  first: number
  total: number
  /** Frame numbers, ascending. */
  numbers: number[]
}

/** How far diagnosis is: answers hold for the first `frames` of `total` frames. */
export interface DiagnosisProgress {
  revision: number
  frames: number
  total: number
  isComplete: boolean
}

/** Frame numbers; null where there is none. */
export interface FrameLink {
  number: number
  responseIn: number | null
  responseTo: number | null
  /** Seconds from request to reply; null without times. */
  rtt: number | null
  /** Matched by being nearest only. */
  isInferred: boolean
  /** Number of the charging session, or null. */
  session: number | null
}

/** A list with the state of the diagnosis that it comes from. */
export interface Listed<Item> {
  progress: DiagnosisProgress
  items: Item[]
}

interface Results {
  'app.info': AppInfo
  'samples.list': SampleInfo[]
  'recent.list': RecentFile[]
  'recent.clear': null
  'preferences.get': Preferences
  'preferences.set': Preferences
  'definitions.get': DefinitionsState
  'definitions.reload': DefinitionsState
  /** Paths that may be opened now; null: dismissed. */
  'dialogs.open': string[] | null
  'captures.open': CaptureState
  'captures.list': CaptureState[]
  'captures.cancel': null
  'captures.close': null
  'captures.save': string | null
  'view.set': ViewReply
  'view.rows': RowWindow
  'view.find': number | null
  'view.minimap': Minimap
  'frames.details': FrameDetails | null
  'frames.decode': FrameDetails | null
  'frames.text': string
  'diagnosis.summary': DiagnosisSummary
  'diagnosis.frames': DiagnosisFrames
  'frames.links': Listed<FrameLink>
  'piles.list': Listed<PileSummary>
  'sessions.list': Listed<SessionSummary>
  'sessions.get': { progress: DiagnosisProgress; details: SessionDetails } | null
  'plots.series': { progress: DiagnosisProgress; series: PlotSeries } | null
  'statistics.conversations': Listed<ConversationStatistics>
  'statistics.messages': Listed<MessageStatistics>
  'statistics.coverage': Listed<Coverage>
  'statistics.rate': { progress: DiagnosisProgress; series: RateSeries }
  'frames.note': null
  'frames.find': FindReply
  'frames.cancelFind': null
  'filter.check': { errors: FilterMistake[] }
  /** In the order of the question; null where counting would take too long, or the filter is wrong. */
  'filter.counts': (FilterCount | null)[]
  /** null: the frame has no such value. */
  'filter.ofField': string | null
  'filter.complete': Completion
  'text.save': string | null
  'picture.save': string | null
  'document.text': string | null
  'document.save': string | null
  'text.preview': TextPreview
  'layouts.list': LayoutList
  'layouts.set': LayoutList
  'captures.decodeAs': CaptureState
  'captures.reload': CaptureState
  'captures.connections': { total: number; connections: ConnectionRow[] }
  /** Events as the CLI's JSON lines (view/event-json.ts). */
  'captures.events': { total: number; events: Record<string, unknown>[] }
  'captures.eventPlaces': EventPlacesReply
  'captures.eventRows': { total: number; events: Record<string, unknown>[] }
  'proxy.start': ProxyState
  'proxy.stop': ProxyState
  'proxy.resume': ProxyState
  'proxy.close': null
  'proxy.list': ProxyState[]
  'proxy.show': CaptureState
  'proxy.check': ProxyCheck
  'proxy.interfaces': LocalAddress[]
}

export interface FilterCount {
  frames: number
  /** Every frame was looked at. */
  isComplete: boolean
}

export type CallResults = { [Name in CallName]: Results[Name] }
