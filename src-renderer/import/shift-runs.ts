// Carries the preview's runs through an edit, so that colours stay where they belong until the new preview arrives.
import type { PreviewRun } from './line-index.ts'

/** What one edit changed: [start, end) of the old text became `inserted` characters. */
export interface Edit {
  start: number
  end: number
  inserted: number
}

/** The smallest single replacement that makes `next` of `previous`. */
export function editBetween(previous: string, next: string): Edit {
  const most = Math.min(previous.length, next.length)
  let start = 0
  while (start < most && previous.charCodeAt(start) === next.charCodeAt(start)) start++
  let behind = 0
  while (
    behind < most - start &&
    previous.charCodeAt(previous.length - 1 - behind) === next.charCodeAt(next.length - 1 - behind)
  ) {
    behind++
  }
  return { start, end: previous.length - behind, inserted: next.length - behind - start }
}

/** The runs that the edit left alone; those it cut keep what is left of them. What was inserted has no run. */
export function shiftRuns(runs: readonly PreviewRun[], edit: Edit): PreviewRun[] {
  const by = edit.inserted - (edit.end - edit.start)
  const shifted: PreviewRun[] = []
  for (const run of runs) {
    if (run.start < edit.start) shifted.push(run.end <= edit.start ? run : { ...run, end: edit.start })
    if (run.end > edit.end) {
      shifted.push({ ...run, start: Math.max(run.start, edit.end) + by, end: run.end + by })
    }
  }
  return shifted
}
