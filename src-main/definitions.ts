// The protocols the program works with: the bundled ones, compiled at the first use.
import { families } from 'virtual:definitions'
import { compileProtocol } from '../src-shared/protocol/compile.ts'
import type { Protocol } from '../src-shared/protocol/plan.ts'

let compiled: Protocol[] | null = null

/** The bundled protocols; they were checked when the program was built. */
export function bundledProtocols(): Protocol[] {
  compiled ??= families.flatMap((family) => {
    const result = compileProtocol(family)
    return 'protocol' in result ? [result.protocol] : []
  })
  return compiled
}
