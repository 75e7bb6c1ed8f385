// How many fields a definition has when each use of a group is counted, found without laying anything out: groups that use
// groups several times grow fast. Part of compile.ts.
import type { FieldDefinition } from './definition-field.ts'
import type { FamilyDefinition } from './definition.ts'
import { fieldLimit } from './definition-limits.ts'

/** The frame format or message with which the fields become too many, or null. */
export function findTooManyFields(family: FamilyDefinition): object | null {
  const groups = new Map<string, number>()
  const countGroup = (name: string): number => {
    const known = groups.get(name)
    if (known !== undefined) return known
    // In a circle, which compile-layout.ts tells, the inner use counts nothing.
    groups.set(name, 0)
    const count = countAll(Object.hasOwn(family.groups ?? {}, name) ? family.groups![name]! : [])
    groups.set(name, count)
    return count
  }
  const countAll = (fields: readonly FieldDefinition[]): number =>
    fields.reduce((total, field) => total + countOne(field), 0)
  const countOne = (field: FieldDefinition): number => {
    if (field.use !== undefined) return countGroup(field.use)
    const { fields = [], repeat, bits = [] } = field
    return (
      1 + bits.length + countAll(fields) + countAll(repeat?.fields ?? []) + (repeat?.item ? countOne(repeat.item) : 0)
    )
  }
  let total = 0
  for (const entries of Object.values(family.dictionaries ?? {})) total += countAll(entries)
  for (const layout of [...family.frames, ...(family.messages ?? [])]) {
    total += 'header' in layout ? countAll(layout.header) + countAll(layout.trailer) : countAll(layout.fields)
    if (total > fieldLimit) return layout
  }
  return total > fieldLimit ? family : null
}
