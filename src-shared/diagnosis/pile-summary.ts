// A pile as people read it: connections, logins, versions, heartbeats and their gaps, reconnect storms, duplicate logins,
// clock. Made of piles.ts when it is asked for.
import type { Label } from '../bytes/range.ts'
import { frameSeconds, type FrameSource } from './frame-times.ts'
import { gapsOf } from './intervals.ts'
import type { Pile } from './piles.ts'

export interface PileConnectionSummary {
  conversation: number
  firstFrame: number
  lastFrame: number
  from: number | null
  to: number | null
  logins: number
}

export interface HeartbeatSummary {
  /** null: the message names no gun. */
  gun: string | null
  count: number
  /** Usual interval in seconds; null: too few, or no times. */
  interval: number | null
  gaps: { afterFrame: number; from: number; seconds: number; missed: number }[]
}

export interface PileIssue {
  kind: 'heartbeat_gap' | 'reconnect_storm' | 'duplicate_login' | 'clock_offset' | 'login_elsewhere'
  severity: 'note' | 'warn'
  message: Label
  frames: number[]
}

export interface PileSummary {
  /** From 1. */
  id: number
  number: string
  /** Protocol id. */
  protocol: string
  guns: string[]
  frames: number
  firstFrame: number
  lastFrame: number
  from: number | null
  to: number | null
  connections: PileConnectionSummary[]
  logins: { frame: number; seconds: number | null }[]
  /** Latest value by role (protocol_version, software_version, hardware_version). */
  versions: { role: string; value: string; frame: number }[]
  heartbeats: HeartbeatSummary[]
  /** Pile clock − time of capture in seconds, the zone taken off; null: no clock. */
  clock: { offset: number; zoneHours: number; frame: number; readings: number } | null
  sessions: number[]
  issues: PileIssue[]
}

/** More connections than this within a minute are a storm. */
const stormConnections = 4
const stormSeconds = 60
/** A clock may be off by so much. */
const clockSeconds = 60
const mostListed = 200

/** The pile's summary as far as frames were taken in. */
export function pileSummary(source: FrameSource, pile: Pile): PileSummary {
  const seconds = (row: number) => known(frameSeconds(source, row))
  const connections = pile.connections.map(({ conversation, firstRow, lastRow, logins }) => ({
    conversation,
    firstFrame: firstRow + 1,
    lastFrame: lastRow + 1,
    from: seconds(firstRow),
    to: seconds(lastRow),
    logins,
  }))
  const heartbeats = [...pile.heartbeats].map(([gun, rows]) => heartbeatSummary(source, gun, rows.values()))
  const clock = clockOf(pile)
  const logins = Array.from(pile.logins.values(), (row) => ({ frame: row + 1, seconds: seconds(row) }))
  return {
    id: pile.index + 1,
    number: pile.number,
    protocol: source.capture.protocols[pile.protocol]!.id,
    guns: [...pile.guns].toSorted(),
    frames: pile.frames,
    firstFrame: pile.firstRow + 1,
    lastFrame: pile.lastRow + 1,
    from: seconds(pile.firstRow),
    to: seconds(pile.lastRow),
    connections: connections.slice(0, mostListed),
    logins: logins.slice(0, mostListed),
    versions: [...pile.versions].map(([role, { value, row }]) => ({ role, value, frame: row + 1 })),
    heartbeats,
    clock,
    sessions: [...pile.sessions],
    issues: [
      ...heartbeats.flatMap(heartbeatIssue),
      ...storms(connections),
      ...repeatedLogins(connections, logins, source),
      ...overlaps(connections),
      ...clockIssue(clock),
    ],
  }
}

function heartbeatSummary(source: FrameSource, gun: string, rows: Uint32Array): HeartbeatSummary {
  const times = Array.from(rows, (row) => frameSeconds(source, row))
  const { typical, gaps } = gapsOf(times)
  return {
    gun: gun === '' ? null : gun,
    count: rows.length,
    interval: known(typical),
    gaps: gaps.slice(0, mostListed).map(({ after, seconds, missed }) => ({
      afterFrame: rows[after]! + 1,
      from: times[after]!,
      seconds,
      missed,
    })),
  }
}

function heartbeatIssue({ gun, gaps, interval }: HeartbeatSummary): PileIssue[] {
  if (gaps.length === 0 || interval === null) return []
  const missed = gaps.reduce((sum, gap) => sum + gap.missed, 0)
  const each = Number(interval.toPrecision(3))
  const at = { zh: gun === null ? '' : `枪 ${gun} `, en: gun === null ? '' : `gun ${gun}: ` }
  return [
    {
      kind: 'heartbeat_gap',
      severity: 'warn',
      message: {
        zh: `${at.zh}心跳缺 ${missed} 次（平时每 ${each} s 一次，${gaps.length} 处间断）`,
        en: `${at.en}${missed} heartbeats missing (usually every ${each} s, ${gaps.length} gaps)`,
      },
      frames: gaps.map(({ afterFrame }) => afterFrame),
    },
  ]
}

/** Stretches of a minute with too many connections. */
function storms(connections: readonly PileConnectionSummary[]): PileIssue[] {
  const issues: PileIssue[] = []
  let first = 0
  for (let last = 0; last < connections.length; last++) {
    const end = connections[last]!.from
    if (end === null) return issues
    while (end - connections[first]!.from! > stormSeconds) first++
    const isNext =
      last + 1 < connections.length && connections[last + 1]!.from! - connections[first]!.from! <= stormSeconds
    if (last - first + 1 < stormConnections || isNext) continue
    const frames = connections.slice(first, last + 1).map(({ firstFrame }) => firstFrame)
    const seconds = Math.round(end - connections[first]!.from!)
    issues.push({
      kind: 'reconnect_storm',
      severity: 'warn',
      message: {
        zh: `重连风暴：${seconds} s 内连接 ${frames.length} 次`,
        en: `Reconnect storm: ${frames.length} connections within ${seconds} s`,
      },
      frames,
    })
    first = last + 1
  }
  return issues
}

/** Logins on a connection that had logged in before. */
function repeatedLogins(
  connections: readonly PileConnectionSummary[],
  logins: PileSummary['logins'],
  source: FrameSource,
): PileIssue[] {
  return connections.flatMap(({ conversation, logins: count }) => {
    if (count < 2) return []
    const own = logins.filter(({ frame }) => source.capture.frames.conversation[frame - 1] === conversation)
    return [
      {
        kind: 'duplicate_login' as const,
        severity: 'warn' as const,
        message: {
          zh: `重复登录：同一连接上登录 ${count} 次`,
          en: `Repeated login: ${count} logins on one connection`,
        },
        frames: own.map(({ frame }) => frame),
      },
    ]
  })
}

/** Two connections of one pile number at a time: both go on after the later one began. */
function overlaps(connections: readonly PileConnectionSummary[]): PileIssue[] {
  return connections.slice(1).flatMap((later, at) => {
    const earlier = connections[at]!
    if (earlier.lastFrame < later.lastFrame && earlier.lastFrame - later.firstFrame < 3) return []
    if (earlier.lastFrame < later.firstFrame || earlier.from === null) return []
    return [
      {
        kind: 'login_elsewhere' as const,
        severity: 'warn' as const,
        message: {
          zh: '同一桩号同时在两条连接上',
          en: 'One pile number on two connections at a time',
        },
        frames: [earlier.lastFrame, later.firstFrame],
      },
    ]
  })
}

/** Pile clocks are local times: whole quarters of an hour are the zone, what is left is the clock's own error. */
function clockOf({ clocks, clockCount }: Pile): PileSummary['clock'] {
  const last = clocks.at(-1)
  if (!last) return null
  const zone = Math.round(last.seconds / 1800) * 1800
  const isZone = zone >= -12 * 3600 && zone <= 14 * 3600
  const off = isZone ? last.seconds - zone : last.seconds
  return {
    offset: Math.round(off * 1000) / 1000,
    zoneHours: isZone ? zone / 3600 : 0,
    frame: last.row + 1,
    readings: clockCount,
  }
}

function clockIssue(clock: PileSummary['clock']): PileIssue[] {
  if (!clock || Math.abs(clock.offset) <= clockSeconds) return []
  const seconds = Math.round(Math.abs(clock.offset))
  const isFast = clock.offset > 0
  return [
    {
      kind: 'clock_offset',
      severity: 'warn',
      message: {
        zh: `桩时钟比抓包时间${isFast ? '快' : '慢'} ${seconds} s`,
        en: `The pile's clock is ${seconds} s ${isFast ? 'fast' : 'slow'} against the capture`,
      },
      frames: [clock.frame],
    },
  ]
}

function known(seconds: number): number | null {
  return Number.isNaN(seconds) ? null : seconds
}
