// What is left of a definition when the pieces of wrong form are taken out, so that one check tells the mistakes of the
// rest too. Part of load.ts; what is pruned is never used for decoding.
import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Piece = Record<PropertyKey, unknown> | unknown[]

/**
 * Takes out, in place, what the issues are about: an unknown key alone, else the nearest item of a list (a field, a
 * message), else the key at the top. Returns false when nothing can be taken out. Other objects stay the same, since
 * mistakes are located by them. `lost` hears of every piece that goes.
 */
export function prune(value: object, issues: readonly Issue[], lost: (piece: unknown) => void): boolean {
  // From the back, so that the numbers of the items before stay right.
  const ordered = issues.toSorted((a, b) => comparePaths(b.path, a.path))
  const done = new Set<string>()
  for (const issue of ordered) {
    const target = targetOf(value, issue)
    if (!target) return false
    for (const key of target.keys) {
      const name = JSON.stringify([...target.path.map(String), String(key)])
      if (done.has(name)) continue
      done.add(name)
      lost({ [key]: (target.piece as Record<PropertyKey, unknown>)[key] })
      if (Array.isArray(target.piece)) target.piece.splice(Number(key), 1)
      else delete target.piece[key]
    }
  }
  return ordered.length > 0
}

/** The piece to change, and its keys to take out. */
function targetOf(
  value: object,
  issue: Issue,
): { piece: Piece; path: readonly PropertyKey[]; keys: PropertyKey[] } | null {
  if (issue.code === 'unrecognized_keys') {
    const piece = follow(value, issue.path)
    return piece && { piece, path: issue.path, keys: issue.keys }
  }
  for (let length = issue.path.length; length > 0; length--) {
    const path = issue.path.slice(0, length - 1)
    const piece = follow(value, path)
    if (piece && (Array.isArray(piece) || length === 1)) return { piece, path, keys: [issue.path[length - 1]!] }
  }
  return null
}

function follow(value: object, path: readonly PropertyKey[]): Piece | null {
  let piece: unknown = value
  for (const step of path) {
    if (typeof piece !== 'object' || piece === null) return null
    piece = (piece as Record<PropertyKey, unknown>)[step]
  }
  return typeof piece === 'object' && piece !== null ? (piece as Piece) : null
}

function comparePaths(a: readonly PropertyKey[], b: readonly PropertyKey[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i]!, b[i]!]
    if (x === y) continue
    return typeof x === 'number' && typeof y === 'number' ? x - y : String(x) < String(y) ? -1 : 1
  }
  return a.length - b.length
}
