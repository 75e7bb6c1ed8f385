// Counts over a capture for tables and charts: conversations, messages, what was tested with a pile (the commissioning
// checklist), frames over time. Made when it is asked for, of columns and of what diagnosis counted.
import type { Direction, Label } from '../bytes/range.ts'
import type { CaptureDiagnosis } from './capture-diagnosis.ts'
import { frameSeconds, isLeftOut } from './frame-times.ts'

export interface ConversationStatistics {
  conversation: number
  a: string
  b: string
  protocol: string | null
  dialect: string | null
  piles: string[]
  frames: number
  up: number
  down: number
  bytes: number
  bad: number
  firstFrame: number
  from: number | null
  to: number | null
}

export interface MessageStatistics {
  protocol: string | null
  id: string | null
  type: string | null
  name: Label
  direction: Direction
  frames: number
  bytes: number
  bad: number
  /** Seconds between frames of this kind on one connection; null without. */
  interval: { shortest: number; mean: number; longest: number } | null
  firstFrame: number
}

/** good: seen and right · bad: seen, some wrong · never: not seen. */
export type CoverageVerdict = 'good' | 'bad' | 'never'

export interface CoverageRow {
  type: string
  id: string
  name: Label
  direction: Direction
  reference: string | null
  seen: number
  good: number
  bad: number
  verdict: CoverageVerdict
}

export interface Coverage {
  /** null: all piles of the protocol. */
  pile: { id: number; number: string } | null
  protocol: string
  protocolName: Label
  rows: CoverageRow[]
}

export interface RateSeries {
  axis: 'time' | 'frame'
  from: number
  /** Width of a bucket in seconds (or frames). */
  width: number
  frames: number[]
  bad: number[]
  /** Number of the first frame of each bucket, or 0. */
  first: number[]
}

const allSides: Direction[] = ['up', 'down']

/** One line for each conversation that has frames; most frames first. */
export function conversationStatistics(diagnosis: CaptureDiagnosis): ConversationStatistics[] {
  const { source, piles } = diagnosis
  const { capture } = source
  const { frames } = capture
  const lines = new Map<number, ConversationStatistics>()
  for (let row = 0; row < diagnosis.count; row++) {
    if (isLeftOut(source, row)) continue
    const index = frames.conversation[row]!
    let line = lines.get(index)
    if (!line) lines.set(index, (line = newLine(diagnosis, index, row)))
    line.frames++
    line.bytes += frames.length[row]!
    if (frames.checksum[row] === 2 || frames.lengthBad[row] === 1) line.bad++
    const origin = source.origins?.[row]
    const direction = origin ? origin.direction : capture.directionOf(row)
    if (direction === 'up') line.up++
    if (direction === 'down') line.down++
    const seconds = frameSeconds(source, row)
    if (Number.isNaN(seconds)) continue
    line.from ??= seconds
    line.to = seconds
  }
  for (const pile of piles.list)
    for (const { conversation } of pile.connections) lines.get(conversation)?.piles.push(pile.number)
  return [...lines.values()].toSorted((a, b) => b.frames - a.frames || a.conversation - b.conversation)
}

function newLine({ source: { capture } }: CaptureDiagnosis, index: number, row: number): ConversationStatistics {
  const own = capture.conversations[index]!
  const end = ({ address, port }: { address: string; port: number }) =>
    address === '' ? '' : address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
  return {
    conversation: index,
    a: end(own.conversation.a),
    b: end(own.conversation.b),
    protocol: capture.protocolOf(row)?.id ?? null,
    dialect: own.dialect,
    piles: [],
    frames: 0,
    up: 0,
    down: 0,
    bytes: 0,
    bad: 0,
    firstFrame: row + 1,
    from: null,
    to: null,
  }
}

/** One line for each kind of message that came; most frames first. */
export function messageStatistics({ source: { capture }, messages }: CaptureDiagnosis): MessageStatistics[] {
  return messages.list().map((count) => {
    const protocol = capture.protocols[count.protocol] ?? null
    const message = protocol?.messages[count.message] ?? null
    return {
      protocol: protocol?.id ?? null,
      id: message?.id ?? null,
      type: message?.type ?? null,
      name: message?.name ?? { zh: '未知报文', en: 'Unknown message' },
      direction: message?.direction ?? 'unknown',
      frames: count.frames,
      bytes: count.bytes,
      bad: count.bad,
      interval: Number.isNaN(count.mean)
        ? null
        : { shortest: count.shortest, mean: count.mean, longest: count.longest },
      firstFrame: count.firstRow + 1,
    }
  })
}

/** Type × direction × verdict of one pile, or of all of a protocol together: one for each protocol that has piles. */
export function coverage(diagnosis: CaptureDiagnosis, pileId: number | null): Coverage[] {
  const { piles, source } = diagnosis
  if (pileId !== null) {
    const pile = piles.list[pileId - 1]
    return pile ? [coverageOf(diagnosis, pile.protocol, [pile.index], { id: pileId, number: pile.number })] : []
  }
  return source.capture.protocols.flatMap((_protocol, index) => {
    const own = piles.list.flatMap((pile) => (pile.protocol === index ? [pile.index] : []))
    return own.length > 0 ? [coverageOf(diagnosis, index, own, null)] : []
  })
}

function coverageOf(
  { source: { capture }, piles }: CaptureDiagnosis,
  index: number,
  pileIndexes: readonly number[],
  pile: Coverage['pile'],
): Coverage {
  const protocol = capture.protocols[index]!
  const chains = new Set<string>()
  for (const place of pileIndexes)
    for (const { conversation } of piles.list[place]!.connections) {
      const { dialect } = capture.conversations[conversation]!
      for (const id of protocol.dialects.find((one) => one.id === dialect)?.chain ?? [dialect ?? '']) chains.add(id)
    }
  const rows = new Map<string, CoverageRow>()
  protocol.messages.forEach((message, place) => {
    let [good, bad] = [0, 0]
    for (const own of pileIndexes) {
      good += piles.list[own]!.coverage[(place + 1) * 2]!
      bad += piles.list[own]!.coverage[(place + 1) * 2 + 1]!
    }
    const isOther = message.dialects.length > 0 && !message.dialects.some((id) => chains.has(id))
    // Layouts of other dialects are not part of what this pile could send.
    if (isOther && good + bad === 0) return
    const direction = message.direction ?? 'unknown'
    const key = `${message.type} ${direction}`
    const known = rows.get(key)
    const row = known ?? {
      type: message.type,
      id: message.id,
      name: message.name,
      direction,
      reference: message.reference,
      seen: 0,
      good: 0,
      bad: 0,
      verdict: 'never' as const,
    }
    if (good + bad > 0 && row.seen === 0) Object.assign(row, { id: message.id, name: message.name })
    row.good += good
    row.bad += bad
    row.seen = row.good + row.bad
    row.verdict = row.seen === 0 ? 'never' : row.bad > 0 ? 'bad' : 'good'
    rows.set(key, row)
  })
  const side = (row: CoverageRow) => allSides.indexOf(row.direction)
  const sorted = [...rows.values()].toSorted((a, b) => compareTypes(a.type, b.type) || side(a) - side(b))
  return { pile, protocol: protocol.id, protocolName: protocol.name, rows: sorted }
}

function compareTypes(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)]
  return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b) : x - y
}

/** Frames in each of `buckets` equal stretches between `from` and `to` (null: all), bad ones counted apart. */
export function rateSeries(
  { source, count }: CaptureDiagnosis,
  buckets: number,
  from: number | null,
  to: number | null,
): RateSeries {
  const { frames } = source.capture
  const hasTimes = count > 0 && !Number.isNaN(frameSeconds(source, 0))
  const at = (row: number) => (hasTimes ? frameSeconds(source, row) : row + 1)
  let [first, last] = [Infinity, -Infinity]
  for (let row = 0; row < count; row++) {
    const x = at(row)
    if (x < first) first = x
    if (x > last) last = x
  }
  if (first > last) [first, last] = [0, 0]
  const [begin, end] = [from ?? first, to ?? last]
  const width = Math.max((end - begin) / buckets, 1e-9)
  const zeros = () => Array<number>(buckets).fill(0)
  const series: RateSeries = {
    axis: hasTimes ? 'time' : 'frame',
    from: begin,
    width,
    frames: zeros(),
    bad: zeros(),
    first: zeros(),
  }
  for (let row = 0; row < count; row++) {
    const x = at(row)
    if (!(x >= begin && x <= end) || isLeftOut(source, row)) continue
    const bucket = Math.min(buckets - 1, Math.floor((x - begin) / width))
    series.frames[bucket]!++
    if (frames.checksum[row] === 2 || frames.lengthBad[row] === 1) series.bad[bucket]!++
    series.first[bucket] ||= row + 1
  }
  return series
}
