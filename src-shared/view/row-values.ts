// Values of a few names in every row of a capture, for exports and `--fields`: read from the store's columns and from the
// fields' fixed places where these tell, else by decoding the frame. Gives what frame-values.ts gives of the decoded frame.
import { formatHex } from '../bytes/hex.ts'
import { FrameFilter } from '../capture/frame-filter.ts'
import { checksumCodes } from '../capture/frame-table.ts'
import { relationNames, relationValue, type RelationName } from '../capture/frame-relations.ts'
import { worstSeverity, type FindingKind } from '../protocol/expert.ts'
import { fixedPlaces, type FixedPlace } from '../protocol/fixed-place.ts'
import type { MessagePlan, Protocol } from '../protocol/plan.ts'
import { severities } from '../protocol/severity.ts'
import { Slots } from '../protocol/slots.ts'
import { captureFrame, captureKinds, type CaptureView } from './capture-frame.ts'
import type { DecodedFrame } from './decoded-frame.ts'
import { isAroundName, isFieldName, textOfValue, valuesOf } from './frame-values.ts'
import { valuePlaces } from './slot-values.ts'
import { formatTime } from './time-text.ts'

type Texts = readonly string[]
/** The texts of one name in a row; null: the frame must be decoded. */
type Read = (row: number) => Texts | null

const none: Texts = []

export class RowValues {
  private readonly view: CaptureView
  private readonly names: readonly string[]
  private readonly reads: readonly Read[]
  private readonly slots = new Slots()
  /** Of the row that is looked at: the frame, and its bytes if its fields stand in their places, once they were needed. */
  private frame: DecodedFrame | null = null
  private bytes: Uint8Array | null | undefined = undefined
  private kinds: readonly FindingKind[] | null = null

  constructor(view: CaptureView, names: readonly string[]) {
    this.view = view
    this.names = names
    this.reads = names.map((name) => this.reader(name))
  }

  /** The texts of each name in row `row`, in the order of the names. */
  of(row: number): readonly Texts[] {
    this.frame = null
    this.bytes = undefined
    this.kinds = null
    return this.reads.map((read, i) => read(row) ?? this.slowly(row, this.names[i]!))
  }

  private slowly(row: number, name: string): Texts {
    this.frame ??= captureFrame(this.view, row, this.slots)
    return valuesOf(this.frame, name)
  }

  private kindsOf(row: number): readonly FindingKind[] {
    return (this.kinds ??= captureKinds(this.view, row))
  }

  private reader(name: string): Read {
    const known = this.columnReader(name) ?? this.messageReader(name)
    if (known) return known
    if (isAroundName(name)) return this.aroundReader(name)
    return isFieldName(name) ? this.fieldReader(name) : () => null
  }

  /** Names that a row's columns tell by themselves; rows out of text have an envelope of their own. */
  private columnReader(name: string): Read | null {
    const { capture, origins, zone, relations } = this.view
    const { frames } = capture
    if (Object.hasOwn(relationNames, name))
      return (row) => texts(relations ? relationValue(relations, name as RelationName, row) : null)
    const ofFindings = (text: (kinds: readonly FindingKind[]) => string | undefined): Read => {
      return (row) => texts(text(this.kindsOf(row)) || null)
    }
    const inColumns =
      (read: Read): Read =>
      (row) =>
        origins?.[row] ? null : read(row)
    switch (name) {
      case 'frame':
        return (row) => [formatHex(capture.bytes(row))]
      case 'frame.number':
        return (row) => [String(row + 1)]
      case 'frame.len':
        return (row) => [String(frames.length[row]!)]
      case 'frame.time':
        return inColumns((row) => texts(formatTime(frames.seconds[row]!, frames.nanos[row]!, zone)))
      case 'direction':
        return inColumns((row) => directions[capture.directionOf(row)])
      case 'conversation':
        return inColumns((row) => [String(frames.conversation[row]!)])
      case 'frame.bad':
        return (row) => [String(worstSeverity(this.kindsOf(row)) >= 3)]
      case 'expert.code':
        return ofFindings((kinds) => kinds.map((one) => one.code).join(' '))
      case 'expert.severity':
        return ofFindings((kinds) => severities[worstSeverity(kinds)])
      case 'expert.group':
        return ofFindings((kinds) => [...new Set(kinds.map((one) => one.group))].join(' '))
      default:
        return null
    }
  }

  /** Names that the verdicts on a frame tell, where these do not hang on a dialect that was learnt later. */
  private messageReader(name: string): Read | null {
    const { capture } = this.view
    const { frames } = capture
    const ofProtocol = (read: (row: number, protocol: Protocol) => Texts): Read => {
      return (row) => {
        const protocol = capture.protocolOf(row)
        return protocol && read(row, protocol)
      }
    }
    const ofMessage = (text: (message: MessagePlan) => string | null): Read => {
      const known = new Map<MessagePlan, Texts>()
      return (row) => {
        const message = capture.isSettled(row) ? capture.messageOf(row) : null
        if (!message) return null
        let found = known.get(message)
        if (!found) known.set(message, (found = texts(text(message))))
        return found
      }
    }
    switch (name) {
      case 'protocol':
        return ofProtocol((_row, protocol) => [protocol.id])
      case 'checksum.status':
        return ofProtocol((row) => checksums[frames.checksum[row]!]!)
      case 'length.status':
        return ofProtocol((row) => (frames.lengthBad[row] === 1 ? bad : good))
      case 'dialect':
        return (row) => {
          const message = capture.isSettled(row) ? capture.messageOf(row) : null
          const { dialect } = capture.conversations[frames.conversation[row]!]!
          return message && dialect !== null && message.dialects.length === 0 ? [dialect] : null
        }
      case 'message.type':
        return ofMessage((message) => message.type)
      case 'message.id':
        return ofMessage((message) => message.id)
      case 'message.name':
        return ofMessage((message) => message.name.zh)
      case 'message.role':
        return ofMessage((message) => message.role)
      default:
        return null
    }
  }

  private aroundReader(name: string): Read {
    const { capture, origins, notes } = this.view
    const reader = FrameFilter.reader(name, capture, { origins, notes: notes ?? null })
    return (row) => reader?.read(row).map(textOfValue) ?? none
  }

  /** Fields that stand in one place in every frame of the row's message. */
  private fieldReader(name: string): Read {
    const { capture } = this.view
    const byProtocol: (readonly FixedPlace[] | null)[][] = []
    return (row) => {
      const message = capture.messageOf(row)
      if (!message || !capture.isSettled(row)) return null
      const protocol = capture.protocolOf(row)!
      const byMessage = (byProtocol[capture.frames.protocol[row]!] ??= [])
      let wanted = byMessage[message.index]
      if (wanted === undefined) byMessage[message.index] = wanted = valuePlaces(protocol, message, name)
      if (wanted === null) return null
      if (wanted.length === 0 && capture.frames.isUsual[row] === 1) return none
      const bytes = this.placedBytes(row, protocol)
      return bytes && placedTexts(protocol, bytes, wanted)
    }
  }

  /** The row's bytes when its fields are in their places; null when it must be decoded. */
  private placedBytes(row: number, protocol: Protocol): Uint8Array | null {
    if (this.bytes !== undefined) return this.bytes
    const { capture } = this.view
    const places = fixedPlaces(protocol)!
    const bytes = capture.bytes(row)
    const isPlaced = (capture.frames.isUsual[row] === 1 || places.isUsual(bytes)) && !places.isEncrypted(bytes)
    return (this.bytes = isPlaced ? bytes : null)
  }
}

function placedTexts(protocol: Protocol, bytes: Uint8Array, wanted: readonly FixedPlace[]): Texts {
  const places = fixedPlaces(protocol)!
  if (wanted.length === 1) return texts(places.readShown(bytes, wanted[0]!))
  return wanted.flatMap((place) => texts(places.readShown(bytes, place)))
}

const texts = (value: string | number | bigint | null): Texts => (value === null ? none : [String(value)])

const good: Texts = ['good']
const bad: Texts = ['bad']
const checksums: readonly Texts[] = checksumCodes.map((code) => [code])
const directions: Record<'up' | 'down' | 'unknown', Texts> = { up: ['up'], down: ['down'], unknown: ['unknown'] }
