// Where events stand when frames that were held back are put where their packets were.
import { expect, test } from 'vitest'
import { bytesOf, protocolNamed, protocols } from '../protocol/testing/bundled.ts'
import { Capture } from './capture.ts'
import { noTcpCounts, type Conversation } from './conversation.ts'

const good = bytesOf('680d14000003103190428000030100a38d')
/** Its checksum is wrong: alone it does not prove the protocol. */
const bad = good.with(good.length - 1, good.at(-1)! ^ 0xff)

function conversation(index: number): Conversation {
  const endpoint = { address: '', port: index }
  return { index, a: endpoint, b: endpoint, opener: 'a', firstPacket: 1, packets: 1, counts: noTcpCounts() }
}

test('an event stays between the frames of the packets around it when a held frame comes in front', () => {
  const as = { protocol: protocolNamed('ykc'), dialect: null }
  const decodeAs = { conversations: new Map([[1, as]]), ports: new Map(), all: null }
  const capture = new Capture({ protocols, decodeAs })
  const [undecided, known] = [capture.begin(conversation(0)), capture.begin(conversation(1))]
  const data = (to: typeof known, bytes: Uint8Array, packet: number) => {
    capture.packet = packet
    to.data(0, bytes, 0, bytes.length, packet, 0, -1, packet)
  }
  const event = (kind: 'close' | 'gap') =>
    capture.event({
      kind,
      after: capture.frames.count,
      conversation: 1,
      sender: 0,
      seconds: 0,
      nanos: 0,
      offset: 0,
      length: 1,
      message: { zh: '', en: '' },
      bytes: null,
    })
  data(undecided, bad, 1)
  event('close')
  data(known, good, 2)
  // In front of the next packet.
  capture.packet = 3
  event('gap')
  // Now it is known what the first packet was.
  data(undecided, good, 3)
  event('close')
  expect(capture.events.map(({ after }) => after)).toEqual([0, 1, 3])
  capture.finish()
  expect([...capture.frames.packet.subarray(0, 3)]).toEqual([1, 2, 3])
  expect(capture.events.map(({ after }) => after)).toEqual([1, 2, 3])
})
