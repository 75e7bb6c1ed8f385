// A seeded generator of numbers for tests and benchmarks: the same seed gives the same numbers everywhere.

export interface Random {
  /** A whole number in [0, limit). */
  below(limit: number): number
  /** A whole number in [from, to], both included. */
  between(from: number, to: number): number
  chance(probability: number): boolean
  bytes(count: number): Uint8Array
  pick<T>(items: readonly T[]): T
  /** A shuffled copy in which nothing moves further than `reach` places (default: anywhere). */
  shuffle<T>(items: readonly T[], reach?: number): T[]
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (probability) => next() < probability,
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
    pick: (items) => items[below(items.length)]!,
    shuffle(items, reach = items.length) {
      const keyed = items.map((item, i) => ({ item, key: i + next() * (reach + 1) }))
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
    },
  }
}
