// Family and part files put together: parts add to their family's lists and tables. Before compile.ts.
import type { FamilyDefinition, MessageDefinition, PartDefinition } from './definition.ts'
import { mistake, type Problem } from './mistake.ts'

const tables = ['enums', 'flags', 'groups', 'dictionaries'] as const

const mistakes = {
  noDialect: (family: string, dialect: string) =>
    mistake(
      `${family} 没有方言“${dialect}”。`,
      `${family} has no dialect "${dialect}".`,
      '在主文件或本文件的 dialects 中登记它。',
      'List it under dialects in the family file or here.',
    ),
  taken: (name: string) =>
    mistake(`“${name}”在主文件里已有。`, `The family has "${name}" already.`, '换一个名字。', 'Choose another name.'),
}

/**
 * The family with everything that its parts add. Messages of a part belong to the part's dialect unless they say
 * otherwise. The pieces stay the same objects, so that mistakes in them can be located.
 */
export function mergeFamily(
  family: FamilyDefinition,
  parts: readonly PartDefinition[],
  problems: Problem[],
): FamilyDefinition {
  const merged: FamilyDefinition = {
    ...family,
    messages: [...(family.messages ?? [])],
    pairs: [...(family.pairs ?? [])],
  }
  const dialects = [...(family.dialects ?? []), ...parts.flatMap((part) => part.dialects ?? [])]
  const samples = [...(family.samples ?? []), ...parts.flatMap((part) => part.samples ?? [])]
  if (dialects.length > 0) merged.dialects = dialects
  if (samples.length > 0) merged.samples = samples
  for (const part of parts) {
    const { dialect } = part
    if (dialect !== undefined && !dialects.some((one) => one.id === dialect))
      problems.push({ where: part, key: 'dialect', ...mistakes.noDialect(family.id, dialect), consequence: dialect })
    for (const message of part.messages ?? []) merged.messages!.push(withDialect(message, dialect))
    merged.pairs!.push(...(part.pairs ?? []))
    for (const table of tables) mergeTable(merged, part, table, problems)
  }
  return merged
}

function mergeTable(
  merged: FamilyDefinition,
  part: PartDefinition,
  table: (typeof tables)[number],
  problems: Problem[],
): void {
  const mine: Record<string, unknown> = { ...merged[table] }
  for (const [name, value] of Object.entries(part[table] ?? {})) {
    if (Object.hasOwn(mine, name))
      problems.push({ where: part[table]!, key: name, ...mistakes.taken(name), consequence: null })
    else mine[name] = value
  }
  Object.assign(merged, { [table]: mine })
}

/** Says of a message that names no dialects that it is of the part's; the object stays, since mistakes are located by it. */
function withDialect(message: MessageDefinition, dialect: string | undefined): MessageDefinition {
  if (dialect !== undefined && message.dialects === undefined) message.dialects = [dialect]
  return message
}
