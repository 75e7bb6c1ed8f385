// Which frames make one charge: by transaction number, or by gun and time where a protocol has none. Fed frame by frame;
// session-steps.ts makes the timeline of it, billing.ts checks the bill.
import type { FrameReader } from './frame-reader.ts'
import type { Pairing } from './pairing.ts'
import type { Pile } from './piles.ts'
import { RowList } from './row-list.ts'

export class ChargingSession {
  /** From 1. */
  readonly id: number
  readonly pile: Pile
  gun: string
  /** null: the protocol, or what was captured, has none. */
  transaction: string | null
  /** Frames that are no samples, in order. */
  readonly events = new RowList()
  /** Reports of what the pile delivers. */
  readonly samples = new RowList()
  /** What each of them says of the energy so far; NaN: nothing. */
  readonly energies: number[] = []
  /** Reports of what the battery says. */
  readonly batterySamples = new RowList()
  /** The first is the bill; others repeat it. */
  readonly bills = new RowList()
  readonly roles = new Set<string>()
  firstRow: number
  lastRow: number
  /** Row of the last end: stop, end of the battery's side; −1. */
  endRow = -1
  /** The gun went on to another charge. */
  isSuperseded = false
  /** Latest login and price model of the pile when the charge began; −1. */
  readonly loginRow: number
  readonly priceRow: number

  constructor(id: number, pile: Pile, gun: string, transaction: string | null, row: number) {
    this.id = id
    this.pile = pile
    this.gun = gun
    this.transaction = transaction
    this.firstRow = this.lastRow = row
    this.loginRow = pile.logins.last
    this.priceRow = pile.priceRow
  }
}

const startRoles = new Set(['start_request', 'start_reply', 'start_command', 'start_result'])
const batteryRoles = new Set(['bms_sample', 'bms_info'])
const endRoles = new Set(['stop_by_bms', 'stop_by_charger', 'stop_result', 'bms_end'])
const eventRoles = new Set([
  ...startRoles,
  ...endRoles,
  'stop_command',
  'bms_handshake',
  'bms_config',
  'bms_error',
  'bill',
  'bill_reply',
])

export class ChargingSessions {
  readonly list: ChargingSession[] = []
  /** Session number by row; 0: none. */
  private sessionOfRow = new Uint32Array(1024)
  private readonly byTransaction = new Map<string, ChargingSession>()
  /** By pile and gun: the charge that is going on. */
  private readonly active = new Map<string, ChargingSession>()
  private readonly pairing: Pairing

  constructor(pairing: Pairing) {
    this.pairing = pairing
  }

  /** Takes in the frame that `reader` has read, after pairing did. */
  add(row: number, reader: FrameReader, pile: Pile | null): void {
    this.reserve(row)
    const role = reader.decoded?.message?.role ?? null
    if (role === null || !pile) return
    const isSample = role === 'sample' || batteryRoles.has(role)
    if (!isSample && !eventRoles.has(role)) return
    const session = this.sessionFor(row, reader, pile, role, isSample)
    if (!session) {
      if (role === 'sample') pile.idleSamples.push(row)
      return
    }
    this.sessionOfRow[row] = session.id
    session.roles.add(role)
    session.lastRow = row
    if (role === 'sample') {
      session.samples.push(row)
      session.energies.push(reader.number('energy'))
    } else if (isSample) session.batterySamples.push(row)
    else session.events.push(row)
    if (endRoles.has(role)) session.endRow = row
    if (role === 'bill') {
      session.bills.push(row)
      this.close(session)
    } else if (role === 'stop_result' && !declares(reader, 'bill')) this.close(session)
  }

  /** Number of the session of a row, or 0. */
  sessionOf(row: number): number {
    return this.sessionOfRow[row] ?? 0
  }

  get(id: number): ChargingSession | null {
    return this.list[id - 1] ?? null
  }

  private sessionFor(
    row: number,
    reader: FrameReader,
    pile: Pile,
    role: string,
    isSample: boolean,
  ): ChargingSession | null {
    const gun = reader.text('gun_no')
    const transaction = transactionOf(reader)
    const asked = this.pairing.responseTo(row)
    const linked = asked < 0 ? null : this.get(this.sessionOf(asked))
    if (transaction !== null) return this.byNumber(row, pile, gun, transaction, linked)
    if (linked) return linked
    const place = `${pile.index} ${gun ?? ''}`
    const active = this.active.get(place) ?? (gun === null ? this.onlyActive(pile) : null)
    if (isSample || !(startRoles.has(role) || role === 'bill')) return active ?? null
    // Another start while the last had its answer, or is under way, is another charge.
    const isAgain = role === 'start_request' || role === 'start_command'
    if (active && !(isAgain && active.events.count > 0)) return active
    return this.begin(row, pile, gun ?? '', null)
  }

  private byNumber(
    row: number,
    pile: Pile,
    gun: string | null,
    transaction: string,
    linked: ChargingSession | null,
  ): ChargingSession {
    const key = `${pile.index} ${transaction}`
    const known = this.byTransaction.get(key)
    if (known) {
      if (known.gun === '' && gun !== null) known.gun = gun
      return known
    }
    const active = linked ?? this.active.get(`${pile.index} ${gun ?? ''}`) ?? null
    const session = active && active.transaction === null ? active : this.begin(row, pile, gun ?? '', transaction)
    session.transaction = transaction
    if (gun !== null) session.gun = gun
    this.byTransaction.set(key, session)
    return session
  }

  private onlyActive(pile: Pile): ChargingSession | null {
    let only: ChargingSession | null = null
    for (const gun of ['', ...pile.guns]) {
      const session = this.active.get(`${pile.index} ${gun}`)
      if (!session) continue
      if (only) return null
      only = session
    }
    return only
  }

  private begin(row: number, pile: Pile, gun: string, transaction: string | null): ChargingSession {
    const session = new ChargingSession(this.list.length + 1, pile, gun, transaction, row)
    this.list.push(session)
    pile.sessions.push(session.id)
    const place = `${pile.index} ${gun}`
    const before = this.active.get(place)
    if (before) before.isSuperseded = true
    this.active.set(place, session)
    return session
  }

  private close(session: ChargingSession): void {
    const place = `${session.pile.index} ${session.gun}`
    if (this.active.get(place) === session) this.active.delete(place)
  }

  private reserve(row: number): void {
    if (row < this.sessionOfRow.length) return
    const wider = new Uint32Array(Math.max(row + 1, this.sessionOfRow.length * 2))
    wider.set(this.sessionOfRow)
    this.sessionOfRow = wider
  }
}

/** Zeros and fillers are no transaction: idle piles report so. */
function transactionOf(reader: FrameReader): string | null {
  for (const role of ['transaction', 'order_no']) {
    const text = reader.text(role)
    if (text !== null && !/^(?:0*|[fF]+)$/.test(text)) return text
  }
  return null
}

function declares(reader: FrameReader, role: string): boolean {
  return reader.decoded!.protocol.messages.some((message) => message.role === role)
}
