// Long work in the analyzer's worker, cut into turns so that questions are answered in between.

/** How long one turn may take before others get theirs. */
const turnMillis = 12

/** Work that nobody waits for: how long its turns are and how long it rests between them; while somebody waits for
 * something else, too. */
export const quietPace = { turn: 10, rest: 10 }
export const busyPace = { turn: 2, rest: 30 }

/** Lets waiting messages be handled. `pauseMillis`: rests that long, for work that nobody waits for. */
export function nextTurn(pauseMillis = 0): Promise<void> {
  return new Promise((resolve) => {
    if (pauseMillis > 0) setTimeout(resolve, pauseMillis)
    else setImmediate(resolve)
  })
}

/** Calls `work` for 0 … count − 1 in turns. `isStale` ends it early; false when it did. */
export async function inTurns(count: number, work: (index: number) => void, isStale: () => boolean): Promise<boolean> {
  let turnEnds = performance.now() + turnMillis
  for (let index = 0; index < count; index++) {
    work(index)
    if ((index & 15) !== 15 || performance.now() < turnEnds) continue
    await nextTurn()
    if (isStale()) return false
    turnEnds = performance.now() + turnMillis
  }
  return true
}
