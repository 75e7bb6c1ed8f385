// A layout that is being taught on the import desk: one line, what is marked in it, the template that follows. On the data
// path: marks → template → `trial` of the preview → the host keeps it under its name.
import { create } from 'zustand'
import {
  parseTemplate,
  templateFromLine,
  type FieldName,
  type LayoutRule,
  type LineMark,
  type RuleProblem,
} from '../../src-shared/capture/text/layout-rule.ts'
import type { PreviewRun } from './line-index.ts'

export interface Teaching {
  isOpen: boolean
  line: string
  marks: readonly LineMark[]
  template: string
  name: string
  join: 'line' | 'until-next'
  others: 'read' | 'ignore'
  /** Name of the kept rule that is edited; null: a new one. */
  edited: string | null
}

const closed: Teaching = {
  isOpen: false,
  line: '',
  marks: [],
  template: '',
  name: '',
  join: 'line',
  others: 'read',
  edited: null,
}

export const useTeaching = create<Teaching>(() => closed)

/** Opens with a line and what the reader itself made of it. */
export function teachLine(line: string, marks: readonly LineMark[]): void {
  useTeaching.setState({ ...closed, isOpen: true, line, marks, template: templateOf(line, marks) })
}

/** Opens a kept rule; the line is one to mark anew. */
export function editLayout(rule: LayoutRule): void {
  const { name, template, join = 'line', others = 'read' } = rule
  useTeaching.setState({ marks: [], name, template, join, others, edited: name, isOpen: true })
}

export function stopTeaching(): void {
  useTeaching.setState(closed)
}

/** Another line to mark, from the start. */
export function takeLine(line: string, marks: readonly LineMark[]): void {
  useTeaching.setState({ line, marks, template: templateOf(line, marks) })
}

/** Marks [start, end) of the line as `field`; blanks at its ends are left out, marks it touches give way. */
export function markPart(start: number, end: number, field: FieldName): void {
  const { line, marks } = useTeaching.getState()
  const part = line.slice(start, end)
  const from = start + part.length - part.trimStart().length
  const to = end - (part.length - part.trimEnd().length)
  if (to <= from) return
  const others = marks.filter((mark) => (mark.end <= from || mark.start >= to) && mark.field !== field)
  takeLine(line, [...others, { start: from, end: to, field }])
}

export function unmark(field: FieldName): void {
  const { line, marks } = useTeaching.getState()
  takeLine(
    line,
    marks.filter((mark) => mark.field !== field),
  )
}

export function changeTeaching(change: Partial<Pick<Teaching, 'template' | 'name' | 'join' | 'others'>>): void {
  useTeaching.setState(change)
}

/** The rule as it stands, or what is wrong with its template; null while nothing is taught. */
export function taughtRule(teaching: Teaching): { rule: LayoutRule } | { problem: RuleProblem } | null {
  const { isOpen, template, name, join, others } = teaching
  if (!isOpen || template.trim() === '') return null
  const parsed = parseTemplate(template)
  if ('problem' in parsed) return parsed
  const options = { ...(join !== 'line' && { join }), ...(others !== 'read' && { others }) }
  return { rule: { name: name.trim(), template, ...options } }
}

/** What the reader made of a line [start, end) of the text, as marks to begin with. */
export function marksOf(runs: readonly PreviewRun[], start: number, end: number): LineMark[] {
  const marks: LineMark[] = []
  const own = runs.filter((run) => run.start < end && run.end > start)
  for (const field of ['time', 'direction', 'endpoint'] as const) {
    const run = own.find((one) => one.kind === field)
    if (run) marks.push({ start: Math.max(run.start, start) - start, end: Math.min(run.end, end) - start, field })
  }
  const hex = own.filter((run) => run.kind === 'hex')
  if (hex.length > 0) {
    const from = Math.max(hex[0]!.start, start) - start
    const to = Math.min(hex.at(-1)!.end, end) - start
    if (marks.every((mark) => mark.end <= from || mark.start >= to)) marks.push({ start: from, end: to, field: 'hex' })
  }
  return marks
}

function templateOf(line: string, marks: readonly LineMark[]): string {
  return marks.length === 0 ? '' : templateFromLine(line, marks)
}
