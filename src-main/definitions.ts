// The protocols the program works with: the bundled ones and those of the user, compiled at the first use.
import { families } from 'virtual:definitions'
import { compileProtocol } from '../src-shared/protocol/compile.ts'
import type { FamilyDefinition } from '../src-shared/protocol/definition.ts'
import type { Protocol } from '../src-shared/protocol/plan.ts'

let bundled: Protocol[] | null = null
let known: Protocol[] | null = null
let added: readonly FamilyDefinition[] = []

/** The bundled protocols; they were checked when the program was built. */
export function bundledProtocols(): Protocol[] {
  return (bundled ??= families.flatMap(compiled))
}

/** The bundled protocols, as far as the user extends them in the user's form, and behind them those of the user. */
export function knownProtocols(): Protocol[] {
  if (added.length === 0) return bundledProtocols()
  return (known ??= withUserFamilies(added).flatMap((family) =>
    added.includes(family) ? compiled(family) : (bundledProtocols().find((one) => one.id === family.id) ?? []),
  ))
}

/** From now on the user's families count in this thread, checked and merged as `loadDefinitions` gives them. */
export function useFamilies(userFamilies: readonly FamilyDefinition[]): void {
  added = userFamilies
  known = null
}

/** All families in their order of priority: where two claim the same frame with equal certainty, the first has it. */
export function withUserFamilies(userFamilies: readonly FamilyDefinition[]): FamilyDefinition[] {
  const own = (id: string) => userFamilies.find((family) => family.id === id)
  return [
    ...families.map((family) => own(family.id) ?? family),
    ...userFamilies.filter(({ id }) => !families.some((family) => family.id === id)),
  ]
}

function compiled(family: FamilyDefinition): Protocol[] {
  const result = compileProtocol(family)
  return 'protocol' in result ? [result.protocol] : []
}
