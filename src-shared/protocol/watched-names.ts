// Which fields' values are looked at while a frame is being read, so that run.ts need remember no others. Told from the
// words of the definition's expressions, before anything is compiled: a name too many costs little. Part of compile.ts.
import type { FamilyDefinition } from './definition.ts'
import type { ProtocolNames } from './names.ts'

/** Keys whose texts are expressions that layouts ask. */
const expressionKeys = new Set(['when', 'size', 'count', 'from', 'expect', 'bytes'])
const words = /[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*/gi

/** For each name slot its place among the watched ones; −1: not watched. */
export function watchPlaces(family: FamilyDefinition, names: ProtocolNames): { places: Int16Array; count: number } {
  const places = new Int16Array(names.names.length).fill(-1)
  let count = 0
  const watch = (text: string): void => {
    for (const [word] of text.matchAll(words)) {
      const slot = names.slotOf(word)
      if (slot !== undefined && places[slot] === -1) places[slot] = count++
    }
  }
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (expressionKeys.has(key)) watch(value)
    } else if (Array.isArray(value)) for (const item of value) visit(item, key)
    else if (typeof value === 'object' && value !== null)
      for (const [inner, one] of Object.entries(value))
        if (inner !== 'enums' && inner !== 'label' && inner !== 'summary') visit(one, inner)
  }
  for (const part of [family.frames, family.encrypted, family.groups, family.dictionaries, family.messages])
    visit(part, '')
  return { places, count }
}
