// The charging piles of a capture: which frames are whose, what each connection, login, heartbeat and clock was. Fed frame
// by frame; pile-summary.ts makes of it what people read.
import type { FrameReader } from './frame-reader.ts'
import { frameIsUp, frameSeconds, parseSeconds, type FrameSource } from './frame-times.ts'
import { RowList } from './row-list.ts'

/** A pile's frames on one connection. */
export interface PileConnection {
  conversation: number
  firstRow: number
  lastRow: number
  logins: number
}

/** One reading of a pile's clock against the time of capture. */
interface ClockReading {
  row: number
  /** Pile clock as if UTC, minus time of capture, in seconds. */
  seconds: number
}

export class Pile {
  frames = 0
  lastRow: number
  readonly connections: PileConnection[] = []
  readonly logins = new RowList()
  /** By gun; '' where heartbeats name none. */
  readonly heartbeats = new Map<string, RowList>()
  readonly guns = new Set<string>()
  /** Latest value by role. */
  readonly versions = new Map<string, { value: string; row: number }>()
  readonly sessions: number[] = []
  /** Samples that belong to no charge. */
  readonly idleSamples = new RowList()
  /** The first, the last and the most different readings, and how many there were. */
  readonly clocks: ClockReading[] = []
  clockCount = 0
  /** Row of the latest price model or price setting, and of the latest login. */
  priceRow = -1
  /** All of them. */
  readonly prices = new RowList()
  /** By message index + 1 (0: unknown), two counts each: good, bad. */
  readonly coverage: Uint32Array
  readonly index: number
  readonly protocol: number
  readonly number: string
  readonly firstRow: number

  constructor(index: number, protocol: number, number: string, row: number, messages: number) {
    this.index = index
    this.protocol = protocol
    this.number = number
    this.firstRow = this.lastRow = row
    this.coverage = new Uint32Array((messages + 1) * 2)
  }
}

const versionRoles = ['protocol_version', 'software_version', 'hardware_version'] as const
const priceRoles = new Set(['price_model', 'price_set'])

export class Piles {
  readonly list: Pile[] = []
  private readonly source: FrameSource
  private readonly byNumber = new Map<string, Pile>()
  /** By conversation: the pile whose frame came last. */
  private readonly current = new Map<number, Pile>()

  constructor(source: FrameSource) {
    this.source = source
  }

  /** Takes in the frame that `reader` has read; its pile, or null when nothing tells. */
  add(row: number, reader: FrameReader): Pile | null {
    // A right checksum vouches for the fields, whatever the length says.
    const isProven = this.source.capture.frames.checksum[row] !== 2
    const isRight = isProven && this.source.capture.frames.lengthBad[row] === 0
    const pile = this.pileOf(row, reader, isProven)
    if (!pile) return null
    const { frames } = this.source.capture
    pile.frames++
    pile.lastRow = row
    const message = frames.message[row]!
    pile.coverage[(message + 1) * 2 + (isRight ? 0 : 1)]!++
    const connection = connectionOf(pile, frames.conversation[row]!, row)
    if (!isProven) return pile
    const role = reader.decoded?.message?.role ?? null
    if (role === 'login') {
      connection.logins++
      pile.logins.push(row)
    }
    const gun = reader.text('gun_no')
    if (gun !== null) pile.guns.add(gun)
    if (role === 'heartbeat') this.heartbeat(pile, gun ?? '', row)
    if (role !== null && priceRoles.has(role)) {
      pile.priceRow = row
      pile.prices.push(row)
    }
    for (const version of versionRoles) {
      const value = reader.text(version)
      if (value !== null) pile.versions.set(version, { value, row })
    }
    if (frameIsUp(this.source, row) === true) this.clock(pile, row, reader)
    return pile
  }

  private pileOf(row: number, reader: FrameReader, isProven: boolean): Pile | null {
    const { frames, protocols } = this.source.capture
    const conversation = frames.conversation[row]!
    const number = isProven && reader.decoded ? reader.text('pile_no') : null
    if (number === null) return this.current.get(conversation) ?? null
    const protocol = frames.protocol[row]!
    const key = `${protocol} ${number}`
    let pile = this.byNumber.get(key)
    if (!pile) {
      pile = new Pile(this.list.length, protocol, number, row, protocols[protocol]!.messages.length)
      this.byNumber.set(key, pile)
      this.list.push(pile)
    }
    this.current.set(conversation, pile)
    return pile
  }

  private heartbeat(pile: Pile, gun: string, row: number): void {
    let rows = pile.heartbeats.get(gun)
    if (!rows) pile.heartbeats.set(gun, (rows = new RowList()))
    rows.push(row)
  }

  private clock(pile: Pile, row: number, reader: FrameReader): void {
    const text = reader.text('clock')
    const captured = frameSeconds(this.source, row)
    if (text === null || Number.isNaN(captured)) return
    const seconds = parseSeconds(text) - captured
    if (Number.isNaN(seconds)) return
    pile.clockCount++
    if (pile.clocks.length < 64) pile.clocks.push({ row, seconds })
    else pile.clocks[63] = { row, seconds }
  }
}

function connectionOf(pile: Pile, conversation: number, row: number): PileConnection {
  const last = pile.connections.at(-1)
  if (last?.conversation === conversation) {
    last.lastRow = row
    return last
  }
  const known = pile.connections.findLast((one) => one.conversation === conversation)
  if (known) {
    known.lastRow = row
    return known
  }
  const connection = { conversation, firstRow: row, lastRow: row, logins: 0 }
  pile.connections.push(connection)
  return connection
}
