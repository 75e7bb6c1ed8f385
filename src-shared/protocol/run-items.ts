// Repeated items: as many as a count says, or as many whole ones as fit. Part of run.ts.
import type { RepeatPlan } from './plan.ts'
import type { Run } from './run.ts'

/** Reads a list. False: an item was not whole, and reading stops behind the whole ones. */
export function readItems(run: Run, repeat: RepeatPlan): boolean {
  const { environment } = run
  const count = repeat.count === 'rest' ? Infinity : run.count(repeat.count)
  const outer = environment.n
  const first = run.count(repeat.from)
  const list = run.open(repeat.field, outer)
  const outerEnd = run.end
  const size = repeat.bytes === null ? null : run.count(repeat.bytes)
  if (size !== null) limit(run, repeat, size)
  let found = 0
  let isWhole = true
  while (isWhole && found < count && !(repeat.count === 'rest' && run.at >= run.end)) {
    environment.n = first + found
    isWhole = readItem(run, repeat, list)
    if (isWhole) found++
  }
  environment.n = outer
  if (!isWhole && repeat.isOne && (found === 0 || !repeat.named)) {
    run.takeBack(list, run.slots.start[list]!, run.slots.parent[list]!)
    return false
  }
  run.close(list)
  const said = repeat.expect ? run.count(repeat.expect) : count
  if (said !== found && said !== Infinity)
    run.note({ kind: 'count', slot: list, field: repeat.field, said, found, fixed: repeat.isOne })
  else if (!isWhole) run.note({ kind: 'item_cut', slot: list, field: repeat.field, at: run.at })
  if (size === null) return isWhole
  // What the items leave of the list's bytes stays in it; the fields behind it are where they should be.
  if (run.at < run.end) {
    run.reopen(list)
    run.leaf(run.protocol.undecoded, run.end, 0)
    run.close(list)
  }
  run.end = outerEnd
  return true
}

/** Lets the list take `size` bytes, or as many as there are. */
function limit(run: Run, { field }: RepeatPlan, size: number): void {
  const left = run.end - run.at
  if (size > left) run.note({ kind: 'size', field, size, left, at: run.at })
  run.end = run.at + Math.min(size, left)
}

/** One item of the list in slot `list`, whole or not at all. */
function readItem(run: Run, repeat: RepeatPlan, list: number): boolean {
  const { at, missing } = run
  const before = run.slots.count
  const item = repeat.item ? run.open(repeat.item, run.environment.n) : -1
  if (run.execute(repeat.program) && (run.at > at || repeat.count !== 'rest') && run.fits(before)) {
    if (item >= 0) run.close(item)
    return true
  }
  run.missing = missing
  run.takeBack(before, at, list)
  return false
}
