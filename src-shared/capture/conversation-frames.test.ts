import { expect, test } from 'vitest'
import { decodeFrame, dialectEvidence } from '../protocol/decode.ts'
import { Detector } from '../protocol/detect.ts'
import type { Protocol } from '../protocol/plan.ts'
import { bytesOf, protocolNamed, protocols } from '../protocol/testing/bundled.ts'
import { ConversationFrames } from './conversation-frames.ts'
import { noTcpCounts } from './conversation.ts'

const ykc = protocolNamed('ykc')
const pile = '32010600019236'
const login = (version: string) => `68220000 0001${pile}0001${version}56312e3000000000 00${'00'.repeat(10)}00 0000`
const heartbeat = `680d0000 0003${pile}0100 0000`
const heartbeatWithStorage = `680e0000 0003${pile}010032 0000`
const readRealtime = `680c0000 0012${pile}01 0000`
const legacyRequest = `680b0000 0007${pile} 0000`
const parallelReply = `68300000 00a2${'00'.repeat(44)} 0000`
const billV17 = `68cd0000 003d${'00'.repeat(201)} 0000`
const powerChange = `68110000 0052${pile}01f000035a00 0000`
const powerChangeReply = `680d0000 0051${pile}0101 0000`

function learnt(frames: string[], as: { protocol: Protocol; dialect: string | null } | null = null): string | null {
  const endpoint = { address: '', port: 0 }
  const counts = noTcpCounts()
  const conversation = {
    index: 0,
    a: endpoint,
    b: endpoint,
    opener: 'unknown' as const,
    firstPacket: 1,
    packets: 1,
    counts,
  }
  const sink = { frame: () => {}, skipped: () => {} }
  const known = new ConversationFrames(conversation, new Detector(protocols), sink, as)
  for (const hex of frames) {
    const evidence = dialectEvidence(decodeFrame(ykc, bytesOf(hex.replaceAll(' ', '')), null))
    known.learn(ykc, 0, null, evidence?.dialect ?? null, evidence?.weight ?? 0)
  }
  return known.dialect
}

test.each<[string, string[], string | null]>([
  ['messages of all dialects tell nothing', [heartbeat], null],
  ['V1.6 has the messages of V1.5 too', [readRealtime, parallelReply, readRealtime], 'ykc-1.6'],
  ['V1.7 has the messages of V1.5 and V1.6 too', [readRealtime, parallelReply, billV17], 'ykc-1.7'],
  ['YLC has the messages of V1.5 too', [readRealtime, heartbeatWithStorage, readRealtime], 'ylc'],
  ['a size that two dialects share yields to one that tells', [powerChange, powerChangeReply, readRealtime], 'ykc-1.5'],
  ['… of YLC too', [powerChange, heartbeatWithStorage], 'ylc'],
  ['a dialect that does not inherit the known one is no better', [legacyRequest, readRealtime], 'ykc-legacy'],
  ['a login outdoes them', [legacyRequest, login('0f'), parallelReply], 'ykc-1.5'],
])('%s', (_, frames, expected) => {
  expect(learnt(frames)).toBe(expected)
})

test('a chosen protocol leaves the dialect to the frames, a chosen dialect does not', () => {
  expect(learnt([heartbeatWithStorage], { protocol: ykc, dialect: null })).toBe('ylc')
  expect(learnt([heartbeatWithStorage], { protocol: ykc, dialect: 'ykc-1.5' })).toBe('ykc-1.5')
})
