// Relatives of the literal inputs: frames over several lines, dumps, bad frames, frames glued together.

import { describe, expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { readText } from './read-text.ts'
import { check } from './testing/check.ts'
import {
  bytesOf,
  heartbeat,
  heartbeatReply,
  login,
  ratesAnswer,
  rows,
  spell,
  statusAnswer,
  stopCharge,
  timeAnswer,
  wrongChecksum,
  wrongLength,
} from './testing/frames.ts'
import { probeDouble } from './testing/probe-double.ts'

const upper = (hex: string) => hex.toUpperCase()

describe('frames over several lines', () => {
  test.each([
    ['rows of eight', rows(login, 8), login],
    ['rows of eight, indented, with bars', rows(login, 8, '   | '), login],
    ['rows cut within a byte', spell(login, '').replace(/(.{21})/g, '$1\n'), login],
    ['a bare page number between', rows(login, 16).replace('\n', '\n42\n'), login],
    ['a page number with hyphens between', rows(login, 16).replace('\n', '\n- 42 -\n'), login],
    ['a page number in words between', rows(login, 16).replace('\n', '\n\n第 3 页 共 9 页\n\n'), login],
    ['header and footer between', rows(login, 16).replace('\n', '\n充电桩通讯协议 V2.1\n\n3 / 9\n'), login],
    ['blank lines between', rows(login, 8).replaceAll('\n', '\n\n'), login],
    ['comment behind each row', rows(login, 8).replaceAll('\n', '   // 继续\n'), login],
    ['one byte per line', rows(timeAnswer, 1), timeAnswer],
    [
      'one field per line, English',
      '7572 start\n0f00 length\n1e201100 terminal no\n08 command 8\n10 source 1\n01 type\n00 ack\n68 end\nc6010000 sum',
      timeAnswer,
    ],
    [
      'name before each field',
      '起始: 75 72\n长度: 0f 00\n终端号: 1e 20 11 00\n命令: 08\n来源: 10\n类型: 01\n确认: 00\n结束: 68\n校验: c6 01 00 00',
      timeAnswer,
    ],
    [
      'a table of fields',
      '| 起始 | 7572 |\n| 长度 | 0f00 |\n| 终端号 | 1e201100 |\n| 命令 | 08 |\n| 来源 | 10 |\n| 类型 | 01 |\n| 确认 | 00 |\n| 结束 | 68 |\n| 校验 | c6010000 |',
      timeAnswer,
    ],
    ['a time before each row', rows(login, 16, '12:00:00.123 recv: '), login],
    ['quoted mail', rows(login, 16, '> '), login],
    [
      'captions wrapped by a terminal',
      '75 72（起始） 0f 00（长度） 1e 20 11 00（终端号）\n08（命令） 10 01（应答） 00 68 c6 01 00 00（校验）',
      timeAnswer,
    ],
  ])('%s', (_name, text, hex) => check(text, [hex]))

  test('two directions interleaved are not mixed up', () =>
    check(`12:00:01 recv ${login.slice(0, 20)}\n12:00:01 send ${stopCharge}\n12:00:02 recv ${login.slice(20)}`, [
      { hex: login, observed: 'received', time: '12:00:01', note: 'joined' },
      { hex: stopCharge, observed: 'sent' },
    ]))

  test('two piles interleaved are not mixed up', () =>
    check(
      [
        `10.0.0.1:5001 recv ${login.slice(0, 20)}`,
        `10.0.0.2:5002 recv ${heartbeat.slice(0, 12)}`,
        `10.0.0.1:5001 recv ${login.slice(20)}`,
        `10.0.0.2:5002 recv ${heartbeat.slice(12)}`,
      ].join('\n'),
      [login, heartbeat],
    ))

  test('the head cut right behind the start byte', () =>
    check(`[22:00:41.748]收←◆68\n[22:00:41.810]收←◆${heartbeat.slice(2)}`, [{ hex: heartbeat, time: '22:00:41.748' }]))

  test('a truncated record does not eat the next ones', () =>
    check(`recv ${login.slice(0, 30)}...\nrecv ${stopCharge}\nrecv ${heartbeat}`, [
      { hex: login.slice(0, 30), missing: 16, note: 'cut_short' },
      stopCharge,
      heartbeat,
    ]))
})

describe('dumps', () => {
  const line = (offset: number, digits: number) => offset.toString(16).padStart(digits, '0')
  const dump = (hex: string, row: (offset: number, bytes: string) => string, width = 16) =>
    spell(hex, '\n', width)
      .split('\n')
      .map((bytes, i) => row(i * width, bytes))
      .join('\n')
  const ascii = (hex: string) =>
    bytesOf(hex)
      .map((n) => (n > 32 && n < 127 ? String.fromCharCode(n) : '.'))
      .join('')
  test.each([
    ['xxd -c 8', dump(login, (at, hex) => `${line(at, 8)}: ${spell(hex, ' ', 2).padEnd(19)}  ${ascii(hex)}`, 8)],
    ['xxd -g1', dump(login, (at, hex) => `${line(at, 8)}: ${spell(hex, ' ').padEnd(47)}  ${ascii(hex)}`)],
    [
      'hexdump -C with the end offset',
      `${dump(login, (at, hex) => `${line(at, 8)}  ${spell(hex, ' ').padEnd(47)}  |${ascii(hex)}|`)}\n0000001f`,
    ],
    ['od in octal', `${dump(login, (at, hex) => `${at.toString(8).padStart(7, '0')} ${spell(hex, ' ')}`)}\n0000037`],
    ['four-digit offsets', dump(login, (at, hex) => `${line(at, 4)}   ${spell(hex, ' ').padEnd(47)}   ${ascii(hex)}`)],
    ['four-digit offsets and colon', dump(login, (at, hex) => `  ${line(at, 4)}: ${spell(hex, ' ')}`)],
    [
      'HxD with its heading',
      `Offset(h) 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n\n${dump(login, (at, hex) => `${upper(line(at, 8))}  ${spell(upper(hex), ' ').padEnd(47)}  ${ascii(hex)}`)}`,
    ],
    [
      'debugger with a hyphen in the middle',
      dump(login, (at, hex) => `${line(at, 8)}  ${spell(hex, ' ').replace(/^(.{23}) /, '$1-')}`),
    ],
    ['a log prefix before each row', dump(login, (at, hex) => `12:00:00.123 DEBUG ${line(at, 4)}: ${spell(hex, ' ')}`)],
    ['offset in brackets', dump(login, (at, hex) => `[${line(at, 4)}] ${spell(hex, ' ')}`)],
  ])('%s', (_name, text) => check(text, [login]))

  test('rows left out with an asterisk', () => {
    const zeros = `${'00'.repeat(40)}`
    const body = `${'01'.repeat(10)}${zeros}`
    const sum = (bytesOf(`0100${body}`).reduce((a, b) => a + b, 0) & 255).toString(16).padStart(2, '0')
    const hex = `aaf53b0010010100${body}${sum}`
    const all = spell(hex, '\n', 16).split('\n')
    expect(all[2]).toBe('00'.repeat(16))
    const text = `00000000  ${spell(all[0]!, ' ')}\n00000010  ${spell(all[1]!, ' ')}\n00000020  ${spell(all[2]!, ' ')}\n00000030  ${spell(all[3]!, ' ')}`
    check(text, [hex])
    const long = `aaf55b0010010100${'00'.repeat(82)}01`
    const longRows = spell(long, '\n', 16).split('\n')
    check(
      `00000000  ${spell(longRows[0]!, ' ')}\n00000010  ${spell(longRows[1]!, ' ')}\n*\n00000050  ${spell(longRows[5]!, ' ')}`,
      [long],
    )
  })

  test('two Netty messages with directions', () => {
    const table = (hex: string) =>
      `         +-------------------------------------------------+\n         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |\n+--------+-------------------------------------------------+----------------+\n${dump(hex, (at, bytes) => `|${line(at, 8)}| ${spell(bytes, ' ').padEnd(47)} |${ascii(bytes).padEnd(16)}|`)}\n+--------+-------------------------------------------------+----------------+`
    check(
      `12:00:01.000 [nioEventLoopGroup-3-1] DEBUG LoggingHandler - [id: 0x5c1c3f9a, L:/10.0.0.2:8767 - R:/10.0.0.9:51234] READ: 31B\n${table(login)}\n12:00:01.010 [nioEventLoopGroup-3-1] DEBUG LoggingHandler - [id: 0x5c1c3f9a, L:/10.0.0.2:8767 - R:/10.0.0.9:51234] WRITE: 25B\n${table(stopCharge)}\n`,
      [
        { hex: login, observed: 'received', time: '12:00:01.000', line: 5 },
        { hex: stopCharge, observed: 'sent', time: '12:00:01.010' },
      ],
    )
  })

  test('a frame split over two packets of tcpdump -X', () => {
    const packet = (payload: string) => {
      const ip = `4500${(40 + payload.length / 2).toString(16).padStart(4, '0')}123400004006${'0000'}0a0000090a000002c822223f0000000100000001501801f600000000`
      return dump(ip + payload, (at, hex) => `\t0x${line(at, 4)}:  ${spell(hex, ' ', 2)}`)
    }
    const head = 'IP 10.0.0.9.51234 > 10.0.0.2.8767: Flags [P.], seq 1:18, length 17'
    check(
      `12:00:00.100000 ${head}\n${packet(login.slice(0, 20))}\n12:00:00.200000 ${head}\n${packet(login.slice(20))}`,
      [
        {
          hex: login,
          time: '12:00:00.100000',
          endpoints: { source: '10.0.0.9:51234', destination: '10.0.0.2:8767', peer: null },
        },
      ],
    )
  })
})

describe('bad frames are frames', () => {
  test.each([
    ['wrong checksum, bare', wrongChecksum, [wrongChecksum]],
    ['wrong checksum in a log', `12:00:00 recv ${spell(wrongChecksum, ' ')} (17 bytes)`, [wrongChecksum]],
    ['wrong length, right checksum', `recv: ${wrongLength} cost 12 ms`, [wrongLength]],
    [
      'wrong length between right ones',
      `${heartbeat}\n${wrongLength}\n${heartbeatReply}`,
      [heartbeat, wrongLength, heartbeatReply],
    ],
    ['wrong checksum, wrapped', rows(wrongChecksum, 8), [wrongChecksum]],
    ['wrong checksum glued before a right one', wrongChecksum + heartbeat, [wrongChecksum, heartbeat]],
    ['wrong checksum with 0x', spell(wrongChecksum, ',0x').replace(/^/, '0x'), [wrongChecksum]],
    [
      'bytes too many, one line',
      `recv ${heartbeat.slice(0, 20)}0000${heartbeat.slice(20)}`,
      [`${heartbeat.slice(0, 20)}0000${heartbeat.slice(20)}`],
    ],
    [
      'one line each, none right',
      `${wrongChecksum}\n${wrongChecksum.slice(0, -2)}91\n${heartbeat.slice(0, -2)}8e`,
      [wrongChecksum, `${wrongChecksum.slice(0, -2)}91`, `${heartbeat.slice(0, -2)}8e`],
    ],
    [
      'a base64 frame with wrong checksum',
      `{"payload":"${Buffer.from(bytesOf(wrongChecksum)).toString('base64')}"}`,
      [wrongChecksum],
    ],
  ])('%s', (_name, text, wanted) => check(text, wanted))
})

describe('glue and surroundings', () => {
  test('three protocols in one line', () =>
    check(spell(heartbeat + stopCharge + ratesAnswer, ' '), [heartbeat, stopCharge, ratesAnswer]))
  test('several frames under one heading share its context', () =>
    check(`平台-->桩 下发\n${rows(stopCharge, 16)}\n${rows(timeAnswer, 16)}`, [
      { hex: stopCharge, direction: 'down' },
      { hex: timeAnswer, direction: 'down' },
    ]))
  test('a heading does not speak for frames after a blank line', () =>
    check(`平台-->桩 停止充电\n${stopCharge}\n\n\n${timeAnswer}`, [
      { hex: stopCharge, direction: 'down', label: '平台-->桩 停止充电' },
      { hex: timeAnswer, direction: 'unknown', label: null },
    ]))
  test('preamble and trailing zeros are told apart from bytes that fit nowhere', () => {
    const { frames, skipped } = readText(`fefefefe${stopCharge}0000\n11 22 33 aa bb cc dd`, probeDouble)
    expect(frames.length).toBe(1)
    expect(skipped.map((one) => [one.reason, formatHex(one.bytes)])).toEqual([
      ['preamble', 'fefefefe'],
      ['padding', '0000'],
      ['no_frame', '112233aabbccdd'],
    ])
  })
  test('the same heartbeat twice, printed alike, is two frames', () =>
    check(`${heartbeat}\n${heartbeat}`, [
      { hex: heartbeat, duplicateOf: null },
      { hex: heartbeat, duplicateOf: null },
    ]))
  test('a second logger that prints the same frame spaced is a copy', () =>
    check(`12:00:00.123 raw ${heartbeat}\n12:00:00.123 decode ${spell(heartbeat, ' ')}`, [
      { hex: heartbeat, duplicateOf: null },
      { hex: heartbeat, duplicateOf: 0 },
    ]))
  test('a count that does not fit is noted', () =>
    check(`# RECV HEX/12 <<<\n${spell(ratesAnswer, ' ')}`, [{ hex: ratesAnswer, note: 'count_differs' }]))
  test('line ends of old Macs', () =>
    check(`recv ${heartbeat}\rrecv ${stopCharge}\r`, [
      { hex: heartbeat, line: 1 },
      { hex: stopCharge, line: 2 },
    ]))
  test('a status answer whose sum is a start byte, glued', () =>
    check(statusAnswer + heartbeat, [statusAnswer, heartbeat]))
})

test('a signed array split over two records', () => {
  const numbers = bytesOf(login).map((byte) => (byte > 127 ? byte - 256 : byte))
  const record = (part: number[]) => `12:00:00 recv [${part.join(', ')}]`
  check(`${record(numbers.slice(0, 12))}\n${record(numbers.slice(12))}`, [{ hex: login, note: 'joined' }])
})
