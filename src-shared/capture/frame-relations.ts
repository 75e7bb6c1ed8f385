// What frames tell of each other: replies, charging sessions, findings that no frame shows alone. The store knows nothing
// of pairs; diagnosis/capture-diagnosis.ts finds them and is handed in to filters, lists and exports through this.
import type { ExpertInfo } from '../protocol/expert.ts'

export interface FrameRelations {
  /** Row of the frame that answers this one, or −1. */
  responseIn(row: number): number
  /** Row of the request that this frame answers, or −1. */
  responseTo(row: number): number
  /** Seconds from request to reply, on both of them; NaN without a link or without times. */
  rtt(row: number): number
  /** The reply was matched by being nearest, not by what it repeats. */
  isInferred(row: number): boolean
  /** Number of the charging session that the frame belongs to, from 1; 0: none. */
  session(row: number): number
  /** Other frames may still change what is found of this one (a reply that is due). */
  isWaiting(row: number): boolean
  /** What other frames make of this one (no response, duplicate, a bill that does not add up). */
  findings(row: number): readonly ExpertInfo[]
}

/** Filter names whose values come from FrameRelations. */
export const relationNames = {
  response_in: 'integer',
  response_to: 'integer',
  rtt: 'number',
  'session.id': 'integer',
} as const

export type RelationName = keyof typeof relationNames

/** A relation's value in results: frame numbers from 1; null where there is none. */
export function relationValue(relations: FrameRelations, name: RelationName, row: number): number | null {
  switch (name) {
    case 'response_in':
      return numberOf(relations.responseIn(row))
    case 'response_to':
      return numberOf(relations.responseTo(row))
    case 'rtt': {
      const seconds = relations.rtt(row)
      return Number.isNaN(seconds) ? null : seconds
    }
    case 'session.id':
      return relations.session(row) || null
  }
}

function numberOf(row: number): number | null {
  return row < 0 ? null : row + 1
}
