// Frames out of streams: the result must not depend on how the stream was cut, and damage costs at most the damaged frame.
import { describe, expect, test } from 'vitest'
import { formatHex } from '../bytes/hex.ts'
import { StreamFramer } from './framing.ts'
import { bytesOf, protocolNamed } from './testing/bundled.ts'
import { growth } from '../bytes/testing/cpu-time.ts'

/** Frames as `offset:hex` and passed-over bytes as `offset-hex`, with neighbouring runs joined. */
function frame(id: string, pieces: readonly Uint8Array[]): string[] {
  const found: string[] = []
  let run: { offset: number; hex: string } | null = null
  const endRun = () => {
    if (run) found.push(`${run.offset}-${run.hex}`)
    run = null
  }
  const framer = new StreamFramer(protocolNamed(id), {
    frame(bytes, start, end, offset) {
      endRun()
      found.push(`${offset}:${formatHex(bytes, start, end)}`)
    },
    skipped(bytes, start, end, offset) {
      run ??= { offset, hex: '' }
      run.hex += formatHex(bytes, start, end)
    },
  })
  for (const piece of pieces) framer.push(piece)
  framer.finish()
  endRun()
  return found
}

function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  return [0, ...at].map((start, index) => bytes.slice(start, at[index] ?? bytes.length))
}

const good = {
  ykc: [
    '680d14000003103190428000030100a38d',
    '680d140000041031904280000301001257',
    '680d71ad0005202312120000100000222b',
  ],
  aaf5: ['aaf50a00100250040054', 'aaf50e0010046700000000000168', 'aaf50a00100250040054'],
  'gw376-68': [
    '681700170068c102339a020002006606203003000000010700000101187516',
    '6811001100684202339a02010501660620300300000002db16',
  ],
  'ur-7572': ['75720f001e2011000810010068c6010000', '75720f001e2011000810010068c6010000'],
}

describe.each(Object.entries(good))('%s', (id, frames) => {
  test('glued frames come apart', () => {
    expect(frame(id, [bytesOf(...frames)]).map((one) => one.split(':')[1])).toEqual(frames)
  })

  test('cut at every position, and byte by byte, gives the same', () => {
    const stream = bytesOf('0011', frames[0]!, 'fefefefe', frames[1]!, frames[0]!, '68')
    const whole = frame(id, [stream])
    for (let at = 0; at <= stream.length; at++) expect(frame(id, cut(stream, [at])), `cut at ${at}`).toEqual(whole)
    expect(
      frame(
        id,
        [...stream].map((byte) => Uint8Array.of(byte)),
      ),
    ).toEqual(whole)
  })

  test('bytes between frames are runs of their own', () => {
    expect(frame(id, [bytesOf('fefefefe', frames[0]!, '000102', frames[1]!)])).toEqual([
      '0-fefefefe',
      `4:${frames[0]}`,
      `${4 + frames[0]!.length / 2}-000102`,
      `${7 + frames[0]!.length / 2}:${frames[1]}`,
    ])
  })

  test('a damaged frame costs only itself', () => {
    const damaged = bytesOf(frames[0]!)
    damaged[damaged.length - 5]! ^= 0x10
    const found = frame(id, [bytesOf(frames[1]!, formatHex(damaged), frames[1]!)])
    expect(found[0]).toBe(`0:${frames[1]}`)
    expect(found.at(-1)).toBe(`${(frames[0]!.length + frames[1]!.length) / 2}:${frames[1]}`)
    expect(found).toHaveLength(3)
  })

  test('a frame cut short ends where the next one begins', () => {
    const short = frames[0]!.slice(0, -4)
    const found = frame(id, [bytesOf(short, frames[1]!)])
    expect(found).toEqual([`0:${short}`, `${short.length / 2}:${frames[1]}`])
  })

  test('1,000 seeded re-segmentations of a damaged stream give the same', () => {
    let state = 42
    const next = (below: number) =>
      Math.floor(((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)
    const parts = Array.from({ length: 30 }, (_, index) => {
      const bytes = bytesOf(frames[index % frames.length]!)
      if (index % 5 === 3) bytes[next(bytes.length)]! ^= 1 << next(8)
      return index % 7 === 5 ? bytes.slice(0, next(bytes.length)) : bytes
    })
    const stream = bytesOf(...parts.map((part) => formatHex(part)))
    const whole = frame(id, [stream])
    for (let round = 0; round < 1_000; round++) {
      const at = Array.from({ length: next(12) }, () => next(stream.length)).sort((a, b) => a - b)
      expect(frame(id, cut(stream, at)), `round ${round}, cut at ${at.join(',')}`).toEqual(whole)
    }
  })
})

describe('ykc', () => {
  const [first, second] = [good.ykc[0]!, good.ykc[1]!]

  test('a length byte that is too small loses nothing', () => {
    const wrong = first.replace(/^680d/, '6809')
    expect(frame('ykc', [bytesOf(second, wrong, second)]).map((one) => one.split(':')[1])).toEqual([
      second,
      wrong,
      second,
    ])
  })

  test('a length byte that is too large loses nothing', () => {
    const wrong = first.replace(/^680d/, '6812')
    expect(frame('ykc', [bytesOf(wrong, second, second)]).map((one) => one.split(':')[1])).toEqual([
      wrong,
      second,
      second,
    ])
  })

  test('frames of a pile whose checksums are all wrong are frames', () => {
    const wrong = first.slice(0, -4) + '0000'
    expect(frame('ykc', [bytesOf(wrong, wrong, wrong, wrong)]).map((one) => one.split(':')[1])).toEqual([
      wrong,
      wrong,
      wrong,
      wrong,
    ])
  })
})

describe('hostile streams take linear time', () => {
  /** Frames `size` bytes of a pattern. */
  const read = (id: string, pattern: string, size: number) => {
    const unit = bytesOf(pattern)
    frame(id, [Uint8Array.from({ length: size }, (_, index) => unit[index % unit.length]!)])
  }
  test.each([
    ['ykc', '68'],
    ['aaf5', 'aaf50080'],
    ['gw376-68', '68ff00ff0068'],
    ['ur-7572', '75720008'],
  ])('%s: %s repeated', (id, pattern) => {
    // Four times the bytes: quadratic work takes sixteen times as long.
    expect(growth((size) => read(id, pattern, size), 100_000, 400_000)).toBeLessThan(10)
  })
})
