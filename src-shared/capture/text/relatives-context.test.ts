// Relatives of the literal inputs: other times, directions, addresses, and numbers that are no bytes.

import { describe, expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { readText } from './read-text.ts'
import { check } from './testing/check.ts'
import { heartbeat, ratesAnswer, spell, stopCharge } from './testing/frames.ts'
import { probeDouble } from './testing/probe-double.ts'

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
