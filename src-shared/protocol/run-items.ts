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
  return isWhole
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
