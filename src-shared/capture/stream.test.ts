import { describe, expect, test } from 'vitest'
import { guessServer } from './conversation.ts'
import { StreamScript } from './testing/stream-script.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('order', () => {
  test('segments in order pass straight through, with time, place and packet number', () => {
    const script = new StreamScript().handshake().send('a', 'hello ').send('b', 'ok').send('a', 'world').end()
    expect(script.text('a')).toBe('hello world')
    expect(script.text('b')).toBe('ok')
    expect(script.pieces).toEqual([
      { conversation: 0, sender: 0, text: 'hello ', position: 0, packetNumber: 4, fileOffset: 400, seconds: 4 },
      { conversation: 0, sender: 1, text: 'ok', position: 0, packetNumber: 5, fileOffset: 500, seconds: 5 },
      { conversation: 0, sender: 0, text: 'world', position: 6, packetNumber: 6, fileOffset: 600, seconds: 6 },
    ])
  })

  test('out of order: sorted, each piece with its own packet', () => {
    const script = new StreamScript().handshake().at('a', 3, 'def').at('a', 6, 'ghi').at('a', 0, 'abc').end()
    expect(script.text('a')).toBe('abcdefghi')
    expect(script.pieces.map(({ packetNumber, fileOffset }) => [packetNumber, fileOffset])).toEqual([
      [6, 600],
      [4, 400],
      [5, 500],
    ])
    expect(script.counts).toMatchObject({ outOfOrder: 1, gaps: 0, retransmissions: 0 })
  })

  test('a whole retransmission brings nothing', () => {
    const script = new StreamScript().handshake().at('a', 0, 'abc').at('a', 0, 'abc').at('a', 3, 'def').end()
    expect(script.text('a')).toBe('abcdef')
    expect(script.counts).toMatchObject({ retransmissions: 1, overlaps: 0, conflicts: 0 })
  })

  test('an overlapping segment gives its new part, with its place in the file', () => {
    const script = new StreamScript().handshake().at('a', 0, 'abcd').at('a', 2, 'cdef').end()
    expect(script.text('a')).toBe('abcdef')
    expect(script.pieces[1]).toMatchObject({ text: 'ef', fileOffset: 502, position: 4 })
    expect(script.counts).toMatchObject({ overlaps: 1, conflicts: 0 })
  })

  test('sequence numbers wrap', () => {
    const script = new StreamScript({ isn: { a: 0xffff_fffa, b: 0xffff_ffff } }).handshake()
    script.at('a', 8, 'ij').at('a', 4, 'efgh').at('a', 0, 'abcd').at('b', 0, 'xy').fin('a').end()
    expect(script.text('a')).toBe('abcdefghij')
    expect(script.text('b')).toBe('xy')
    expect(script.events).toContain('0 a fin')
  })

  test('data in SYN', () => {
    const script = new StreamScript().raw('a', { flags: 'S', offset: -1, text: 'early' })
    script.raw('b', { flags: 'SA', offset: -1, ack: 5 }).at('a', 5, ' bird').end()
    expect(script.text('a')).toBe('early bird')
  })

  test('half-close: the other side goes on', () => {
    const script = new StreamScript().handshake().send('a', 'bye').fin('a').send('b', 'still here').fin('b').end()
    expect(script.text('b')).toBe('still here')
    expect(script.events).toEqual(['0 a syn', '0 b synack', '0 a established', '0 a fin', '0 b fin'])
  })
})

describe('conflicts: the first bytes hold, the span is told', () => {
  test('against bytes already passed on', () => {
    const script = new StreamScript().handshake().at('a', 0, 'abcdefgh').at('a', 2, 'cXXfgh').end()
    expect(script.text('a')).toBe('abcdefgh')
    expect(script.conflicts).toEqual([{ sender: 0, position: 3, length: 2, packetNumber: 5 }])
    expect(script.counts).toMatchObject({ conflicts: 1, retransmissions: 1 })
  })

  test('against bytes that wait', () => {
    const script = new StreamScript().handshake().at('a', 4, 'efgh').at('a', 0, 'abcdeF').end()
    expect(script.text('a')).toBe('abcdefgh')
    expect(script.conflicts).toEqual([{ sender: 0, position: 5, length: 1, packetNumber: 5 }])
  })

  test('an old overlap with a new end', () => {
    const script = new StreamScript().handshake().at('a', 0, 'abcd').at('a', 0, 'aBcdef').end()
    expect(script.text('a')).toBe('abcdef')
    expect(script.conflicts).toEqual([{ sender: 0, position: 1, length: 1, packetNumber: 5 }])
  })
})

describe('gaps', () => {
  test('at the end of the capture', () => {
    const script = new StreamScript().handshake().at('a', 0, 'abc').at('a', 10, 'xyz').end()
    expect(script.timeline('a')).toBe('abc<7>xyz')
    expect(script.gaps).toEqual([{ sender: 0, position: 3, length: 7, packetNumber: 5 }])
    expect(script.counts).toMatchObject({ gaps: 1, gapBytes: 7 })
  })

  test('bytes that the peer acknowledged and nobody saw are given up after some packets, not at once', () => {
    const script = new StreamScript().handshake().at('a', 0, 'abc').at('a', 10, 'xyz').ack('b', 13)
    expect(script.timeline('a')).toBe('abc')
    script.at('a', 3, 'defghij')
    expect(script.timeline('a')).toBe('abcdefghijxyz')
    script.at('a', 20, '!').ack('b', 21)
    for (let i = 0; i < 16; i++) script.send('b', '.')
    expect(script.timeline('a')).toBe('abcdefghijxyz<7>!')
    expect(script.end().counts.gaps).toBe(1)
  })

  test('a second hole that the peer has not acknowledged waits on', () => {
    const script = new StreamScript().handshake().at('a', 5, 'fgh').at('a', 20, 'uvw').ack('b', 8)
    for (let i = 0; i < 20; i++) script.ack('b', 8)
    expect(script.timeline('a')).toBe('<5>fgh')
    expect(script.end().timeline('a')).toBe('<5>fgh<12>uvw')
  })

  test('512 waiting segments are the limit', () => {
    const script = new StreamScript().handshake()
    for (let i = 0; i < 512; i++) script.at('a', 10 + 2 * i, 'x')
    expect(script.timeline('a')).toBe('')
    script.at('a', 10 + 2 * 512, 'x')
    expect(script.timeline('a')).toBe('<10>x')
  })

  test('a mebibyte of waiting bytes is the limit', () => {
    const script = new StreamScript().handshake()
    const piece = 'x'.repeat(60_000)
    for (let i = 0; i < 18; i++) script.at('a', 5 + i * piece.length, piece)
    expect(script.timeline('a').slice(0, 4)).toBe('<5>x')
    expect(script.text('a').length).toBe(18 * piece.length)
  })

  test('a packet cut by the capture leaves a gap at once', () => {
    const script = new StreamScript().handshake().raw('a', { offset: 0, text: 'abc', missing: 4 }).at('a', 7, 'hij')
    expect(script.timeline('a')).toBe('abc<4>hij')
  })

  test('cut packets out of order too', () => {
    const script = new StreamScript().handshake().raw('a', { offset: 7, text: 'hij', missing: 4 })
    script.raw('a', { offset: 0, text: 'abc', missing: 4 }).at('a', 14, 'op')
    expect(script.timeline('a')).toBe('abc<4>hij<4>op')
  })

  test('FIN proves that bytes in front of it are missing', () => {
    const script = new StreamScript().handshake().at('a', 0, 'abc').raw('a', { flags: 'FA', offset: 8 }).end()
    expect(script.timeline('a')).toBe('abc<5>')
    expect(script.events.at(-1)).toBe('0 a fin')
  })

  test('settle gives up what can no longer come, once the conversation has been still', () => {
    const script = new StreamScript().handshake().at('a', 3, 'def').ack('b', 6)
    script.reassembler.settle(script.seconds + 9)
    expect(script.timeline('a')).toBe('')
    script.reassembler.settle(script.seconds + 11)
    expect(script.timeline('a')).toBe('<3>def')
  })
})

describe('probes', () => {
  test('keep-alives with and without a byte are counted and ignored', () => {
    const script = new StreamScript().handshake().send('a', 'abc').raw('a', { offset: 2 })
    script.raw('a', { offset: 2, text: '\0' }).send('a', 'def').end()
    expect(script.text('a')).toBe('abcdef')
    expect(script.counts).toMatchObject({ keepAlives: 2, conflicts: 0, retransmissions: 0 })
  })

  test('a keep-alive behind a hole is no conflict', () => {
    const script = new StreamScript().handshake().at('a', 5, 'fgh').raw('a', { offset: 7, text: '\0' })
    script.at('a', 0, 'abcde').end()
    expect(script.text('a')).toBe('abcdefgh')
    expect(script.counts).toMatchObject({ keepAlives: 1, conflicts: 0 })
  })

  test('keep-alives before the first data', () => {
    const script = new StreamScript().ack('b', 0).raw('a', { offset: -1, text: '\0' }).send('a', 'abc').end()
    expect(script.timeline('a')).toBe('abc')
    const bare = new StreamScript().raw('a', { offset: -1 }).send('a', 'abc').end()
    expect(bare.timeline('a')).toBe('abc')
  })

  test('a zero-window probe is the first byte of what follows', () => {
    const script = new StreamScript().handshake().send('a', 'abc').raw('b', { offset: 0, ack: 3, window: 0 })
    script.at('a', 3, 'd').raw('b', { offset: 0, ack: 3, window: 500 }).at('a', 3, 'def').end()
    expect(script.text('a')).toBe('abcdef')
    expect(script.counts).toMatchObject({ zeroWindowProbes: 1, conflicts: 0 })
  })
})

describe('missing handshake', () => {
  test('starts at the first byte seen', () => {
    const script = new StreamScript().at('a', 100, 'abc').at('a', 103, 'def').end()
    expect(script.timeline('a')).toBe('abcdef')
    expect(script.conversations[0]!.opener).toBe('unknown')
  })

  test("the peer's acknowledgment tells where, so that order is kept from the first segment", () => {
    const script = new StreamScript().ack('b', 100).at('a', 103, 'def').at('a', 100, 'abc').end()
    expect(script.timeline('a')).toBe('abcdef')
  })

  test('a segment older than that acknowledgment moves the start', () => {
    const script = new StreamScript().ack('b', 103).at('a', 100, 'abc').at('a', 103, 'def').end()
    expect(script.timeline('a')).toBe('abcdef')
  })

  test('only the answer was seen: who opened is known', () => {
    const script = new StreamScript().raw('b', { flags: 'SA', offset: -1, ack: 0 }).send('a', 'abc').end()
    expect(script.conversations[0]).toMatchObject({ opener: 'a', a: { port: 40_001 }, b: { port: 8767 } })
  })

  test('a handshake that the capture shows late still tells who opened', () => {
    const script = new StreamScript().send('b', 'banner').send('a', 'abc').raw('a', { flags: 'S', offset: -1 }).end()
    expect(script.conversations.length).toBe(1)
    expect(script.conversations[0]!.opener).toBe('a')
  })
})

describe('conversations', () => {
  test('a is who opened, whatever the ports', () => {
    const script = new StreamScript({ ports: { a: 80, b: 50_000 } }).handshake().end()
    expect(script.conversations[0]).toMatchObject({ opener: 'a', a: { address: '192.0.2.1', port: 80 } })
  })

  test('without handshake the lower port is the server', () => {
    const script = new StreamScript({ ports: { a: 80, b: 50_000 } }).send('a', 'x').end()
    const { a, b } = script.conversations[0]!
    expect([a.port, b.port, guessServer({ a, b }), guessServer({ a: b, b: a })]).toEqual([50_000, 80, 'b', 'a'])
  })

  test('a repeated SYN is the same conversation, another number a new one', () => {
    const script = new StreamScript().raw('a', { flags: 'S', offset: -1 }).raw('a', { flags: 'S', offset: -1 })
    expect(script.conversations.length).toBe(1)
    expect(script.counts.retransmissions).toBe(1)
    script.raw('a', { flags: 'S', offset: 4999 }).raw('b', { flags: 'SA', offset: -1, ack: 5000 }).at('a', 5000, 'x')
    expect(script.conversations.length).toBe(2)
    expect(script.end().timeline('a')).toBe('x')
  })

  test('ports used again after FIN, after RST and after silence', () => {
    const script = new StreamScript().handshake().send('a', 'one').fin('a').fin('b')
    script.restart(7_000_000, 90_000).handshake().send('a', 'two').raw('b', { flags: 'R', offset: 0 })
    // The same initial number again, as a device without a random source does after a reset.
    script.restart(7_000_000, 3).handshake().send('a', 'three')
    // No end was seen; the device lost power, and its numbers start close to the old ones.
    script.restart(7_000_900, 3_000_000_000).handshake().send('a', 'four').end()
    expect(script.pieces.map(({ conversation, text }) => [conversation, text])).toEqual([
      [0, 'one'],
      [1, 'two'],
      [2, 'three'],
      [3, 'four'],
    ])
    expect(script.done).toEqual([0, 1, 2])
  })

  test('ports used again when only data shows it', () => {
    const script = new StreamScript().handshake().send('a', 'one').send('b', 'ok').fin('a').fin('b')
    script.restart(2_000_000_000, 3_000_000_000).send('a', 'two').end()
    expect(script.pieces.map(({ conversation }) => conversation)).toEqual([0, 0, 1])
  })

  test('data behind its own FIN is a new conversation, what repeats the old is not', () => {
    const script = new StreamScript().handshake().send('a', 'one').fin('a').fin('b').at('a', 0, 'one')
    expect(script.conversations.length).toBe(1)
    expect(script.counts.retransmissions).toBe(1)
    script.at('a', 20, 'two').end()
    expect(script.pieces.map(({ conversation, text }) => [conversation, text])).toEqual([
      [0, 'one'],
      [1, 'two'],
    ])
  })

  test('a number far ahead in a living conversation is a gap when the acknowledgment fits', () => {
    const script = new StreamScript().handshake().send('a', 'one').at('a', 50_000_000, 'two').end()
    expect(script.timeline('a')).toBe('one<49999997>two')
    expect(script.conversations.length).toBe(1)
  })

  test('a late answer to a forgotten attempt does not disturb', () => {
    const script = new StreamScript().raw('a', { flags: 'S', offset: -1 }).restart(5_000_000, 9000).handshake()
    script.send('a', 'x').end()
    expect(script.conversations.map(({ packets }) => packets)).toEqual([1, 4])
  })

  test('IPv6 and mapped IPv4 addresses', () => {
    const script = new StreamScript({ addresses: { a: '2001:db8::1', b: '2001:db8::2' } }).handshake().send('a', 'x')
    expect(script.conversations[0]).toMatchObject({ a: { address: '2001:db8::1' }, b: { address: '2001:db8::2' } })
    const mapped = new StreamScript({ addresses: { a: '::ffff:192.0.2.1', b: '::ffff:198.51.100.2' } }).handshake()
    expect(mapped.conversations[0]).toMatchObject({ a: { address: '192.0.2.1' }, b: { address: '198.51.100.2' } })
  })

  test('a flood of attempts does not keep every conversation in memory', () => {
    const script = new StreamScript({ limit: 100 })
    script.handshake().send('a', 'kept')
    for (let port = 1000; port < 6000; port++) {
      script.raw('a', { flags: 'S', offset: -1, sourcePort: port })
      if (port % 20 === 0) script.send('a', '.')
    }
    expect(script.conversations.length).toBe(5001)
    // The one in use was never forgotten.
    expect(script.text('a', 0).length).toBe(4 + 250)
    expect(script.conversations[0]!.packets).toBe(4 + 250)
  })
})

test('bytes are told apart from their buffer: the sink may see them only during the call', () => {
  const script = new StreamScript().handshake().at('a', 3, 'def')
  script.at('a', 0, 'abc').end()
  expect(bytes(script.text('a'))).toEqual(bytes('abcdef'))
})
