// Time that work takes, for tests: of the processor rather than the clock, since other programs may be running.

/** The least processor time of some runs, in milliseconds; stops early once it is below `enough`. */
export function cpuTime(work: () => void, enough = 0, rounds = 3): number {
  let best = Infinity
  for (let round = 0; round < rounds && best > enough; round++) {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

/**
 * How the time of a piece of work grows with its size: time at `large` over time at `small`. Work in proportion to its size
 * gives about large / small, quadratic work the square of that.
 */
export function growth(work: (size: number) => unknown, small: number, large: number): number {
  work(small)
  // Clocks are too coarse for less than a twentieth of a millisecond.
  const least = Math.max(
    cpuTime(() => void work(small)),
    0.05,
  )
  return cpuTime(() => void work(large)) / least
}
