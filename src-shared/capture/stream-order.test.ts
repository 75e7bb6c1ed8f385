// Properties of TCP reassembly: however a stream is cut, reordered and repeated, the same bytes come out.

import { expect, test } from 'vitest'
import { createRandom, type Random } from './testing/random.ts'
import { StreamScript } from './testing/stream-script.ts'

interface Piece {
  side: 'a' | 'b'
  offset: number
  text: string
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz'

function makeText(random: Random, length: number): string {
  return Array.from({ length }, () => alphabet[random.below(26)]!).join('')
}

/** Cuts a text into segments; some overlap their neighbours. */
function cut(random: Random, side: 'a' | 'b', text: string): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < text.length;) {
    const length = random.chance(0.1) ? random.between(2, 4) : random.between(4, 300)
    const start = random.chance(0.1) ? Math.max(0, at - random.below(50)) : at
    pieces.push({ side, offset: start, text: text.slice(start, at + length) })
    at += length
  }
  return pieces
}

/** The segments of both sides as a bad network delivers them: late by up to `reach` places, some twice. */
function deliver(random: Random, pieces: Piece[], reach: number): Piece[] {
  const repeated = pieces.filter(() => random.chance(0.1))
  return [...random.shuffle(pieces, reach), ...random.shuffle(repeated)]
}

function makeScript(random: Random): StreamScript {
  const isn = random.pick([1000, 0xffff_ff00, 0x7fff_ff00])
  return new StreamScript({ isn: { a: isn, b: random.below(2 ** 32) } })
}

test('200 ways to cut, reorder and repeat a conversation give the same bytes', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = createRandom(seed)
    const texts = { a: makeText(random, 5000), b: makeText(random, 3000) }
    const script = makeScript(random).handshake()
    const mixed = random.shuffle([...cut(random, 'a', texts.a), ...cut(random, 'b', texts.b)], 4)
    for (const { side, offset, text } of deliver(random, mixed, random.pick([0, 3, 8]))) script.at(side, offset, text)
    script.end()
    expect(script.timeline('a') === texts.a, `seed ${seed}, side a`).toBe(true)
    expect(script.timeline('b') === texts.b, `seed ${seed}, side b`).toBe(true)
    expect(script.counts, `seed ${seed}`).toMatchObject({ gaps: 0, conflicts: 0 })
    expect(script.conversations.length, `seed ${seed}`).toBe(1)
  }
})

test('in any order at all, as long as nobody acknowledges more than was seen', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = createRandom(seed)
    const text = makeText(random, 20_000)
    const script = makeScript(random).handshake()
    for (const { side, offset, text: part } of random.shuffle(cut(random, 'a', text))) script.at(side, offset, part)
    expect(script.timeline('a') === text, `seed ${seed}`).toBe(true)
  }
})

test('lost segments become exactly the gaps, and nothing else is lost', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = createRandom(seed)
    const text = makeText(random, 5000)
    const script = makeScript(random).handshake()
    const received: (string | null)[] = Array.from({ length: text.length }, () => null)
    const kept = cut(random, 'a', text).filter(() => random.chance(0.8))
    for (const { side, offset, text: part } of deliver(random, kept, random.pick([0, 3]))) {
      script.at(side, offset, part)
      for (const [i, letter] of [...part].entries()) received[offset + i] = letter
      if (random.chance(0.3)) script.send('b', '.')
    }
    script.fin('a').end()
    const end = received.findLastIndex((letter) => letter !== null) + 1
    const expected = received.slice(0, end).map((letter) => letter ?? ' ')
    const timeline = script.timeline('a').replace(/<(\d+)>/g, (_, length: string) => ' '.repeat(Number(length)))
    expect(timeline, `seed ${seed}`).toBe(expected.join(''))
    for (const { position, text: part } of script.pieces.filter(({ sender }) => sender === 0)) {
      expect(text.slice(position, position + part.length), `seed ${seed}`).toBe(part)
    }
  }
})

test('10,000 random segments on few ports never throw, and positions only grow', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = createRandom(seed)
    const script = new StreamScript()
    for (let i = 0; i < 500; i++) {
      script.raw(random.pick(['a', 'b']), {
        flags: random.pick(['A', 'PA', 'PA', 'S', 'SA', 'FA', 'R', 'SF', '', 'SFRPA']),
        offset: random.chance(0.8) ? random.below(300) : random.below(2 ** 32) - 2 ** 31,
        text: makeText(random, random.below(20)),
        ack: random.chance(0.8) ? random.below(300) : random.below(2 ** 32),
        window: random.pick([0, 500]),
        missing: random.chance(0.1) ? random.below(20) : 0,
      })
    }
    script.end()
    expect(script.conversations.length, `seed ${seed}`).toBeGreaterThan(0)
    for (const { length } of script.gaps) expect(length, `seed ${seed}`).toBeGreaterThan(0)
    for (const { length } of script.conflicts) expect(length, `seed ${seed}`).toBeGreaterThan(0)
  }
})
