// Which protocol a frame belongs to, and why: the four bundled ones against each other and against their relatives.
import { describe, expect, test } from 'vitest'
import { formatHex } from '../bytes/hex.ts'
import { randomNumbers } from '../expression/testing/random.ts'
import { bestFrame, certain, detectFrame, Detector } from './detect.ts'
import { bytesOf, protocols, sampleFrames } from './testing/bundled.ts'

const heartbeat = '680d14000003103190428000030100a38d'
const login68 = '681700170068c102339a020002006606203003000000010700000101187516'

const best = (hex: string) => detectFrame(protocols, bytesOf(hex))[0]

describe.each(protocols.map((protocol) => protocol.id))('%s', (id) => {
  test('its own frames are detected, whole ones with proof', () => {
    const wrong = sampleFrames(id).flatMap((bytes) => {
      const [first] = detectFrame(protocols, bytes)
      const found = first && first.score >= certain ? first.decoded.protocol.id : 'unknown'
      return found === id ? [] : [`${formatHex(bytes)} → ${found}`]
    })
    expect(wrong).toEqual([])
  })

  test('right frames score 60 and more, every score has its reasons in both languages', () => {
    for (const bytes of sampleFrames(id)) {
      for (const { decoded, score, reasons } of detectFrame(protocols, bytes)) {
        const { status } = decoded.placement.checksum
        if (decoded.protocol.id === id && decoded.lengthGood && status === 'good' && decoded.message)
          expect(score, formatHex(bytes)).toBeGreaterThanOrEqual(60)
        expect(reasons.length).toBeGreaterThan(0)
        for (const reason of reasons) expect(reason.zh !== '' && reason.en !== '').toBe(true)
      }
    }
  })
})

describe('68 … against 68 …', () => {
  test('a YKC frame is YKC, and why', () => {
    const candidate = best(heartbeat)!
    expect(candidate.decoded.protocol.id).toBe('ykc')
    expect(candidate.score).toBeGreaterThanOrEqual(90)
    expect(candidate.reasons.map((reason) => reason.en)).toEqual(
      expect.arrayContaining(['start bytes fit', 'length fits', 'checksum fits']) as string[],
    )
  })

  test('a 68-LL-68 frame is none of YKC, though it begins alike', () => {
    const candidates = detectFrame(protocols, bytesOf(login68))
    expect(candidates[0]!.decoded.protocol.id).toBe('gw376-68')
    const other = candidates.find((one) => one.decoded.protocol.id === 'ykc')
    expect(other?.score ?? 0).toBeLessThan(certain)
  })

  test('a frame with the length coding of standard 376.1 is a relative of 68-LL-68, and told as one', () => {
    const data = '4202339a02010501660620300300000002'
    const candidate = best(`6846004600 68 ${data} db 16`.replace('db', sum(data)))!
    expect(candidate.decoded.protocol.id).toBe('gw376-68')
    expect(candidate.decoded.frame.foreign).toBe(true)
  })

  test.each([
    ['YKC, first byte', '69' + heartbeat.slice(2), 'ykc'],
    ['68-LL-68, first byte', '60' + login68.slice(2), 'gw376-68'],
    ['68-LL-68, second mark, which makes it look like YKC', login68.replace(/^(.{10})68/, '$160'), 'gw376-68'],
  ])('a damaged start byte, when all else fits: %s', (_what, hex, id) => {
    const candidate = best(hex)!
    expect(candidate.decoded.protocol.id).toBe(id)
    expect(candidate.score).toBeGreaterThanOrEqual(certain)
    expect(candidate.decoded.placement.startMark).toBe(false)
  })

  test('a damaged start byte and a wrong checksum are no frame', () => {
    expect(best('69' + heartbeat.slice(2, -2) + '00')).toBeUndefined()
  })

  // Real relatives that begin with 68: electricity meters, telecontrol. None of them is a charging pile.
  test.each([
    ['DL/T 645-2007, read energy', '68aaaaaaaaaaaa681104333333330516'.replace('0516', '')],
    ['DL/T 645-2007, an answer', '68 12 34 56 78 90 12 68 91 08 33 33 34 33 78 56 34 12 a0 16'],
    ['DL/T 645 with its preamble', 'fefefefe68aaaaaaaaaaaa681300df16'],
    ['IEC 60870-5-104, start', '680407000000'],
    ['IEC 60870-5-104, test', '680443000000'],
    ['IEC 60870-5-104, a measurement', '680e0000000001010300010001000001'],
    ['M-Bus, long frame', '680303685301ee4216'],
    ['188-2004 water meter', '6810111111111111110103901f00d216'],
    ['a telephone number', '36383133'],
    ['HTTP', '474554202f20485454502f312e310d0a'],
    ['zeros', '00000000000000000000'],
    ['one byte', '68'],
    ['nothing', ''],
  ])('%s is no frame of a known protocol', (_what, hex) => {
    const [first] = hex === '' ? detectFrame(protocols, new Uint8Array(0)) : detectFrame(protocols, bytesOf(hex))
    expect(first && first.score >= certain ? `${first.decoded.protocol.id} ${first.score}` : 'unknown').toBe('unknown')
  })
})

/** Low byte of the sum, in hex. */
function sum(hex: string): string {
  return formatHex(Uint8Array.of(bytesOf(hex).reduce((total, byte) => (total + byte) & 0xff, 0)))
}

describe('what readers ask', () => {
  const detector = new Detector(protocols)

  test('a right frame in a stream is proof, its size is known', () => {
    const [first] = detector.probe(bytesOf('0000', heartbeat, '00'), 2)
    expect(first).toMatchObject({ protocol: 'ykc', size: 17, complete: true, checksum: 'good', endMark: true })
    expect(first!.score).toBeGreaterThanOrEqual(90)
  })

  test('a frame that is not all there says how long it will be', () => {
    const [first] = detector.probe(bytesOf(heartbeat.slice(0, 20)), 0)
    expect(first).toMatchObject({ protocol: 'ykc', size: 17, complete: false, checksum: 'absent' })
    expect(first!.score).toBeLessThan(90)
  })

  test('bytes behind the end do not count', () => {
    expect(detector.probe(bytesOf(heartbeat), 0, 10)[0]).toMatchObject({ complete: false })
  })

  test('the next position where a frame could begin', () => {
    const stream = bytesOf('00aa00', '7572', '68', 'aaf5')
    expect([0, 4, 6, 7, 8].map((from) => detector.nextStart(stream, from))).toEqual([3, 5, 6, -1, -1])
  })

  test('a whole frame is judged by every protocol that begins so', () => {
    expect(detector.whole(bytesOf(heartbeat))[0]).toMatchObject({
      protocol: 'ykc',
      lengthGood: true,
      declaredSize: 17,
      checksum: 'good',
    })
    expect(detector.whole(new Uint8Array(0))).toEqual([])
  })
})

test.each(protocols.map(({ id }) => id))(
  '%s: the best reading is the first of all, whatever became of the bytes',
  (id) => {
    const next = randomNumbers(5)
    const below = (limit: number) => Math.floor(next() * limit)
    for (const sample of sampleFrames(id)) {
      const changed = Uint8Array.from(sample)
      changed[below(sample.length)] = below(256)
      for (const bytes of [sample, changed, sample.subarray(0, 1 + below(sample.length))]) {
        const first = detectFrame(protocols, bytes)[0]
        const best = bestFrame(protocols, bytes)
        const told = best && { protocol: best.decoded.protocol.id, score: best.score, slots: best.decoded.slots.count }
        expect(told, formatHex(bytes)).toEqual(
          first ? { protocol: first.decoded.protocol.id, score: first.score, slots: first.decoded.slots.count } : null,
        )
      }
    }
  },
)
