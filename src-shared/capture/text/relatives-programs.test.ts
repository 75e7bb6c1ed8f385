// Relatives of the literal inputs: what other programs print.

import { describe, expect, test } from 'vitest'
import { readText } from './read-text.ts'
import { check, type Wanted } from './testing/check.ts'
import { heartbeat, heartbeatReply, login, rows, spell } from './testing/frames.ts'
import { probeDouble } from './testing/probe-double.ts'

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
