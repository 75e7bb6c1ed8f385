// `--as PROTOCOL[/DIALECT]`: what the user says of the protocol.
import type { DecodeAsChoices } from '../src-shared/bridge/bridge.ts'
import type { DecodeAsRules } from '../src-shared/capture/capture.ts'
import type { Protocol } from '../src-shared/protocol/plan.ts'
import type { DecodeAs } from '../src-shared/view/decoded-frame.ts'
import { CommandError } from './command-error.ts'
import { knownProtocols } from './definitions.ts'

/** What `PROTOCOL[/DIALECT]` names; a usage error when it names nothing. */
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

/** What the windows say of a capture's protocols: for all of it, by conversation, and by server port. */
export interface DecodeAsTexts extends DecodeAsChoices {
  ports: Readonly<Record<string, string>>
}

/** The rules that texts name. `all` must name a protocol; others that name none (any more) are passed over. */
export function decodeAsRules({ all, ports, conversations }: DecodeAsTexts): DecodeAsRules {
  const protocols = knownProtocols()
  const byNumber = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).flatMap(([number, text]): [number, DecodeAs][] => {
      try {
        return [[Number(number), parseDecodeAs(text, protocols)]]
      } catch {
        return []
      }
    })
  return {
    conversations: new Map(byNumber(conversations)),
    ports: new Map(byNumber(ports)),
    all: all === null ? null : parseDecodeAs(all, protocols),
  }
}
