// The framer's harder cases: formats that must prove themselves, senders that always count wrong, damage next to damage,
// streams made to be slow. The everyday ones are in stream-cutting.test.ts.
import { describe, expect, test } from 'vitest'
import { computeChecksum } from '../bytes/checksum.ts'
import { formatHex } from '../bytes/hex.ts'
import { randomNumbers } from '../expression/testing/random.ts'
import { StreamFramer } from './framing.ts'
import { bytesOf, protocolNamed, protocols, sampleFrames } from './testing/bundled.ts'
import { cpuTime } from '../bytes/testing/cpu-time.ts'
import { byteByByte, cutAt, framed, framesIn } from './testing/framed.ts'

const ykc = protocolNamed('ykc')
const gw376 = protocolNamed('gw376-68')
const heartbeat = '680d14000003103190428000030100a38d'
const reply = '680d140000041031904280000301001257'

/** A YKC frame with these length bytes, right or wrong, whose checksum fits what follows them. */
function ykcFrame(length: readonly number[], rest: readonly number[]): string {
  const covered = Uint8Array.from(rest)
  const crc = computeChecksum('crc16-modbus', covered, 0, covered.length)
  return formatHex(Uint8Array.from([0x68, ...length, ...covered, crc & 0xff, crc >> 8]))
}

const body = [...bytesOf('10319042800003'), 1, 0]
/** Two length bytes, the format of V2.x: sequence 5, plain, type 0x03. */
const longFrame = ykcFrame([0x0d, 0x00], [0x05, 0x09, 0x00, 0x03, ...body])
const bodyCounted = ykcFrame([0x09], [0x14, 0x00, 0x00, 0x03, ...body])
const hugeClaim = ykcFrame([0xff], [0x14, 0x00, 0x00, 0x03, ...body])

/** A 68-LL-68 frame with this length value around user data. */
function gwFrame(length: number, data: string): string {
  const bytes = bytesOf(data)
  const lengthHex = formatHex(Uint8Array.of(length & 0xff, length >> 8))
  const sum = computeChecksum('sum8', bytes, 0, bytes.length)
  return `68${lengthHex}${lengthHex}68${data}${formatHex(Uint8Array.of(sum))}16`
}

const gwData = '4202339a020105016606203003000000 02'.replace(' ', '')
const gwStop = gwFrame(17, gwData)
/** Length coded as in standard 376.1: bits 0–1 are 2, the rest counts. */
const foreign = gwFrame((17 << 2) | 2, gwData)

function cutEverywhere(id: string, hex: string): void {
  const protocol = protocolNamed(id)
  const stream = bytesOf(hex)
  const whole = framed(protocol, [stream])
  for (let at = 0; at <= stream.length; at++)
    expect(framed(protocol, cutAt(stream, [at])), `cut at ${at}`).toEqual(whole)
  expect(framed(protocol, byteByByte(stream)), 'byte by byte').toEqual(whole)
}

describe('formats that must prove themselves', () => {
  test('a two-byte length is found, alone and among others, wherever the stream is cut', () => {
    expect(framesIn(ykc, bytesOf(longFrame, heartbeat, longFrame))).toEqual([longFrame, heartbeat, longFrame])
    cutEverywhere('ykc', longFrame + heartbeat + longFrame)
  })

  test('standard 376.1 length coding is one frame, wherever the stream is cut', () => {
    expect(framesIn(gw376, bytesOf(foreign, gwStop, foreign))).toEqual([foreign, gwStop, foreign])
    cutEverywhere('gw376-68', foreign + gwStop + foreign)
  })

  test('a foreign frame is given as soon as it is whole, without waiting for what its length would be here', () => {
    const found: number[] = []
    const stream = bytesOf(foreign)
    framed(gw376, [stream]).forEach((one) => found.push(one.length))
    expect(framed(gw376, [...byteByByte(stream)])).toEqual([`0:${foreign}`])
  })

  test('cut off at the end of the stream they are no frame', () => {
    expect(framed(ykc, [bytesOf(heartbeat, longFrame.slice(0, 20))])).toEqual([
      `0:${heartbeat}`,
      `17-${longFrame.slice(0, 20)}`,
    ])
  })
})

describe('wrong lengths', () => {
  test('a sender that always counts the body only is understood frame by frame', () => {
    expect(framesIn(ykc, bytesOf(bodyCounted, bodyCounted, bodyCounted))).toEqual([
      bodyCounted,
      bodyCounted,
      bodyCounted,
    ])
  })

  test('lengths that are far too large, one after the other', () => {
    expect(framesIn(ykc, bytesOf(hugeClaim, hugeClaim, hugeClaim, heartbeat))).toEqual([
      hugeClaim,
      hugeClaim,
      hugeClaim,
      heartbeat,
    ])
  })

  test('the last frame of a stream is as long as its checksum says', () => {
    expect(framesIn(ykc, bytesOf(heartbeat, bodyCounted))).toEqual([heartbeat, bodyCounted])
  })

  test('a truncated frame at the end of the stream is given as it is', () => {
    expect(framed(ykc, [bytesOf(heartbeat, reply.slice(0, 20))])).toEqual([
      `0:${heartbeat}`,
      `17:${reply.slice(0, 20)}`,
    ])
  })
})

describe('damage next to damage', () => {
  test('wrong frames of every kind between right ones leave the right ones alone', () => {
    const bad = reply.slice(0, -4) + '0000'
    expect(framesIn(ykc, bytesOf(heartbeat, bad, bad, reply.slice(0, 16), heartbeat, bodyCounted, reply))).toEqual([
      heartbeat,
      bad,
      bad,
      reply.slice(0, 16),
      heartbeat,
      bodyCounted,
      reply,
    ])
  })

  // The specification: with its end mark in place a frame stands as it is, whatever lies inside.
  test('a whole frame inside the data of a damaged one does not cut it, when the damaged one ends as it says', () => {
    const carrier = bytesOf(gwFrame(17 + gwStop.length / 2, gwData + gwStop))
    carrier[8]! ^= 1
    expect(framesIn(gw376, bytesOf(formatHex(carrier), gwStop))).toEqual([formatHex(carrier), gwStop])
  })

  test('but it does when the end mark is missing', () => {
    const carrier = bytesOf(gwFrame(17 + gwStop.length / 2, gwData + gwStop))
    carrier[carrier.length - 1] = 0x17
    expect(framesIn(gw376, carrier)[1]).toBe(gwStop)
  })

  test('a start byte alone in the middle of other bytes is no frame', () => {
    expect(framed(ykc, [bytesOf('0000', '68', '08', '0000', '00', 'ee', '0000000000', heartbeat)])).toEqual([
      '0-000068080000 00ee0000000000'.replace(' ', ''),
      `13:${heartbeat}`,
    ])
  })
})

describe('the cutting does not matter', () => {
  test.each(protocols.map((protocol) => protocol.id))('%s: 250 damaged streams, each cut four ways', (id) => {
    const protocol = protocolNamed(id)
    const extra = id === 'ykc' ? [longFrame, bodyCounted, hugeClaim] : id === 'gw376-68' ? [foreign] : []
    const frames = [...sampleFrames(id), ...extra.map((hex) => bytesOf(hex))]
    for (let seed = 1; seed <= 250; seed++) {
      const next = randomNumbers(seed)
      const below = (limit: number) => Math.floor(next() * limit)
      const stream = damagedStream(frames, below)
      const whole = framed(protocol, [stream])
      const together = whole.map((one) => one.replace(/^\d+[:-]/, '')).join('')
      expect(together, `seed ${seed}: bytes lost`).toBe(formatHex(stream))
      for (let round = 0; round < 4; round++) {
        const cuts = Array.from({ length: below(30) }, () => below(stream.length)).toSorted((a, b) => a - b)
        const pieces = round === 0 ? [...byteByByte(stream)] : cutAt(stream, cuts)
        expect(framed(protocol, pieces), `seed ${seed}, round ${round}`).toEqual(whole)
      }
    }
  })

  /** A dozen frames glued together: cut, flipped, with junk between, preambles, wrong lengths, halves in each other. */
  function damagedStream(frames: readonly Uint8Array[], below: (limit: number) => number): Uint8Array {
    const bytes: number[] = []
    for (let part = 0; part < 12; part++) {
      const frame = [...frames[below(frames.length)]!]
      const kind = below(10)
      if (kind === 0) frame.length = below(frame.length)
      else if (kind === 1) frame[below(frame.length)]! ^= 1 << below(8)
      else if (kind === 2) frame.splice(0, frame.length, ...Array.from({ length: below(20) }, () => below(256)))
      else if (kind === 3) frame[1 + below(2)] = below(256)
      else if (kind === 4) frame.unshift(0xfe, 0xfe, 0xfe, 0xfe)
      else if (kind === 5) frame.splice(below(frame.length), 0, ...frames[below(frames.length)]!)
      bytes.push(...frame)
    }
    return Uint8Array.from(bytes)
  }
})

describe('a megabyte of bytes made to be slow', () => {
  const repeated = (hex: string, size = 1 << 20) => {
    const unit = bytesOf(hex)
    return Uint8Array.from({ length: size }, (_, index) => unit[index % unit.length]!)
  }
  /** A framer whose results are counted only: texts of a megabyte would take longer than the framing. */
  const count = (id: string, pieces: Iterable<Uint8Array>) => {
    let total = 0
    const framer = new StreamFramer(protocolNamed(id), {
      frame: (_bytes, start, end) => (total += end - start),
      skipped: (_bytes, start, end) => (total += end - start),
    })
    for (const piece of pieces) framer.push(piece)
    framer.finish()
    return total
  }

  test.each([
    ['ykc', '68', 'start bytes only'],
    ['ykc', '68ff000000', 'long frames begun at every fifth byte'],
    ['ykc', '68080000000300', 'short wrong frames with a byte between'],
    ['ykc', '68 00100000 01 00', 'claims of 4,000 bytes at every seventh byte'],
    ['aaf5', 'aaf5', 'start bytes only'],
    ['aaf5', 'aaf50080', 'claims of 32 KiB at every fourth byte'],
    ['aaf5', 'aaf509001000650000', 'short wrong frames'],
    ['gw376-68', '68', 'start bytes only'],
    ['gw376-68', '68ff00ff0068', 'claims at every sixth byte'],
    ['gw376-68', '68f7fff7ff68', 'claims of 64 KiB at every sixth byte'],
    ['ur-7572', '7572', 'start bytes only'],
    ['ur-7572', '75720008', 'claims of 2 KiB at every fourth byte'],
  ])('%s, %s repeated: %s', (id, unit) => {
    const stream = repeated(unit)
    expect(cpuTime(() => expect(count(id, [stream])).toBe(stream.length), 1000)).toBeLessThan(1000)
  })

  test.each([
    ['ykc', '68ff000000'],
    ['aaf5', 'aaf50080'],
    ['gw376-68', '68f7fff7ff68'],
  ])('%s, %s repeated, 200,000 bytes one at a time', (id, unit) => {
    const stream = repeated(unit, 200_000)
    expect(cpuTime(() => expect(count(id, byteByByte(stream))).toBe(stream.length), 2000)).toBeLessThan(2000)
  })
})
