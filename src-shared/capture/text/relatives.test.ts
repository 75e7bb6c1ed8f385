// Relatives of the literal inputs: the same kinds of text with other protocols, times, separators, tools and mistakes.

import { describe, expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { readText } from './read-text.ts'
import * as frame from './testing/frames.ts'
import { bytesOf, rows, spell } from './testing/frames.ts'
import { probeDouble } from './testing/probe-double.ts'
import type { TextFrame } from './text-result.ts'

const {
  heartbeat,
  heartbeatReply,
  login,
  ratesAnswer,
  statusAnswer,
  stopCharge,
  timeAnswer,
  wrongChecksum,
  wrongLength,
} = frame

type Wanted = string | (Partial<Omit<TextFrame, 'bytes'>> & { hex: string; line?: number; note?: string })

/** Reads the text and compares the frames, and of each what the expectation names. */
function check(text: string, wanted: Wanted[]): void {
  const { frames, runs } = readText(text, probeDouble)
  const list = wanted.map((one) => (typeof one === 'string' ? { hex: one } : one))
  expect(frames.map((found) => formatHex(found.bytes))).toEqual(list.map((one) => one.hex))
  list.forEach(({ hex: _hex, line, note, ...rest }, i) => {
    expect(frames[i]).toMatchObject(rest)
    if (line !== undefined) expect(frames[i]!.source.line).toBe(line)
    if (note !== undefined) expect(frames[i]!.notes.map((one) => one.code)).toContain(note)
  })
  expect(runs.map((run) => text.slice(run.start, run.end)).join('')).toBe(text)
}

const upper = (hex: string) => hex.toUpperCase()

describe('separators', () => {
  test.each([
    ['upper case', upper(stopCharge)],
    ['blanks', spell(stopCharge, ' ')],
    ['two blanks', spell(stopCharge, '  ')],
    ['tabs', spell(stopCharge, '\t')],
    ['commas', spell(stopCharge, ',')],
    ['commas and blanks', spell(upper(stopCharge), ', ')],
    ['semicolons', spell(stopCharge, '; ')],
    ['dots', spell(stopCharge, '.')],
    ['underscores', spell(stopCharge, '_')],
    ['bars', spell(stopCharge, ' | ')],
    ['hyphens', spell(upper(stopCharge), '-')],
    ['colons', spell(stopCharge, ':')],
    ['groups of four bytes', `<${spell(stopCharge, ' ', 4)}>`],
    ['groups of two bytes', spell(stopCharge, ' ', 2)],
    ['0x before the whole', `0x${stopCharge}`],
    ['0x before each', spell(stopCharge, ' 0x').replace(/^/, '0x')],
    ['h behind each', `${spell(upper(stopCharge), 'H ')}H`],
    ['$ before each, as in Pascal', `$${spell(upper(stopCharge), ',$')}`],
    ['&H before each, as in Basic', `&H${spell(upper(stopCharge), ', &H')}`],
    ['percent signs', `%${spell(upper(stopCharge), '%')}`],
    ['each in quotes', `["${spell(stopCharge, '","')}"]`],
    ['each in brackets', `[${spell(stopCharge, '][')}]`],
    ['full-width digits', [...stopCharge].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')],
    ['no-break blanks', spell(stopCharge, '\u00a0')],
    ['blanks of no width', spell(stopCharge, '\u200b')],
    ['HTML blanks', spell(stopCharge, '&nbsp;')],
    ['in an HTML table cell', `<tr><td>${spell(stopCharge, ' ')}</td></tr>`],
    ['Chinese quotes', `“${spell(stopCharge, ' ')}”`],
    ['bytea of PostgreSQL', `\\x${stopCharge}`],
    ['SQL literal', `INSERT INTO t VALUES (7, X'${upper(stopCharge)}', 'ok');`],
  ])('%s', (_name, text) => check(text, [stopCharge]))
})

describe('arrays of programming languages', () => {
  const numbers = bytesOf(timeAnswer)
  const signed = numbers.map((byte) => (byte > 127 ? byte - 256 : byte))
  test.each([
    [
      'C over several lines',
      `const uint8_t frame[17] = {\n  ${rows(timeAnswer, 8)
        .replace(/\b(\w\w)\b/g, '0x$1,')
        .replaceAll('\n', '\n  ')}\n};`,
    ],
    [
      'C with a comment per line',
      `0x75, 0x72, // start\n${numbers
        .slice(2)
        .map((n) => `0x${n.toString(16)},`)
        .join(' ')} /* rest */`,
    ],
    ['Go, decimal without commas', `[${numbers.join(' ')}]`],
    ['Go, %#v', `[]byte{${numbers.map((n) => `0x${n.toString(16)}`).join(', ')}}`],
    ['Rust, {:x?}', `[${numbers.map((n) => n.toString(16)).join(', ')}]`],
    ['Java over several lines', `[${signed.slice(0, 6).join(', ')},\n ${signed.slice(6).join(', ')}]`],
    ['Java casts', `new byte[] { ${numbers.map((n) => `(byte) 0x${n.toString(16)}`).join(', ')} }`],
    ['Kotlin', `byteArrayOf(${numbers.map((n) => `0x${n.toString(16).padStart(2, '0')}.toByte()`).join(', ')})`],
    ['Node, one number per line', `Uint8Array(17) [\n  ${numbers.join(',\n  ')}\n]`],
    ['Buffer as JSON', `{"type":"Buffer","data":[${numbers.join(',')}]}`],
    ['Erlang', `<<${numbers.join(',')}>>`],
    ['C#, BitConverter', spell(upper(timeAnswer), '-')],
    ['Python list of hex strings', `['${numbers.map((n) => `0x${n.toString(16)}`).join("', '")}']`],
    ['redis-cli', `"ur\\x0f\\x00\\x1e \\x11\\x00\\b\\x10\\x01\\x00h\\xc6\\x01\\x00\\x00"`],
    ['octal escapes', String.raw`"ur\017\000\036 \021\000\b\020\001\000h\306\001\000\000"`],
    ['JavaScript escapes', `"${numbers.map((n) => `\\u00${n.toString(16).padStart(2, '0')}`).join('')}"`],
    [
      'Python bytes inside JSON',
      JSON.stringify({ message: String.raw`recv b'ur\x0f\x00\x1e \x11\x00\x08\x10\x01\x00h\xc6\x01\x00\x00'` }),
    ],
    ['base64 for URLs', `payload=${Buffer.from(numbers).toString('base64url')}`],
    ['base64 bare', Buffer.from(numbers).toString('base64')],
    ['hex of hex', spell(Buffer.from(timeAnswer).toString('hex'), ' ')],
  ])('%s', (_name, text) => check(text, [timeAnswer]))
})

describe('times', () => {
  test.each([
    ['2023-05-01T12:00:00.123Z', '2023-05-01T12:00:00.123Z'],
    ['2023-05-01T12:00:00.123+08:00', '2023-05-01T04:00:00.123Z'],
    ['2023-05-01 12:00:00,123', '2023-05-01T12:00:00.123'],
    ['2023/05/01 12:00:00', '2023-05-01T12:00:00'],
    ['2023/5/1 9:05:07', '2023-05-01T09:05:07'],
    ['2023.05.01 12:00:00.5', '2023-05-01T12:00:00.500'],
    ['20230501 12:00:00', '2023-05-01T12:00:00'],
    ['20230501T120000.250', '2023-05-01T12:00:00.250'],
    ['2023年5月1日 12:00:00', '2023-05-01T12:00:00'],
    ['2023年05月01日 下午3时04分05秒', '2023-05-01T15:04:05'],
    ['[12:00:00.123456]', '12:00:00.123456'],
    ['12:00:00:123', '12:00:00.123'],
    ['05-01 12:00:00.123', '12:00:00.123'],
    ['May  1 12:00:00 host app[123]:', '12:00:00'],
    ['01/May/2023:12:00:00 +0000', '2023-05-01T12:00:00Z'],
    ['5/1/2023 1:02:03 PM', '2023-05-01T13:02:03'],
    ['(1682913600.250000) can0', '2023-05-01T04:00:00.250000Z'],
    ['1682913600123 ', '2023-05-01T04:00:00.123Z'],
    ['时间=20230501120000', '2023-05-01T12:00:00'],
  ])('%s', (written, time) => check(`${written} 收到 ${spell(ratesAnswer, ' ')}`, [{ hex: ratesAnswer, time }]))

  test('a pile number that could be a time is none', () =>
    check(`桩 20231212000010 收到 ${ratesAnswer}`, [{ hex: ratesAnswer, time: null }]))
})

describe('directions', () => {
  test.each([
    ['桩 -> 平台: ', 'up', null],
    ['平台 --> 充电桩 ', 'down', null],
    ['充电桩→服务器：', 'up', null],
    ['server => pile | ', 'down', null],
    ['pile <- server: ', 'down', null],
    ['charger ==> csms ', 'up', null],
    ['C2S ', 'up', null],
    ['s->c:', 'down', null],
    ['c--->s:', 'up', null],
    ['c—>s：', 'up', null],
    ['【上行】', 'up', null],
    ['下行报文：', 'down', null],
    ['Uplink: ', 'up', null],
    ['↓ ', 'down', null],
    ['平台下发：', 'down', null],
    ['充电桩上报：', 'up', null],
    ['收到充电桩报文：', 'up', 'received'],
    ['发送给充电桩：', 'down', 'sent'],
    ['received from charger: ', 'up', 'received'],
    ['RECV: ', 'unknown', 'received'],
    ['Send -> ', 'unknown', 'sent'],
    ['[RX] ', 'unknown', 'received'],
    ['TX: ', 'unknown', 'sent'],
    ['<-- ', 'unknown', 'received'],
    ['>>> ', 'unknown', 'sent'],
    ['12:00:00 IN  ', 'unknown', 'received'],
    ['channelRead: ', 'unknown', 'received'],
    ['2023-05-01 12:00:00 [pool-3-thread-12] DEBUG - writing config, received: ', 'unknown', 'received'],
    ['system is up, link down twice; data ', 'unknown', null],
    ['上下行 ', 'unknown', null],
  ] as const)('%s', (prefix, direction, observed) =>
    check(`${prefix}${stopCharge}`, [{ hex: stopCharge, direction, observed }]),
  )

  test('in a column behind', () => check(`${stopCharge},下行,ok`, [{ hex: stopCharge, direction: 'down' }]))
  test('in JSON behind', () =>
    check(`{"hex":"${stopCharge}","direction":"down"}`, [{ hex: stopCharge, direction: 'down' }]))
})

describe('addresses', () => {
  const hex = ratesAnswer
  test.each([
    ['tcpdump', `12:00:00.1 IP 10.0.0.9.51234 > 10.0.0.2.8767: ${hex}`, '10.0.0.9:51234', '10.0.0.2:8767'],
    ['arrow between', `10.0.0.9:51234 -> 10.0.0.2:8767 ${hex}`, '10.0.0.9:51234', '10.0.0.2:8767'],
    ['from', `Received from /10.0.0.9:51234 data ${hex}`, '10.0.0.9:51234', null],
    ['to', `send to 10.0.0.9:51234 ${hex}`, null, '10.0.0.9:51234'],
    [
      'written by Netty',
      `[id: 0x5c1c3f9a, L:/10.0.0.2:8767 - R:/10.0.0.9:51234] WRITE: 10B ${hex}`,
      '10.0.0.2:8767',
      '10.0.0.9:51234',
    ],
    ['IPv6', `recv [fe80::1]:8767 ${hex}`, '[fe80::1]:8767', null],
  ] as const)('%s', (_name, text, source, destination) => {
    const { frames } = readText(text, probeDouble)
    expect(
      frames.map((found) => [formatHex(found.bytes), found.endpoints.source, found.endpoints.destination]),
    ).toEqual([[hex, source, destination]])
  })
})

describe('numbers that are no bytes', () => {
  test.each([
    [
      'thread and line number',
      `12:00:00 [http-8080-exec-68] (Gateway.java:68) len=17 seq=0020 ${heartbeat} cost 12 ms`,
    ],
    ['line numbers', `   12  ${spell(heartbeat, ' ')}\n   13  ok`],
    ['grep with file and line', `log/app.log:1234:recv ${heartbeat}`],
    ['ANSI colours', `\u001b[32mDEBUG\u001b[0m ${heartbeat}\u001b[0m`],
    [
      'UUID, hardware address and hash',
      `trace=68ab3f9a-68ab-4e1d-9f00-123456789abc mac 68:0d:14:00:00:03 md5=680d14000003103190428000030100aa ${heartbeat}`,
    ],
    ['count and signal strength', `(17 bytes) rssi=-70 ${spell(heartbeat, ' ')} [17]`],
    ['CSV with identifiers', `6812345678,55031412782305,${heartbeat},68,17`],
    ['markdown table', `| 12 | 0x03 | \`${spell(heartbeat, ' ')}\` | 17 |`],
    [
      'counted price list in captions',
      `68（起始） 0d（长度 13） 1400（序号 20） 00 03（类型：心跳 3） 10319042800003（桩号（14 位）） 01（枪 1） 00 a38d（校验 16 位）`,
    ],
  ])('%s', (_name, text) => check(text, [heartbeat]))

  test.each([
    ['prose', '共 68 条记录，其中 12 条在 2023-05-01 12:00:00 之后；订单号 6812345678901234，金额 68.50 元。'],
    ['heading numbers', '1、重启OK\n11.1 远程重启\n12 心跳\n第 68 页\n68 / 99'],
    ['a table of numbers', '68, 12, 14, 20\n68, 13, 15, 21\n70, 11, 16, 22\n68, 12, 10, 25\n68, 18, 14, 20'],
    ['a phone number', '联系电话 6813800001111'],
    [
      'a configuration',
      'port=8768\ntimeout: 68\nversion 1.68.0\nid: 680d1400-0003-1031-9042-800003010011\nmac: 68:f7:28:12:34:56',
    ],
    ['a program', 'for (int i = 0; i < 68; i++) { sum += buf[68 + i] * 0x68; }\nreturn 0xAA;'],
    ['hashes', 'commit 680d14e2b3a4958677665544332211ffeeddccbb\nmd5 (a.bin) = aaf5e2b3a4958677665544332211ffee'],
  ])('no frame in %s', (_name, text) => check(text, []))
})

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

describe('logs of other programs', () => {
  const [h, k] = [heartbeat, heartbeatReply]
  const both = (up: object, down: object) => [
    { hex: h, ...up },
    { hex: k, ...down },
  ]
  const received = { observed: 'received' }
  const sent = { observed: 'sent' }
  test.each([
    [
      'NetAssist, both ways',
      `[2024-01-01 10:00:00.000]# RECV HEX FROM 192.168.1.10 :5000>\n${spell(h, ' ')} \n\n[2024-01-01 10:00:01.000]# SEND HEX TO 192.168.1.10 :5000>\n${spell(k, ' ')} \n\n`,
      both({ ...received, time: '2024-01-01T10:00:00.000' }, { ...sent, time: '2024-01-01T10:00:01.000' }),
    ],
    [
      'socat -x',
      `< 2023/05/01 12:00:00.123456  length=17 from=0 to=16\n ${spell(h, ' ')}\n--\n> 2023/05/01 12:00:00.223456  length=17 from=0 to=16\n ${spell(k, ' ')}\n--`,
      both(received, sent),
    ],
    ['request and reply on one line', `12:00:01 收到 ${h} 回复 ${k}`, both(received, sent)],
    [
      'captions in brackets between two frames',
      `接收：${spell(h, ' ')}（心跳）发送：${spell(k, ' ')}（应答）`,
      both(received, sent),
    ],
    [
      'JSON, two objects on a line',
      `[{"hex":"${h}","dir":"up","ts":1682913600123},{"hex":"${k}","dir":"down","ts":1682913600223}]`,
      both(
        { direction: 'up', time: '2023-05-01T04:00:00.123Z' },
        { direction: 'down', time: '2023-05-01T04:00:00.223Z' },
      ),
    ],
    [
      'JSON in several lines, bytes last',
      `{\n "time": "2023-05-01 12:00:00",\n "direction": "上行",\n "data": "${h}"\n},\n{\n "direction": "下行",\n "data": "${k}"\n}`,
      both({ direction: 'up', time: '2023-05-01T12:00:00', label: null }, { direction: 'down', time: null }),
    ],
    [
      'JSON in several lines, bytes first',
      `{\n "data": "${h}",\n "direction": "上行"\n},\n{\n "data": "${k}"\n}`,
      both({ direction: 'unknown' }, { direction: 'unknown' }),
    ],
    [
      'JSON within JSON',
      JSON.stringify({ time: '2023-05-01 12:00:00', msg: JSON.stringify({ dir: 'up', hex: h }) }),
      [{ hex: h, direction: 'up', time: '2023-05-01T12:00:00' }],
    ],
    [
      'CSV with a heading',
      `time,dir,len,hex\n2023-05-01 12:00:00,recv,17,${h}\n2023-05-01 12:00:01,send,17,${k}`,
      both({ ...received, label: null }, sent),
    ],
    [
      'a table of messages',
      `| 序号 | 方向 | 报文 |\n|---|---|---|\n| 10 | 上行 | ${h} |\n| 11 | 下行 | ${k} |`,
      both({ direction: 'up' }, { direction: 'down' }),
    ],
    [
      'a table of fields with remarks',
      `| 字段 | 值 | 说明 |\n|---|---|---|\n| 起始 | 0x68 | 固定 |\n| 长度 | 0x0D | 13 |\n| 序列号 | 0x14 0x00 | 20 |\n| 加密 | 0x00 | 否 |\n| 类型 | 0x03 | 心跳 |\n| 桩号 | 0x10 0x31 0x90 0x42 0x80 0x00 0x03 | |\n| 枪号 | 0x01 | 1 号枪 |\n| 状态 | 0x00 | 正常 |\n| 校验 | 0xA3 0x8D | |`,
      [h],
    ],
    [
      'numbered bytes',
      spell(h, '\n')
        .split('\n')
        .map((byte, i) => `${i}: ${byte}${i % 3 ? '' : ' 字段'}`)
        .join('\n'),
      [h],
    ],
    [
      'numbered rows',
      rows(login, 8)
        .split('\n')
        .map((row, i) => `${i + 9}  ${row}`)
        .join('\n'),
      [login],
    ],
    [
      'Wireshark: follow stream as hex dump',
      `00000000  ${spell(h.slice(0, 32), ' ')}   h......1 .B......\n00000010  8d                                                 .\n    00000000  ${spell(k.slice(0, 32), ' ')}   h......1 .B......\n    00000010  57                                                 W`,
      [h, k],
    ],
    [
      'Wireshark: follow stream as C arrays',
      `char peer0_0[] = { /* Packet 4 */\n${rows(h, 8).replace(/(\w\w)/g, '0x$1,')} };\nchar peer1_0[] = { /* Packet 5 */\n${rows(k, 8).replace(/(\w\w)/g, '0x$1,')} };`,
      [h, k],
    ],
    [
      'ngrep -x',
      `T 10.0.0.9:51234 -> 10.0.0.2:8767 [AP]\n  68 0d 14 00 00 03 10 31    90 42 80 00 03 01 00 a3    h......1.B......\n  8d                                                    .               `,
      [{ hex: h, endpoints: { source: '10.0.0.9:51234', destination: '10.0.0.2:8767', peer: null } }],
    ],
    [
      'a dump with bars',
      `0000 | 68 0d 14 00 00 03 10 31 | h......1\n0008 | 90 42 80 00 03 01 00 a3 | .B......\n0010 | 8d                      | .`,
      [h],
    ],
    ['strace', String.raw`write(5, "h\r\24\0\0\3\0201\220B\200\0\3\1\0\243\215", 17) = 17`, [h]],
    [
      'an assembler',
      `frame db 68h, 0Dh, 14h, 00h, 00h, 03h, 10h, 31h\n      db 90h, 42h, 80h, 00h, 03h, 01h, 00h, 0A3h, 8Dh`,
      [h],
    ],
    [
      'a spreadsheet that dropped zeros',
      '68\tD\t1400\t0\t3\t10319042800003\t1\t0\tA38D',
      [{ hex: h, reading: 'short-hex' }],
    ],
    ['Android', `05-01 12:00:00.123  1234  5678 D YKC     : rx[17] ${spell(h, ' ')}`, [{ hex: h, ...received }]],
    [
      'a pile number in place of the pile',
      `[服务器 -> 32010200000001] ${k}\n32010200000001 --> server: ${h}`,
      [
        { hex: k, direction: 'down' },
        { hex: h, direction: 'up' },
      ],
    ],
    [
      'records of several lines',
      `时间：2023-05-01 12:00:00\n方向：上行\n报文：${spell(h, ' ')}\n\n时间：2023-05-01 12:00:01\n方向：下行\n报文：${spell(k, ' ')}`,
      both({ direction: 'up', time: '2023-05-01T12:00:00' }, { direction: 'down', time: '2023-05-01T12:00:01' }),
    ],
    [
      'pile number and result around',
      `桩号:55031412782305 报文长度:17 报文内容:${h} 结果:成功`,
      [{ hex: h, label: null }],
    ],
  ] as [string, string, Wanted[]][])('%s', (_name, text, wanted) => check(text, wanted))

  test('numbers around a frame are not reported as lost hex', () => {
    const text = `桩号:55031412782305 len,17,${heartbeat} [pid 6812] 设备[32010200000001]上行`
    expect(readText(text, probeDouble).skipped).toEqual([])
  })
})
