// Diagnosis of frames: the golden findings of the samples, single kinds of damage by name, right frames without causes, and
// seeded faults over all protocols.
import { expect, describe, test } from 'vitest'
import { createRandom } from '../capture/testing/random.ts'
import { formatHex } from '../bytes/hex.ts'
import { decodeFrame } from '../protocol/decode.ts'
import { bytesOf, protocolNamed, protocols, sampleFrames } from '../protocol/testing/bundled.ts'
import { decodeWhole, type DecodedFrame } from './decoded-frame.ts'
import { baseFrames } from '../diagnosis/testing/base-frame.ts'
import { faultCase } from '../diagnosis/testing/fault-case.ts'
import { faults } from '../diagnosis/testing/faults.ts'

const envelope = { number: 1, time: null, conversation: null, direction: 'unknown' } as const
const explained = (bytes: Uint8Array, as: string | null = null): DecodedFrame =>
  decodeWhole(protocols, bytes, envelope, as === null ? null : { protocol: protocolNamed(as), dialect: null })
const first = (bytes: Uint8Array, as: string | null = null) =>
  explained(bytes, as).expert.find((one) => one.severity !== 'chat')

const heartbeat = '680d14000003103190428000030100a38d'

describe('golden findings', () => {
  test('G1: four zero bytes too many in a run of zeros', () => {
    const bill37 = formatHex(sampleFrames('ykc').find((bytes) => formatHex(bytes).startsWith('689800660037'))!)
    const at = bill37.indexOf('0000000000', 120) & ~1
    const cause = first(bytesOf(bill37.slice(0, at), '00000000', bill37.slice(at)))!
    expect(cause).toMatchObject({ code: 'bytes_extra', severity: 'error', certainty: 'high' })
    expect(cause.message.zh).toContain('多出 4 个零字节：长度字节 0x98 (152)，即整帧 156 字节，实收 160')
    expect(cause.message.en).toContain('4 extra zero bytes: the length 0x98 (152) means 156 bytes, 160 are here')
    expect(formatHex(cause.repair!)).toBe(bill37)
  })

  test('G2: a length that counts the body only', () => {
    const bytes = bytesOf('680925d30004202312120000100001001d0b')
    const right = sampleFrames('ykc').find((frame) => frame[1] === 9 && frame.length === 17) ?? bytes
    const cause = first(right)!
    expect(cause.code).toBe('length_counts_body')
    expect(cause.message.zh).toContain('长度域 0x09 只数了消息体（9 字节），应为 0x0D（13）')
    expect(cause.message.en).toContain('The length 0x09 counts the body only (9 bytes); it should be 0x0D (13)')
    expect(cause.repair![1]).toBe(0x0d)
  })

  test('G3: checksum bytes swapped, in eight frames', () => {
    const ends = ['d1ac', '222b', '72ed', '7900', '9373', '411d', '03e0', '5a23']
    const frames = sampleFrames('ykc').filter((bytes) => ends.includes(formatHex(bytes).slice(-4)))
    expect(new Set(frames.map((bytes) => formatHex(bytes).slice(-4))).size).toBe(8)
    for (const bytes of frames) {
      const cause = first(bytes)!
      const hex = formatHex(bytes)
      expect(cause).toMatchObject({ code: 'crc_swapped', severity: 'note', certainty: 'high' })
      expect(cause.message.zh).toContain('高低字节反序')
      expect(cause.message.en).toContain('with its bytes swapped')
      expect(formatHex(cause.repair!)).toBe(hex.slice(0, -4) + hex.slice(-2) + hex.slice(-4, -2))
    }
  })

  test('G5: a year since 1900', () => {
    const bytes = sampleFrames('ykc').find((frame) => formatHex(frame).includes('204e3b0d1c0b79'))!
    const cause = first(bytes)!
    expect(cause.code).toBe('year_1900')
    expect(cause.message.zh).toBe(
      '当前时间的年份字节是 121（C 语言 tm_year，自 1900 年计），规范应为 21；已按 2021 年显示。',
    )
    expect(cause.message.en).toContain(
      "the year byte is 121 (C's tm_year, years since 1900); the specification wants 21",
    )
    expect(formatHex(cause.repair!)).toContain('204e3b0d1c0b15')
  })

  test('G6: an 8-bit sum cannot single out a cause, so none is claimed', () => {
    const bytes = sampleFrames('gw376-68').find((frame) => frame.length === 46 && frame.at(-2) === 0x94)!
    const { expert } = explained(bytes)
    expect(expert[0]!.code).toBe('checksum_bad')
    expect(expert[0]!.message.zh).toContain('帧中 94，按字节计算为 6f；8 位累加和指不出是哪个字节错了')
    expect(expert[0]!.message.en).toContain('94 sent, 6f computed; an 8-bit sum cannot single out which byte is wrong')
    expect(expert.some((one) => one.repair)).toBe(false)
  })

  test("G7: the specification's own heartbeat", () => {
    const [cause, fact] = explained(bytesOf('680d000100035503141278230501006890')).expert
    expect(cause).toMatchObject({ code: 'spec_example', severity: 'note' })
    expect(cause!.message.zh).toContain(
      '规范里的示例报文（6.3 节），不是实际通信：它印的校验值 6890 不是这些字节的，应为 600d',
    )
    expect(cause!.message.en).toContain('an example of the specification (clause 6.3), not traffic')
    expect(cause!.repair).toBeUndefined()
    expect(fact!.code).toBe('checksum_bad')
  })

  test('G8: the sum runs through the closing 68; one short of it is told as such', () => {
    const good = bytesOf('75720f001e2011000810010068c6010000')
    expect(first(good)).toBeUndefined()
    const short = bytesOf('75720f001e20110008100100685e010000')
    const cause = first(short)!
    expect(cause.code).toBe('checksum_bad')
    expect(cause.message.zh).toContain('发送方算的是第 0–11 字节，规范是第 0–12 字节')
    expect(cause.message.en).toContain('the sender covered bytes 0–11, the specification bytes 0–12')
  })
})

describe('kinds of damage', () => {
  test.each([
    // In a frame alone, one bit of a hundred fits by accident too often to be offered.
    ['one bit', '680d14000003103190428000030101a38d', 'bit_flip', null],
    ['the start byte is gone', heartbeat.slice(2), 'bytes_missing', heartbeat],
    ['one bit of the start', `6a${heartbeat.slice(2)}`, 'bit_flip', heartbeat],
    ['hex of hex', formatHex(new TextEncoder().encode(heartbeat)), 'hex_of_hex', heartbeat],
    ['Base64', formatHex(new TextEncoder().encode('aA0UAAADEDGQQoAAAwEAo40=')), 'base64', heartbeat],
    ['a line end behind', `${heartbeat}0d0a`, 'bytes_extra', heartbeat],
    ['a preamble', `fefefefe${heartbeat}`, 'bytes_extra', heartbeat],
    ['two frames', heartbeat + heartbeat, 'glued', null],
    ['a cut frame and a whole one', heartbeat.slice(0, 20) + heartbeat, 'glued', null],
    ['signs extended', '680d140000031031ffffff9042ffffff8000030100ffffffa3ffffff8d', 'text_mode', heartbeat],
  ])('%s', (_what, hex, code, repaired) => {
    const cause = first(bytesOf(hex))!
    expect(cause.code).toBe(code)
    expect(cause.repair ? formatHex(cause.repair) : null).toBe(repaired)
  })

  test('a frame of another protocol with the same start', () => {
    const cause = first(bytesOf('6811001100684202339a02010501660620300300000002db16'), 'ykc')!
    expect(cause.code).toBe('foreign_protocol')
    expect(cause.message.zh).toContain(protocolNamed('gw376-68').name.zh)
  })

  test("one bit of the pile's number, repaired where the conversation has that number", () => {
    const bytes = bytesOf('680d14000003103190468000030100a38d')
    const protocol = protocolNamed('ykc')
    const neighbours = () => [decodeFrame(protocol, bytesOf(heartbeat))]
    const { expert } = decodeWhole(protocols, bytes, envelope, { protocol, dialect: null }, { neighbours })
    expect(expert[0]).toMatchObject({ code: 'bit_flip', certainty: 'high' })
    expect(formatHex(expert[0]!.repair!)).toBe(heartbeat)
    expect(first(bytes)!.repair).toBeUndefined()
  })

  test('a length byte over a frame that lacks fields is not repaired: it was cut', () => {
    const { expert } = explained(bytesOf('681e5f0100a73201060001923602240517083412073132'))
    expect(expert.filter((one) => one.repair)).toEqual([])
  })

  test('what is captured is not touched', () => {
    const bytes = bytesOf(`${heartbeat}0d0a`)
    const before = formatHex(bytes)
    explained(bytes)
    expect(formatHex(bytes)).toBe(before)
  })
})

/** What a bill says of money is no damage of its bytes, and examples make it up. */
const isOfBytes = ({ code }: { code: string }) => code !== 'bill_amount'

test('right frames have no cause', () => {
  const bases = baseFrames(protocols, sampleFrames)
  expect(bases.length).toBeGreaterThan(100)
  for (const { bytes, protocol } of bases)
    for (const as of [null, protocol.id])
      expect(
        explained(bytes, as).expert.filter((one) => (one.severity !== 'chat' && isOfBytes(one)) || one.certainty),
      ).toEqual([])
})

test('seeded faults: the right cause first in 95 of 100 that can be told, no wrong repair', () => {
  const seed = 20261127
  const random = createRandom(seed)
  const bases = baseFrames(protocols, sampleFrames)
  const wrong: string[] = []
  let [decidable, right] = [0, 0]
  for (let index = 0; index < Object.keys(faults).length * 20; index++) {
    const fault = faultCase(index, bases, random)
    if (!fault) continue
    const { expert } = explained(fault.bytes, fault.as?.id ?? null)
    const cause = expert.find((one) => one.severity !== 'chat')
    if (fault.isDecidable) decidable++
    if (fault.isDecidable && cause && fault.codes.includes(cause.code)) right++
    const repairs = expert.filter((one) => one.repair)
    expect(repairs.length, `${fault.kind} ${formatHex(fault.bytes)}`).toBeLessThanOrEqual(1)
    const repair = repairs[0]?.repair
    if (repair && (!fault.original || formatHex(repair) !== formatHex(fault.original)))
      wrong.push(`seed ${seed} ${fault.kind} ${formatHex(fault.bytes)} → ${formatHex(repair)}`)
  }
  expect(wrong).toEqual([])
  expect(decidable).toBeGreaterThan(300)
  expect(right / decidable, `seed ${seed}`).toBeGreaterThanOrEqual(0.95)
})
