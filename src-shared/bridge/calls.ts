// Names and parameters of all calls of the bridge, as schemas: the main side checks every message with them. Unknown keys,
// wrong types and oversized values are refused.
import { z } from 'zod'
import { parseTemplate } from '../capture/text/layout-rule.ts'
import { colourIds } from '../view/colour-rules.ts'
import { isSortable } from '../view/columns.ts'
import { namedZone } from '../view/wall-clock.ts'

const captureId = z.int().min(1)
const text = (most: number) => z.string().max(most)
const decodeAs = z.string().max(100).nullable()

const source = z.discriminatedUnion('kind', [
  /** A path that the host itself gave out: from a dialog, a drop, recent files or the command line. */
  z.strictObject({ kind: z.literal('path'), path: text(4096).min(1) }),
  z.strictObject({ kind: z.literal('sample'), id: text(200).min(1) }),
  z.strictObject({ kind: z.literal('text'), name: text(200), text: text(32 * 1024 * 1024) }),
  /** Bytes that the browser uploaded before. */
  z.strictObject({ kind: z.literal('upload'), uploadId: text(100).min(1) }),
])

/** A taught layout of a log (capture/text/layout-rule.ts). */
const layout = z.strictObject({
  name: text(100).min(1),
  template: text(500).refine((template): boolean => 'parts' in parseTemplate(template), 'no template'),
  join: z.enum(['line', 'until-next']).optional(),
  others: z.enum(['read', 'ignore']).optional(),
})
const port = z.int().min(1).max(65_535)
/** A name or an address, with its scope: nothing that a resolver would not take. */
const host = text(253).regex(/^[\w.:%-]+$/)
const proxyId = z.int().min(1)

const route = z.strictObject({
  address: host.nullable(),
  /** 0: any free one. */
  port: z.int().min(0).max(65_535),
  upstreamHost: host,
  upstreamPort: port,
})
const routes = z.array(route).min(1).max(32)
const ring = z
  .strictObject({ megabytes: z.number().min(1).max(1_000_000), files: z.int().min(2).max(10_000) })
  .nullable()
const proxyName = text(100).min(1)
const proxyProfile = z.strictObject({
  name: proxyName,
  routes,
  ring,
  recordFirst: z.boolean().optional(),
  perSource: z.int().min(1).max(100_000).optional(),
})

const buckets = z.int().min(1).max(4096)
const bound = z.number().nullable()

const column = z.strictObject({
  id: text(200),
  width: z.number().min(20).max(2000),
  isShown: z.boolean(),
  /** Of a person's own column; without one it is called as its field is. */
  title: text(100).optional(),
})
const filterText = text(8192)
const label = z.strictObject({ zh: text(200), en: text(200) })
const savedFilter = z.strictObject({ name: label, filter: filterText, isButton: z.boolean() })

/** As files of colour rules hold them too. */
const colourRule = z.strictObject({
  name: label,
  filter: filterText,
  colour: z.enum(colourIds),
  isEnabled: z.boolean(),
})
const share = z.number().min(0.05).max(0.95)

/** Preferences as they are kept; each key for itself, so that one wrong value does not take the others with it. */
export const preferenceSchemas = {
  language: z.enum(['zh', 'en', 'both']),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'normal', 'comfortable']),
  timeFormat: z.enum(['time', 'date', 'since-first', 'since-previous']),
  eventRows: z.boolean(),
  layout: z.enum(['list-over-tree-beside-hex', 'list-beside-tree-over-hex']),
  split: z.tuple([share, share]),
  columns: z.array(column).max(100),
  savedFilters: z.array(savedFilter).max(200),
  filterHistory: z.array(filterText).max(50),
  colourRules: z.array(colourRule).max(200),
  decodeAs: z
    .record(z.string().regex(/^\d{1,5}$/), text(100))
    .refine((rules) => Object.keys(rules).length <= 1000, 'at most 1000 ports'),
  proxyProfiles: z.array(proxyProfile).max(100),
} as const

const findWanted = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('filter'), filter: filterText.min(1) }),
  z.strictObject({ kind: z.literal('hex'), hex: text(8192).min(1) }),
  z.strictObject({ kind: z.literal('text'), text: text(1000).min(1) }),
  z.strictObject({ kind: z.literal('marked') }),
  z.strictObject({ kind: z.literal('conversation') }),
])
export type FindWanted = z.infer<typeof findWanted>

const plotSubject = z.strictObject({ kind: z.enum(['session', 'pile']), id: z.int().min(1) })

/** What a capture gives to other programs, as one text. */
const captureDocument = z.discriminatedUnion('kind', [
  /** Everything found, by code. */
  z.strictObject({ kind: z.literal('findings'), format: z.enum(['csv', 'json']) }),
  /** The commissioning checklist of a pile (PileSummary.id), or of all. */
  z.strictObject({ kind: z.literal('coverage'), format: z.enum(['csv', 'markdown']), pile: z.int().min(1).nullable() }),
  z.strictObject({ kind: z.literal('messages'), format: z.literal('csv') }),
  /** The frames that the list shows, in its order, without personal data. */
  z.strictObject({ kind: z.literal('frames'), format: z.literal('csv') }),
  z.strictObject({ kind: z.literal('conversations'), format: z.literal('csv') }),
  /** All samples between two places of the x axis; null: its ends. */
  z.strictObject({ kind: z.literal('curves'), format: z.literal('csv'), subject: plotSubject, from: bound, to: bound }),
  /** What support sends back: findings, bytes, timeline, bill. Personal data is hidden unless it is asked for. */
  z.strictObject({
    kind: z.literal('report'),
    format: z.enum(['markdown', 'html']),
    scope: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('capture') }),
      z.strictObject({ kind: z.literal('pile'), id: z.int().min(1) }),
      z.strictObject({ kind: z.literal('session'), id: z.int().min(1) }),
    ]),
    includesPersonal: z.boolean(),
  }),
])
export type CaptureDocument = z.infer<typeof captureDocument>
const documentQuestion = {
  captureId,
  document: captureDocument,
  language: z.enum(['zh', 'en']),
  /** Zone of who asks, by its IANA name: captures tell their times in it. */
  zone: text(100).refine((name): boolean => namedZone(name) !== null, 'no time zone'),
}
/** Names of files that the screen makes; the host adds the extension. */
const fileName = text(200).regex(/^[\p{L}\p{N}_.-]+$/u)

export const callSchemas = {
  'app.info': z.strictObject({}),
  'samples.list': z.strictObject({}),
  'recent.list': z.strictObject({}),
  'recent.clear': z.strictObject({}),
  'preferences.get': z.strictObject({}),
  /** Only the keys that are given change. */
  'preferences.set': z.strictObject(preferenceSchemas).partial(),
  /** The user's own definitions, as they were read last. */
  'definitions.get': z.strictObject({}),
  /** Reads them again now, for where changes are not noticed. */
  'definitions.reload': z.strictObject({}),
  /** Shows the host's open dialog; null when it was dismissed. */
  'dialogs.open': z.strictObject({}),
  'captures.open': z.strictObject({ source, decodeAs }),
  'captures.list': z.strictObject({}),
  'captures.cancel': z.strictObject({ captureId }),
  'captures.close': z.strictObject({ captureId }),
  /**
   * Saves as pcapng; without a path the host asks for one. With a path: one that the host's save dialog gave before. The
   * reply is the path; in a browser, which has no save dialog, an address of this host to download the file from, once.
   * null: dismissed.
   */
  'captures.save': z.strictObject({ captureId, path: text(4096).nullable() }),
  /**
   * The frames that the view shows, and in which order; the reply says how many. Rows are answered in the old view until
   * the new one is made. A capture has one view, whoever looks at it; a later call for it wins.
   */
  'view.set': z.strictObject({
    captureId,
    filter: filterText,
    /** Number of the frame that `$name` is about: its values as they are now. */
    selected: z.int().min(1).nullable().optional(),
    /** Frames without the column's value come last, either way. */
    sort: z
      .strictObject({
        column: text(100).refine(isSortable, 'no column that sorts'),
        isDescending: z.boolean(),
      })
      .nullable(),
  }),
  'view.rows': z.strictObject({ captureId, first: z.int().min(0), count: z.int().min(0).max(2000) }),
  /** Place of a frame in the view, or null. */
  'view.find': z.strictObject({ captureId, number: z.int().min(1) }),
  /** Worst severity in each of `buckets` equal stretches of the view. */
  'view.minimap': z.strictObject({ captureId, buckets: z.int().min(1).max(4096) }),
  'frames.details': z.strictObject({ captureId, number: z.int().min(1) }),
  /** Other bytes, decoded as this frame is: a repaired copy, say. Nothing of the capture changes. */
  'frames.decode': z.strictObject({
    captureId,
    number: z.int().min(1),
    hex: text(131_072).regex(/^([0-9a-f]{2})+$/),
  }),
  /** The frame as text for the clipboard. */
  'frames.text': z.strictObject({
    captureId,
    number: z.int().min(1),
    format: z.enum(['hex', 'tree', 'json']),
    language: z.enum(['zh', 'en', 'both']),
  }),
  /** Notes about frames; only what is given changes. */
  'frames.note': z.strictObject({
    captureId,
    numbers: z.array(z.int().min(1)).min(1).max(10_000),
    change: z
      .strictObject({
        isMarked: z.boolean(),
        isIgnored: z.boolean(),
        isReference: z.boolean(),
        comment: text(4096).nullable(),
      })
      .partial(),
  }),
  /** The next frame of the view, after (1) or before (−1) frame `from`, that is what is wanted; around the view's end. */
  'frames.find': z.strictObject({
    captureId,
    from: z.int().min(1).nullable(),
    step: z.union([z.literal(1), z.literal(-1)]),
    wanted: findWanted,
  }),
  'frames.cancelFind': z.strictObject({ captureId }),
  /** What is wrong with a filter, without applying it. */
  'filter.check': z.strictObject({ captureId, filter: filterText }),
  /** How many frames of the capture filters select, for the numbers on their buttons. */
  'filter.counts': z.strictObject({ captureId, filters: z.array(filterText).max(50) }),
  /** The filter that selects frames with the same value of a name; `occurrence`: which of a repeated field's, from 0. */
  'filter.ofField': z.strictObject({
    captureId,
    number: z.int().min(1),
    name: text(200).min(1),
    occurrence: z.int().min(0),
  }),
  /** What a filter can be continued with at a UTF-16 position. */
  'filter.complete': z.strictObject({
    captureId,
    filter: filterText,
    position: z.int().min(0).max(8192),
    language: z.enum(['zh', 'en', 'both']),
  }),
  /** Saves a small text as a file, as `captures.save` does a capture. */
  'text.save': z.strictObject({ name: text(100).regex(/^[\w.-]+$/), text: text(1024 * 1024) }),
  /** The same for a picture that the screen drew: a PNG in base64, at most 12 MiB of it. */
  'picture.save': z.strictObject({
    name: fileName,
    png: text(16 * 1024 * 1024).regex(/^iVBORw0KGgo[A-Za-z0-9+/]*={0,2}$/),
  }),
  /** `trial`: a layout that is being taught, tried before those that are kept and in place of the one with its name. */
  'text.preview': z.strictObject({ text: text(4 * 1024 * 1024), decodeAs, trial: layout.nullable().optional() }),
  /** Layouts of logs that users taught; they hold for whatever text is previewed or opened from then on. */
  'layouts.list': z.strictObject({}),
  'layouts.set': z.strictObject({ rules: z.array(layout).max(200) }),
  /** What was found, by code: counts, severity, remedy. Incremental while a capture loads. */
  'diagnosis.summary': z.strictObject({ captureId }),
  /** Frames with a code: a window of their numbers. What each says is in its details (frames.details, `expert`). */
  'diagnosis.frames': z.strictObject({
    captureId,
    code: text(100).min(1),
    first: z.int().min(0),
    count: z.int().min(0).max(10_000),
  }),
  /** A table or a report as text; null: there is no such pile or session. Waits until all frames were looked at. */
  'document.text': z.strictObject(documentQuestion),
  /** Keeps that text as a file, where the host's save dialog says; answers as captures.save. */
  'document.save': z.strictObject({ ...documentQuestion, name: fileName }),
  /** Kills the capture's analyzer and reads everything again, as after a decoder that hung. A recording is not touched. */
  'captures.reload': z.strictObject({ captureId }),
  /** Connections of a capture, the newest first. */
  'captures.connections': z.strictObject({
    captureId,
    first: z.int().min(0),
    count: z.int().min(0).max(1000),
    openOnly: z.boolean(),
  }),
  /** What happened beside the frames, in order, as `decode --events` writes it; `after` says behind how many frames. */
  'captures.events': z.strictObject({ captureId, first: z.int().min(0), count: z.int().min(0).max(1000) }),
  /** Where rows of events stand in the list of all frames: of events [first, first + count) that have a row. */
  'captures.eventPlaces': z.strictObject({ captureId, first: z.int().min(0), count: z.int().min(0).max(100_000) }),
  /** Those events themselves, each with its `index` among all events. */
  'captures.eventRows': z.strictObject({ captureId, first: z.int().min(0), count: z.int().min(0).max(1000) }),
  /**
   * Starts to forward and to record; a capture that follows opens by itself. Refused with the code of a ProxyProblem when
   * nothing can be listened on; else routes that failed say so in the state.
   */
  'proxy.start': proxyProfile,
  /** Accepts no more; connections get 5 s to end. `proxy.resume` goes on, into the same capture. */
  'proxy.stop': z.strictObject({ proxyId }),
  'proxy.resume': z.strictObject({ proxyId }),
  /** Ends it for good; the capture and the files stay. */
  'proxy.close': z.strictObject({ proxyId }),
  'proxy.list': z.strictObject({}),
  /** The capture that follows the recording, opened again where it was closed. */
  'proxy.show': z.strictObject({ proxyId }),
  /** The self-test: is the platform reachable from here? At most 10 s. */
  'proxy.check': z.strictObject({ host, port }),
  /** Addresses of this machine to type into a pile. */
  'proxy.interfaces': z.strictObject({}),
  /** What pairing found for some frames, for arrows and columns: only frames with a link are answered. */
  'frames.links': z.strictObject({ captureId, numbers: z.array(z.int().min(1)).max(2000) }),
  /** Answers hold as far as `DiagnosisProgress` says; a growing revision tells that they changed. */
  'piles.list': z.strictObject({ captureId }),
  /** Of one pile (PileSummary.id), or all. */
  'sessions.list': z.strictObject({ captureId, pile: z.int().min(1).nullable() }),
  'sessions.get': z.strictObject({ captureId, session: z.int().min(1) }),
  /** Curves between two times (seconds since 1970; frame numbers where there are no times), thinned to `buckets`. */
  'plots.series': z.strictObject({
    captureId,
    subject: plotSubject,
    buckets,
    from: bound,
    to: bound,
  }),
  'statistics.conversations': z.strictObject({ captureId }),
  'statistics.messages': z.strictObject({ captureId }),
  'statistics.coverage': z.strictObject({ captureId, pile: z.int().min(1).nullable() }),
  'statistics.rate': z.strictObject({ captureId, buckets, from: bound, to: bound }),
  /** Reads the capture again, decoded differently: conversations of a port, or all (port null). null: by detection. */
  'captures.decodeAs': z.strictObject({
    captureId,
    decodeAs,
    port: z.int().min(1).max(65535).nullable(),
    /** One conversation only, whatever is said of its port or of the capture. */
    conversation: z.int().min(0).nullable().optional(),
  }),
} as const

export type CallName = keyof typeof callSchemas
export type CallParameters = { [Name in CallName]: z.infer<(typeof callSchemas)[Name]> }
