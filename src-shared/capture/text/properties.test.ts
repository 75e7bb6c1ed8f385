// What must hold for every text: runs tile it, nothing throws, chunks do not matter, frames among prose are found and no
// others, hostile text takes linear time.

import { describe, expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { longestLine } from './lines.ts'
import { readText } from './read-text.ts'
import * as frame from './testing/frames.ts'
import { bytesOf, rows, spell } from './testing/frames.ts'
import { probeDouble } from './testing/probe-double.ts'
import { TextReader } from './text-reader.ts'
import type { TextFrame } from './text-result.ts'

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const good = [
  frame.heartbeat,
  frame.heartbeatReply,
  frame.swapped,
  frame.ratesAnswer,
  frame.statusAnswer,
  frame.timeAnswer,
  frame.stopCharge,
  frame.login,
]

const signs = '0123456789abcdefABCDEF  \n\n\t\\|/()[]{}<>（）【】"\'`,;:.-_=→←…'
const words =
  "68 aaf5 7572 0x \\x68 充电桩 --> 2023-05-01 12:00:00 10.0.0.1:80 42/44 00000000: b' \r \0 \u202e \ud800 recv dir".split(
    ' ',
  )
const snippets = [...signs, ...words, ...good]

function randomText(next: () => number): string {
  let text = ''
  for (let i = 0; i < 120; i++) text += snippets[Math.floor(next() * snippets.length)]!
  return text
}

function tile(text: string): string {
  return readText(text, probeDouble)
    .runs.map((run) => text.slice(run.start, run.end))
    .join('')
}

test('random text never throws, and its runs tile it', () => {
  for (let seed = 1; seed <= 600; seed++) {
    const text = randomText(random(seed))
    expect(tile(text), `seed ${seed}`).toBe(text)
  }
})

test('every prefix of a log reads without a throw', () => {
  const text = `[12:00] 收←◆${frame.heartbeat}\n68（起始） 0d（长度）\n00000000: 680d 1400  h...\n{"a":"aA0U","b":[104,13]}\nb'h\\r\\x14'`
  for (let end = 0; end <= text.length; end++) expect(tile(text.slice(0, end))).toBe(text.slice(0, end))
})

describe('text in chunks', () => {
  const whole = (text: string) => readText(text, probeDouble).frames
  test('gives the same frames however it is cut', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed)
      const text = randomText(next)
      const frames: TextFrame[] = []
      const reader = new TextReader(probeDouble, { frame: (one) => frames.push(one), skipped: () => {}, tie: () => {} })
      for (let at = 0; at < text.length;) {
        const end = at + 1 + Math.floor(next() * 40)
        reader.push(text.slice(at, end))
        at = end
      }
      reader.end()
      expect(frames, `seed ${seed}`).toEqual(whole(text))
    }
  })

  test('frames of a log come out as they are found', () => {
    const frames: TextFrame[] = []
    const reader = new TextReader(probeDouble, { frame: (one) => frames.push(one), skipped: () => {}, tie: () => {} })
    for (let i = 0; i < 100; i++) reader.push(`12:00:00 recv ${frame.heartbeat}\n`)
    expect(frames.length).toBeGreaterThanOrEqual(98)
  })

  test('a line far over the limit is read in pieces, and says so', () => {
    const count = Math.ceil((2.5 * longestLine) / 34)
    const spaced = `${spell(frame.heartbeat, ' ')} `.repeat(count)
    expect(readText(spaced, probeDouble, { runs: false }).frames.length).toBe(count)
    const text = frame.heartbeat.repeat(count)
    const { frames, lines, splitLines } = readText(text, probeDouble, { runs: false })
    expect(frames.length).toBe(count)
    expect([lines, splitLines]).toEqual([1, 1])
    const broken = frames.filter((one) => one.notes.some((note) => note.code === 'line_split'))
    expect(broken.length).toBe(2)
    expect(frames.every((one, i) => one.source.line === 1 && one.source.column === 34 * i + 1)).toBe(true)
  })
})

const printers: ((hex: string, next: () => number) => string)[] = [
  (hex) => hex,
  (hex) => spell(hex, ' '),
  (hex) => spell(hex.toUpperCase(), '-'),
  (hex) => `{"data":"${hex}","len":${hex.length / 2}}`,
  (hex) => `{"ts":1682913600123,"payload":"${Buffer.from(bytesOf(hex)).toString('base64')}"}`,
  (hex) => `0x${spell(hex, ', 0x')}`,
  (hex) => `[${bytesOf(hex).join(', ')}]`,
  (hex) => `data:\n${rows(hex, 16)}`,
  (hex) =>
    bytesOf(hex)
      .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
      .join(''),
  (hex) =>
    spell(hex, ' ', 16)
      .split(' ')
      .map((row, i) => `${(16 * i).toString(16).padStart(8, '0')}: ${spell(row, ' ', 2)}`)
      .join('\n'),
]
const prose = [
  '2023-05-01 12:00:00.123 [nioEventLoopGroup-3-1] INFO c.y.Gateway - 心跳检测完成，在线 68 台，离线 12 台',
  '1、重启OK',
  '11.1 远程重启',
  '',
  '--------------------------------',
  '42 / 44',
  '桩编号 55031412782305，订单 32010200000000111511161555350260，金额 68.50 元',
  'java.lang.NullPointerException: null\n\tat com.example.Gateway.read(Gateway.java:168)',
  'trace=5c1c3f9a-68ab-4e1d-9f00-123456789abc mac=68:0d:14:00:00:03 ip=10.0.0.9:51234',
  'GET /api/v1/piles/10319042800003?from=1682913600 HTTP/1.1 200 680',
]
const heads = [
  '',
  '',
  '收到报文：',
  '[12:00:00.123] recv ',
  '2023-05-01 12:00:00 INFO [10.0.0.9:51234] <== ',
  'c-->s:',
  '  ',
  '> ',
]

test('frames put among prose and log lines are found, and no others', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const next = random(seed)
    const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!
    const wanted: string[] = []
    const lines: string[] = []
    for (let i = 0; i < 8; i++) {
      for (let n = Math.floor(next() * 3); n > 0; n--) lines.push(pick(prose))
      const hex = pick(good)
      const printed = pick(printers)(hex, next)
      // Tables and dumps stand on lines of their own.
      lines.push(printed.includes('\n') ? printed : pick(heads) + printed)
      wanted.push(hex)
    }
    const { frames } = readText(lines.join(pick(['\n', '\r\n'])), probeDouble)
    expect(
      frames.map((one) => formatHex(one.bytes)),
      `seed ${seed}:\n${lines.join('\n')}`,
    ).toEqual(wanted)
  }
})

describe('hostile text takes linear time', () => {
  const size = 1 << 18
  const fill = (text: string) => text.repeat(Math.ceil(size / text.length)).slice(0, size)
  test.each([
    ['start bytes', fill('68')],
    ['start bytes with blanks', fill('68 ')],
    ['start bytes, one per line', fill('68\n')],
    ['long lengths', fill('aaf5ff7f')],
    ['long lengths in a log', fill('recv aaf5ff7f00001122\n')],
    ['headers that repeat', fill('68ff7fff7f68')],
    ['opening brackets', fill('([{<')],
    ['brackets within brackets', `${'('.repeat(size / 2)}${')'.repeat(size / 2)}`],
    ['quotes', fill('"\'`')],
    ['half open strings', fill('"\\x68')],
    ['digits', fill('1')],
    ['lone digits', fill('1 ')],
    ['versions', fill('1.2.3.4.')],
    ['words with numbers', fill('1-a-2-b-')],
    ['times', fill('12:34:56:')],
    ['arrows', fill('-->')],
    ['escapes', fill('\\x68\\x0d')],
    ['base64', fill('aA0UAAADEDGQQoAAAwEAo40 ')],
    ['dumps', fill('00000000: 680d 1400\n')],
    ['names and fields', fill('起始: 68\n长度: 0d\n')],
    ['blanks', `${fill(' ')}x`],
  ])('%s', (_name, text) => {
    // Processor time, not the clock's: other programs may be busy. Quadratic time exceeds the bound by far.
    const started = process.cpuUsage()
    readText(text, probeDouble)
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(3)
  })
})
