// A filter beside the one that is applied: and, or, not. Pure.

export type Combination = 'selected' | 'notSelected' | 'and' | 'or' | 'andNot' | 'orNot'

/** `applied` may be empty; then only the new filter counts. */
export function combined(applied: string, filter: string, way: Combination): string {
  const isNot = way === 'notSelected' || way === 'andNot' || way === 'orNot'
  const one = isNot ? negated(filter) : filter
  if (way === 'selected' || way === 'notSelected' || applied.trim() === '') return one
  const joint = way === 'and' || way === 'andNot' ? 'and' : 'or'
  return `${joint === 'and' && isLoose(applied) ? `(${applied})` : applied} ${joint} ${one}`
}

/** `not` binds a whole comparison. */
const negated = (filter: string): string =>
  filter.startsWith('not ') && !isLoose(filter) ? filter.slice(4) : `not ${filter}`

/** Holds an operator that binds less than `and`, outside its texts. */
function isLoose(filter: string): boolean {
  return /\b(?:or|xor)\b|\|\||\^\^/.test(filter.replace(/"(?:[^"\\]|\\.)*"/g, '""'))
}
