// The protocols the program works with: the bundled ones, compiled at the first use.
import { families } from 'virtual:definitions'
import { compileProtocol } from '../src-shared/protocol/compile.ts'
import type { Protocol } from '../src-shared/protocol/plan.ts'
import type { DecodeAs } from '../src-shared/view/decoded-frame.ts'
import { CommandError } from './command-error.ts'

let compiled: Protocol[] | null = null

/** The bundled protocols; they were checked when the program was built. */
export function bundledProtocols(): Protocol[] {
  compiled ??= families.flatMap((family) => {
    const result = compileProtocol(family)
    return 'protocol' in result ? [result.protocol] : []
  })
  return compiled
}

/** What `--as PROTOCOL[/DIALECT]` names. */
export function parseDecodeAs(text: string, protocols: readonly Protocol[]): DecodeAs {
  const [id, dialect, ...more] = text.split('/')
  const protocol = protocols.find((one) => one.id === id)
  if (!protocol || more.length > 0) {
    const known = protocols.map((one) => one.id).join(', ')
    throw new CommandError(`--as：没有协议“${id}”，可用：${known}`, `--as: no protocol "${id}"; known: ${known}`)
  }
  if (dialect !== undefined && !protocol.dialects.some((one) => one.id === dialect)) {
    const known = protocol.dialects.map((one) => one.id).join(', ') || '–'
    throw new CommandError(
      `--as：${id} 没有方言“${dialect}”，可用：${known}`,
      `--as: ${id} has no dialect "${dialect}"; known: ${known}`,
    )
  }
  return { protocol, dialect: dialect ?? null }
}
