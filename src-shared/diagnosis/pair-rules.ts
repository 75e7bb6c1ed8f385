// A protocol's pairs ready for use: by message, which rules it asks by and which it answers. Part of pairing.ts.
import type { Label } from '../bytes/range.ts'
import type { PairDefinition } from '../protocol/definition.ts'
import type { MatchingPlan, Protocol } from '../protocol/plan.ts'

/** One entry of `pairs` of a definition. */
export interface PairRule {
  /** Place among all rules of all protocols, from 0. */
  index: number
  /** Protocol and messages, as findings and counts name them. */
  protocol: Protocol
  request: readonly string[]
  reply: readonly string[]
  replyNames: Label
  /** Name slots of the keys, in the request and in the reply. */
  requestKeys: readonly number[]
  replyKeys: readonly number[]
  /** The reply repeats the request's sequence. */
  isSequenced: boolean
  /** Seconds; null: the specification does not say that an answer must come. */
  deadline: number | null
  matching: MatchingPlan
  /** The key of `matching` is among the keys. */
  hasMatchingKey: boolean
}

/** Rules of one protocol by MessagePlan.index. */
export interface ProtocolPairs {
  requestsOf: readonly (readonly PairRule[])[]
  repliesOf: readonly (readonly PairRule[])[]
}

const none: readonly PairRule[] = []

/** The rules of all protocols, by index of the capture's protocols, and all of them in one list. */
export function pairRules(protocols: readonly Protocol[]): { all: PairRule[]; byProtocol: ProtocolPairs[] } {
  const all: PairRule[] = []
  const byProtocol = protocols.map((protocol) => {
    const own = protocol.pairs.map((pair) => {
      const rule = pairRule(protocol, pair, all.length)
      all.push(rule)
      return rule
    })
    const having = (side: 'request' | 'reply') =>
      protocol.messages.map(({ id }) => {
        const rules = own.filter((rule) => rule[side].includes(id))
        return rules.length > 0 ? rules : none
      })
    return { requestsOf: having('request'), repliesOf: having('reply') }
  })
  return { all, byProtocol }
}

function pairRule(protocol: Protocol, pair: PairDefinition, index: number): PairRule {
  const slot = (name: string) => protocol.nameTable.resolve(name)?.slot ?? -1
  const keys = (pair.keys ?? []).map((text) => text.split('='))
  const requestKeys = keys.map((names) => slot(names[0]!))
  return {
    index,
    protocol,
    request: pair.request,
    reply: pair.reply,
    replyNames: replyNames(protocol, pair),
    requestKeys,
    replyKeys: keys.map((names) => slot(names.at(-1)!)),
    isSequenced: pair.sequence ?? false,
    deadline: pair.deadline ?? null,
    matching: protocol.matching,
    hasMatchingKey: protocol.matching.key >= 0 && requestKeys.includes(protocol.matching.key),
  }
}

/** `0x04 心跳包应答`; layouts of one type are named once. */
function replyNames(protocol: Protocol, pair: PairDefinition): Label {
  const messages = pair.reply.flatMap((id) => protocol.messages.find((message) => message.id === id) ?? [])
  const list = (language: 'zh' | 'en') =>
    [
      ...new Set(messages.map(({ type, id, name }) => (type === id ? name[language] : `${type} ${name[language]}`))),
    ].join(' / ')
  return { zh: list('zh'), en: list('en') }
}
