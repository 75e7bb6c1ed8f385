// More relatives of the literal inputs, read with the bundled definitions: logs, dumps, tables and chats as they come in
// from the field, for every protocol.

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { Detector } from '../../protocol/detect.ts'
import { loadDefinitions } from '../../protocol/load.ts'
import { readText } from './read-text.ts'
import { check, type Wanted } from './testing/check.ts'
import { bytesOf, spell } from './testing/frames.ts'

const folder = 'src-shared/definitions'
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const definitions = files.map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }))
const bundledDetector = new Detector(loadDefinitions(definitions).protocols)

const login = '6822000100013201060001923601021056322e31332e3700028986041234567890123400a58e'
const loginReply = '680c010100023201060001923600a187'
const beat = '680d02010003320106000192360201d21e'
const beatReply = '680d03010004320106000192360200a085'
const start = '683009010034320106000192360224051708341207313201060001923602925814703692581471767b80858a8f9440e20100fd1d'
const params = 'aaf52900100101000e151b2201140000000514000f00000003000000040000001e00000002000000c5'
const paramsLong =
  'aaf54800100202000e151b2250494c4532303233313231323030303031000000000000000000000000000000001400000005000f00000003000000040000001e0000000200000059'
const loginG = '681700170068c1034434120002005476989078563412015843211907255816'
const loginAnswerG = '6817001700680b034434120002005476989078563412010302013112240e16'
const beatU = '75721300b17f39050112028931aa0300684c040000'
const beatAnswerU = '75720f00b17f39050102010168d1020000'
const loginU = '75721e00b17f3905021202232007111818300169d002008936010068a8050000'

const up = (hex: string) => spell(hex.toUpperCase(), ' ')
const low = (hex: string) => spell(hex, ' ')
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
const printable = (byte: number) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')
const ascii = (hex: string) => bytesOf(hex).map(printable).join('')
const offset = (at: number, width: number) => at.toString(16).padStart(width, '0')
const lines = (hex: string, width = 16) => spell(hex, '\n', width).split('\n')

/** As `hexdump -C` prints it. */
const hexdump = (hex: string) =>
  lines(hex)
    .map((row, i) => {
      const bytes = spell(row, ' ').split(' ')
      const text = `${bytes.slice(0, 8).join(' ')}  ${bytes.slice(8).join(' ')}`
      return `${offset(i * 16, 8)}  ${text.padEnd(48)}  |${ascii(row)}|`
    })
    .join('\n') + `\n${offset(hex.length / 2, 8)}`

/** As Wireshark copies a packet's bytes as hex and ASCII. */
const wireshark = (hex: string) =>
  lines(hex)
    .map((row, i) => `${offset(i * 16, 4)}  ${spell(row, ' ').padEnd(48)}  ${ascii(row)}`)
    .join('\n')

const netty = (hex: string) =>
  `         +-------------------------------------------------+
         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |
+--------+-------------------------------------------------+----------------+
${lines(hex)
  .map((row, i) => `|${offset(i * 16, 8)}| ${spell(row, ' ').padEnd(47)} |${ascii(row).padEnd(16)}|`)
  .join('\n')}
+--------+-------------------------------------------------+----------------+`

/** An Ethernet, IPv4 and TCP packet around a payload. */
function packet(hex: string, from = '0a000009c822', to = '0a000002223f'): string {
  const total = (40 + hex.length / 2).toString(16).padStart(4, '0')
  const [source, sourcePort] = [from.slice(0, 8), from.slice(8)]
  const [target, targetPort] = [to.slice(0, 8), to.slice(8)]
  return `02004c4f4f5002000000000108004500${total}1234400040060000${source}${target}${sourcePort}${targetPort}000003e8000007d05018200000000000${hex}`
}

const received = { observed: 'received' as const }
const sent = { observed: 'sent' as const }

describe('gateway logs', () => {
  test.each([
    [
      'Netty with logback, several channels',
      `2024-03-11 08:15:30.118 [nioEventLoopGroup-3-7] INFO  i.n.h.logging.LoggingHandler - [id: 0x8f2c6b11, L:/172.16.0.4:9001 - R:/39.144.12.7:20413] READ: 17B
${netty(beat)}
2024-03-11 08:15:30.121 [nioEventLoopGroup-3-7] INFO  i.n.h.logging.LoggingHandler - [id: 0x8f2c6b11, L:/172.16.0.4:9001 - R:/39.144.12.7:20413] WRITE: 17B
${netty(beatReply)}
2024-03-11 08:15:30.121 [nioEventLoopGroup-3-7] INFO  i.n.h.logging.LoggingHandler - [id: 0x8f2c6b11, L:/172.16.0.4:9001 - R:/39.144.12.7:20413] FLUSH
2024-03-11 08:15:30.342 [nioEventLoopGroup-3-2] INFO  i.n.h.logging.LoggingHandler - [id: 0x0b66d2aa, L:/172.16.0.4:9001 - R:/39.144.12.8:55102] READ: 38B
${netty(login)}`,
      [
        {
          hex: beat,
          ...received,
          time: '2024-03-11T08:15:30.118',
          endpoints: { source: '39.144.12.7:20413', destination: '172.16.0.4:9001', peer: '39.144.12.7:20413' },
        },
        {
          hex: beatReply,
          ...sent,
          time: '2024-03-11T08:15:30.121',
          endpoints: { source: '172.16.0.4:9001', destination: '39.144.12.7:20413', peer: '39.144.12.7:20413' },
        },
        { hex: login, ...received, time: '2024-03-11T08:15:30.342', line: 20 },
      ],
    ],
    [
      'log4j with class and line',
      `2024-03-11 08:15:30,118 DEBUG [com.ev.gw.handler.PileDecoder:112] (worker-68) - 设备[32010600019236] 上行报文 <<< ${up(beat)}
2024-03-11 08:15:30,180 DEBUG [com.ev.gw.handler.PileEncoder:75] (worker-68) - 设备[32010600019236] 下行报文 >>> ${up(beatReply)}`,
      [
        { hex: beat, direction: 'up', time: '2024-03-11T08:15:30.118', line: 1 },
        { hex: beatReply, direction: 'down', time: '2024-03-11T08:15:30.180', line: 2 },
      ],
    ],
    [
      'spdlog',
      `[2024-03-11 08:15:30.118] [gw] [info] [conn 17] rx 41 bytes: ${low(params)}
[2024-03-11 08:15:30.119] [gw] [warning] [conn 17] tx 72 bytes: ${low(paramsLong)}`,
      [
        { hex: params, ...received, time: '2024-03-11T08:15:30.118' },
        { hex: paramsLong, ...sent, time: '2024-03-11T08:15:30.119' },
      ],
    ],
    [
      'spdlog to_hex',
      `[2024-03-11 08:15:30.118] [info] recv:
0000: ${low(loginG.slice(0, 32))}
0010: ${low(loginG.slice(32))}
[2024-03-11 08:15:31.000] [info] send:
0000: ${low(loginAnswerG.slice(0, 32))}
0010: ${low(loginAnswerG.slice(32))}`,
      [
        { hex: loginG, ...received, time: '2024-03-11T08:15:30.118' },
        { hex: loginAnswerG, ...sent, time: '2024-03-11T08:15:31.000' },
      ],
    ],
    [
      'glog',
      `I0311 08:15:30.118123 12345 tcp_session.cc:68] [10.20.1.7:40112] recv(32): ${loginU}
I0311 08:15:30.218456 12345 tcp_session.cc:75] [10.20.1.7:40112] send(17): ${beatAnswerU}`,
      [
        { hex: loginU, ...received, time: '08:15:30.118123' },
        { hex: beatAnswerU, ...sent, time: '08:15:30.218456' },
      ],
    ],
    [
      'syslog of a gateway',
      `Mar 11 08:15:30 gw01 pilegw[6812]: <-- 10.20.1.7:40112 ${beatU}
Mar 11 08:15:31 gw01 pilegw[6812]: --> 10.20.1.7:40112 ${beatAnswerU}`,
      [
        { hex: beatU, ...received, time: '08:15:30' },
        { hex: beatAnswerU, ...sent, time: '08:15:31' },
      ],
    ],
    [
      'syslog of RFC 5424',
      `<134>1 2024-03-11T08:15:30.118+08:00 gw01 pilegw 6812 ID47 [conn@32473 peer="10.20.1.7"] RX ${beat}`,
      [{ hex: beat, ...received, time: '2024-03-11T00:15:30.118Z' }],
    ],
    [
      'journald',
      `3月 11 08:15:30 gw01 pilegw[6812]: 收到 ${up(beat)}
3月 11 08:15:30 gw01 pilegw[6812]: 发送 ${up(beatReply)}`,
      [
        { hex: beat, ...received, time: '08:15:30' },
        { hex: beatReply, ...sent, time: '08:15:30' },
      ],
    ],
    [
      'docker with times',
      `2024-03-11T00:15:30.118273645Z recv: ${beat}
2024-03-11T00:15:30.118999001Z send: ${beatReply}`,
      [
        { hex: beat, ...received, time: '2024-03-11T00:15:30.118273645Z' },
        { hex: beatReply, ...sent, time: '2024-03-11T00:15:30.118999001Z' },
      ],
    ],
    [
      'docker JSON files',
      `{"log":"2024-03-11 08:15:30.118 INFO 收到报文: ${beat}\\n","stream":"stdout","time":"2024-03-11T00:15:30.119273645Z"}
{"log":"2024-03-11 08:15:30.218 INFO 发送报文: ${beatReply}\\n","stream":"stdout","time":"2024-03-11T00:15:30.219273645Z"}`,
      [
        { hex: beat, ...received, time: '2024-03-11T08:15:30.118' },
        { hex: beatReply, ...sent, time: '2024-03-11T08:15:30.218' },
      ],
    ],
    [
      'Elasticsearch JSON lines',
      `{"@timestamp":"2024-03-11T00:15:30.118Z","level":"INFO","logger_name":"gw","thread_name":"nio-68","message":"recv <- ${beat}","host":{"ip":["10.20.0.4"]},"pile_no":"32010600019236"}
{"@timestamp":"2024-03-11T00:15:31.118Z","level":"INFO","logger_name":"gw","thread_name":"nio-68","message":"send -> ${beatReply}","host":{"ip":["10.20.0.4"]},"pile_no":"32010600019236"}`,
      [
        { hex: beat, ...received, time: '2024-03-11T00:15:30.118Z' },
        { hex: beatReply, ...sent, time: '2024-03-11T00:15:31.118Z' },
      ],
    ],
    [
      'Kafka console with key and time',
      `CreateTime:1710116130118	32010600019236	{"pileNo":"32010600019236","direct":"UP","frame":"${beat.toUpperCase()}"}
CreateTime:1710116130218	32010600019236	{"pileNo":"32010600019236","direct":"DOWN","frame":"${beatReply.toUpperCase()}"}`,
      [
        { hex: beat, direction: 'up', time: '2024-03-11T00:15:30.118Z' },
        { hex: beatReply, direction: 'down', time: '2024-03-11T00:15:30.218Z' },
      ],
    ],
    [
      'MQTT topics with hex payload',
      `2024-03-11T08:15:30+0800 pile/32010600019236/up ${beat}
2024-03-11T08:15:31+0800 pile/32010600019236/down ${beatReply}`,
      [
        { hex: beat, direction: 'up', time: '2024-03-11T00:15:30Z' },
        { hex: beatReply, direction: 'down', time: '2024-03-11T00:15:31Z' },
      ],
    ],
    [
      'MQTT with base64 payload',
      `{"topic":"pile/1/up","qos":1,"payload":"${base64(paramsLong)}","timestamp":1710116130118}`,
      [{ hex: paramsLong, direction: 'up', time: '2024-03-11T00:15:30.118Z' }],
    ],
    [
      'key=value',
      `ts=2024-03-11T08:15:30.118+08:00 level=info conn=17 remote=10.20.1.7:40112 dir=in len=17 data=${beat}
ts=2024-03-11T08:15:30.218+08:00 level=info conn=17 remote=10.20.1.7:40112 dir=out len=17 data=${beatReply}`,
      [
        { hex: beat, ...received, time: '2024-03-11T00:15:30.118Z' },
        { hex: beatReply, ...sent, time: '2024-03-11T00:15:30.218Z' },
      ],
    ],
    [
      'two threads, each frame in two lines of its own thread',
      `08:15:30.118 [t-1] 收到(10.20.1.7:40112): ${low(beat.slice(0, 18))}
08:15:30.119 [t-2] 收到(10.20.1.8:40113): ${low(params.slice(0, 30))}
08:15:30.121 [t-1] 收到(10.20.1.7:40112): ${low(beat.slice(18))}
08:15:30.122 [t-2] 收到(10.20.1.8:40113): ${low(params.slice(30))}`,
      [
        { hex: beat, ...received, line: 1 },
        { hex: params, ...received, line: 2 },
      ],
    ],
    [
      'coloured levels',
      `\u001b[2m2024-03-11 08:15:30.118\u001b[0;39m \u001b[32mDEBUG\u001b[0;39m \u001b[35m6812\u001b[0;39m \u001b[2m---\u001b[0;39m \u001b[36mc.e.gw.PileHandler\u001b[0;39m \u001b[2m:\u001b[0;39m 接收: ${up(beat)}`,
      [{ hex: beat, ...received, time: '2024-03-11T08:15:30.118' }],
    ],
    [
      'nginx stream style with quotes',
      `10.20.1.7 - [11/Mar/2024:08:15:30 +0800] TCP 200 "${beat}" "-"`,
      [{ hex: beat, time: '2024-03-11T00:15:30Z' }],
    ],
    [
      'a log whose message explains the frame in words',
      `2024-03-11 08:15:30.118 收到心跳: 帧头=68, 长度=13, 序列号=513, 类型=0x03, 原始数据=${beat}`,
      [{ hex: beat, ...received }],
    ],
    [
      'truncated by the logger, with an ellipsis',
      `2024-03-11 08:15:30.118 recv(72): ${low(paramsLong.slice(0, 60))} ...
2024-03-11 08:15:31.118 recv(17): ${low(beat)}`,
      [
        { hex: paramsLong.slice(0, 60), missing: 42, ...received },
        { hex: beat, ...received },
      ],
    ],
    [
      'truncated with a Chinese ellipsis and a count',
      `收到：${up(paramsLong.slice(0, 60))}……（共72字节）\n发送：${up(beatReply)}`,
      [
        { hex: paramsLong.slice(0, 60), missing: 42, ...received },
        { hex: beatReply, ...sent },
      ],
    ],
  ] as [string, string, Wanted[]][])('%s', (_name, text, wanted) => check(text, wanted, bundledDetector))
})

describe('serial and network assistants', () => {
  test.each([
    [
      'NetAssist, older',
      `【2024-03-11 08:15:30:118】收到数据 ← 192.168.1.7:5001\n${up(beat)}\n【2024-03-11 08:15:30:218】发送数据 → 192.168.1.7:5001\n${up(beatReply)}`,
      [
        { hex: beat, ...received, time: '2024-03-11T08:15:30.118' },
        { hex: beatReply, ...sent, time: '2024-03-11T08:15:30.218' },
      ],
    ],
    [
      'NetAssist with ASCII and HEX',
      `[2024-03-11 08:15:30.118]# RECV HEX FROM SERVER>\n${up(loginG)} \n\n[2024-03-11 08:15:30.300]# SEND HEX TO SERVER>\n${up(loginAnswerG)} \n`,
      [
        { hex: loginG, ...received },
        { hex: loginAnswerG, ...sent },
      ],
    ],
    [
      'XCOM',
      `[08:15:30.118]收←◆${up(beat)} \n\n[08:15:30.218]发→◇${up(beatReply)} □\n`,
      [
        { hex: beat, ...received, time: '08:15:30.118' },
        { hex: beatReply, ...sent, time: '08:15:30.218' },
      ],
    ],
    [
      'sokit',
      `[08:15:30] [CLI] <10.20.1.7:40112> recv 17 bytes:\n${up(beat)}\n[08:15:30] [SRV] <10.20.1.7:40112> send 17 bytes:\n${up(beatReply)}`,
      [
        { hex: beat, ...received, time: '08:15:30' },
        { hex: beatReply, ...sent, time: '08:15:30' },
      ],
    ],
    [
      'Hercules',
      `Received/Sent data\n{68}{0D}{02}{01}{00}{03}{32}{01}{06}{00}{01}{92}{36}{02}{01}{D2}{1E}`,
      [{ hex: beat }],
    ],
    [
      'SecureCRT session with prompt',
      `[root@gw01 ~]# tail -f /opt/gw/logs/gw.log | grep 32010600019236\n2024-03-11 08:15:30 recv ${beat}\n2024-03-11 08:15:31 send ${beatReply}\n^C\n[root@gw01 ~]#`,
      [
        { hex: beat, ...received },
        { hex: beatReply, ...sent },
      ],
    ],
    [
      'Modbus Poll traffic',
      `Tx:000012-68 0D 02 01 00 03 32 01 06 00 01 92 36 02 01 D2 1E\nRx:000013-68 0D 03 01 00 04 32 01 06 00 01 92 36 02 00 A0 85`,
      [
        { hex: beat, ...sent },
        { hex: beatReply, ...received },
      ],
    ],
    [
      'Docklight',
      `3/21/2024 08:15:30.118 [RX] - ${up(beat)} \n3/21/2024 08:15:30.318 [TX] - ${up(beatReply)} `,
      [
        { hex: beat, ...received, time: '2024-03-21T08:15:30.118' },
        { hex: beatReply, ...sent, time: '2024-03-21T08:15:30.318' },
      ],
    ],
    [
      'a DTU that counts bytes',
      `2024-03-11 08:15:30 RX[17]:${beat.toUpperCase()}\n2024-03-11 08:15:31 TX[17]:${beatReply.toUpperCase()}`,
      [
        { hex: beat, ...received },
        { hex: beatReply, ...sent },
      ],
    ],
    [
      'a pile’s own log',
      `[03-11 08:15:30][NET][I] send to platform len=17\n[03-11 08:15:30][NET][D] ${low(beat)}\n[03-11 08:15:30][NET][I] recv from platform len=17\n[03-11 08:15:30][NET][D] ${low(beatReply)}`,
      [
        { hex: beat, direction: 'up' },
        { hex: beatReply, direction: 'down' },
      ],
    ],
  ] as [string, string, Wanted[]][])('%s', (_name, text, wanted) => check(text, wanted, bundledDetector))
})

describe('dumps', () => {
  const ends = { endpoints: { source: '10.0.0.9:51234', destination: '10.0.0.2:8767', peer: null } }
  test.each([
    ['hexdump -C', `$ nc -l 8767 | hexdump -C\n${hexdump(params)}`, [params]],
    ['hexdump -C of two frames glued', hexdump(beat + beatReply), [beat, beatReply]],
    ['xxd -p, wrapped at 60 digits', spell(paramsLong, '\n', 30), [paramsLong]],
    [
      'xxd -u -g1',
      lines(login)
        .map((row, i) => `${offset(i * 16, 8)}: ${up(row).padEnd(48)} ${ascii(row)}`)
        .join('\n'),
      [login],
    ],
    [
      'xxd -i',
      `unsigned char beat_bin[] = {\n  ${bytesOf(beat)
        .map((b, i) => `0x${b.toString(16).padStart(2, '0')}${i === 16 ? '' : ','}${i === 11 ? '\n  ' : ' '}`)
        .join('')}\n};\nunsigned int beat_bin_len = 17;`,
      [beat],
    ],
    [
      'od -A d -t x1',
      lines(login)
        .map((row, i) => `${String(i * 16).padStart(7, '0')} ${low(row)}`)
        .join('\n') + '\n0000038',
      [login],
    ],
    [
      'od -t x1z',
      lines(login)
        .map((row, i) => `${(i * 16).toString(8).padStart(7, '0')} ${low(row).padEnd(48)} >${ascii(row)}<`)
        .join('\n') + '\n0000046',
      [login],
    ],
    [
      'od -An -tx1',
      lines(login)
        .map((row) => ` ${low(row)}`)
        .join('\n'),
      [login],
    ],
    [
      'od -t u1',
      lines(beat)
        .map(
          (row, i) =>
            `${(i * 16).toString(8).padStart(7, '0')} ${bytesOf(row)
              .map((b) => String(b).padStart(3))
              .join(' ')}`,
        )
        .join('\n'),
      [beat],
    ],
    ['od -b', '0000000 150 015 002 001 000 003 062 001 006 000 001 222 066 002 001 322\n0000020 036\n0000021', [beat]],
    ['od', '0000000 006550 000402 001400 000462 000006 111001 001066 151001\n0000020 000036\n0000021', [beat]],
    [
      'od -x and hexdump -x',
      '0000000     0d68    0102    0300    0132    0006    9201    0236    d201\n0000020     001e\n0000021',
      [beat],
    ],
    ['od -t x4', '0000000 01020d68 01320300 92010006 d2010236\n0000020 0000001e\n0000021', [beat]],
    [
      'od -c',
      '0000000    h  \\r 002 001  \\0 003   2 001 006  \\0 001 222   6 002 001 322\n0000020 036\n0000021',
      [beat],
    ],
    [
      'tcpdump -XX',
      `08:15:30.118123 IP 10.0.0.9.51234 > 10.0.0.2.8767: Flags [P.], seq 1:18, ack 1, win 229, length 17\n${lines(
        packet(beat),
      )
        .map((row, i) => `\t0x${offset(i * 16, 4)}:  ${spell(row, ' ', 2).padEnd(39)}  ${ascii(row)}`)
        .join('\n')}`,
      [{ hex: beat, time: '08:15:30.118123', ...ends }],
    ],
    [
      'tcpdump -X',
      `08:15:30.118123 IP 10.0.0.9.51234 > 10.0.0.2.8767: Flags [P.], length 41\n${lines(packet(params).slice(28))
        .map((row, i) => `\t0x${offset(i * 16, 4)}:  ${spell(row, ' ', 2).padEnd(39)}  ${ascii(row)}`)
        .join('\n')}`,
      [{ hex: params, ...ends }],
    ],
    [
      'tcpdump -x, several packets with acknowledgements between',
      `08:15:30.118123 IP 10.0.0.9.51234 > 10.0.0.2.8767: Flags [P.], length 17\n${lines(packet(beat).slice(28))
        .map((row, i) => `\t0x${offset(i * 16, 4)}:  ${spell(row, ' ', 2)}`)
        .join('\n')}\n08:15:30.119123 IP 10.0.0.2.8767 > 10.0.0.9.51234: Flags [.], ack 18, length 0\n${lines(
        packet('', '0a000002223f', '0a000009c822').slice(28),
      )
        .map((row, i) => `\t0x${offset(i * 16, 4)}:  ${spell(row, ' ', 2)}`)
        .join('\n')}\n08:15:30.120123 IP 10.0.0.2.8767 > 10.0.0.9.51234: Flags [P.], length 17\n${lines(
        packet(beatReply, '0a000002223f', '0a000009c822').slice(28),
      )
        .map((row, i) => `\t0x${offset(i * 16, 4)}:  ${spell(row, ' ', 2)}`)
        .join('\n')}`,
      [
        { hex: beat, ...ends },
        { hex: beatReply, endpoints: { source: '10.0.0.2:8767', destination: '10.0.0.9:51234', peer: null } },
      ],
    ],
    ['Wireshark: copy as hex and ASCII', wireshark(packet(loginG)), [{ hex: loginG, ...ends }]],
    [
      'Wireshark: copy as hex dump',
      lines(packet(loginU))
        .map((row, i) => `${offset(i * 16, 4)}   ${low(row)}`)
        .join('\n'),
      [{ hex: loginU, ...ends }],
    ],
    ['Wireshark: copy as hex stream', packet(params), [{ hex: params, ...ends }]],
    ['Wireshark: copy value of the payload', beat.replace(/../g, '$&:').slice(0, -1), [beat]],
    [
      'Wireshark: copy as C string',
      `"${packet(beat)
        .replace(/../g, (b) => `\\x${b}`)
        .replace(/(.{64})/g, '$1" \\\n"')}"`,
      [{ hex: beat, ...ends }],
    ],
    [
      'Wireshark: copy as C array',
      `static const unsigned char pkt1[${packet(beat).length / 2}] = {\n${lines(packet(beat), 8)
        .map((row) =>
          bytesOf(row)
            .map((b) => `0x${b.toString(16).padStart(2, '0')}`)
            .join(', '),
        )
        .join(',\n')}\n};`,
      [{ hex: beat, ...ends }],
    ],
    [
      'Wireshark: copy as Go literal',
      `[]byte{${bytesOf(packet(beat))
        .map((b) => `0x${b.toString(16)}`)
        .join(', ')}}`,
      [{ hex: beat, ...ends }],
    ],
    [
      'Wireshark: packet details with a data line',
      `Frame 12: 71 bytes on wire (568 bits)\nEthernet II, Src: 02:00:00:00:00:01, Dst: 02:00:4c:4f:4f:50\nInternet Protocol Version 4, Src: 10.0.0.9, Dst: 10.0.0.2\nTransmission Control Protocol, Src Port: 51234, Dst Port: 8767, Seq: 1, Ack: 1, Len: 17\nData (17 bytes)\n    Data: ${beat}\n    [Length: 17]`,
      [{ hex: beat }],
    ],
    [
      'Wireshark: export as plain text',
      `No.     Time           Source                Destination           Protocol Length Info\n     12 08:15:30.118   10.0.0.9              10.0.0.2              TCP      71     51234 → 8767 [PSH, ACK] Seq=1 Ack=1 Win=8192 Len=17\n\n${wireshark(packet(beat))}\n\nNo.     Time           Source                Destination           Protocol Length Info\n     13 08:15:30.218   10.0.0.2              10.0.0.9              TCP      71     8767 → 51234 [PSH, ACK] Seq=1 Ack=18 Win=8192 Len=17\n\n${wireshark(packet(beatReply, '0a000002223f', '0a000009c822'))}\n`,
      [{ hex: beat, ...ends }, { hex: beatReply }],
    ],
    ['Wireshark: follow stream as raw', `${beat}\n${beatReply}\n${login}`, [beat, beatReply, login]],
    [
      'Wireshark: follow stream as YAML',
      `peers:\n  - peer: 0\n    host: 10.0.0.9\n    port: 51234\n  - peer: 1\n    host: 10.0.0.2\n    port: 8767\npackets:\n  - packet: 4\n    peer: 0\n    index: 0\n    timestamp: 1710116130.118000000\n    data: !!binary |\n      ${base64(beat)}\n  - packet: 6\n    peer: 1\n    index: 0\n    timestamp: 1710116130.218000000\n    data: !!binary |\n      ${base64(beatReply)}`,
      [{ hex: beat }, { hex: beatReply }],
    ],
    [
      'tshark -T fields',
      `1	1710116130.118	10.0.0.9	10.0.0.2	${beat}\n2	1710116130.218	10.0.0.2	10.0.0.9	${beatReply}`,
      [{ hex: beat, time: '2024-03-11T00:15:30.118Z' }, { hex: beatReply }],
    ],
    [
      'tshark -T json',
      `      "tcp": {\n        "tcp.srcport": "51234",\n        "tcp.dstport": "8767",\n        "tcp.payload": "${beat.replace(/../g, '$&:').slice(0, -1)}"\n      }`,
      [{ hex: beat }],
    ],
    [
      'WinHex',
      `Offset      0  1  2  3  4  5  6  7   8  9  A  B  C  D  E  F\n\n${lines(login)
        .map(
          (row, i) =>
            `${offset(i * 16, 8).toUpperCase()}   ${up(row.slice(0, 16))}  ${up(row.slice(16)).padEnd(23)}   ${ascii(row)}`,
        )
        .join('\n')}`,
      [login],
    ],
    [
      'Windows debug',
      lines(login)
        .map(
          (row, i) =>
            `0B1C:${offset(256 + i * 16, 4).toUpperCase()}  ${up(row.slice(0, 16))}-${up(row.slice(16))}   ${ascii(row)}`,
        )
        .join('\n'),
      [login],
    ],
    [
      'PowerShell Format-Hex',
      `           00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n\n${lines(login)
        .map((row, i) => `${offset(i * 16, 8).toUpperCase()}   ${up(row)}  ${ascii(row)}`)
        .join('\n')}`,
      [login],
    ],
    [
      'gdb x/17xb',
      `0x7ffe4c10:\t${bytesOf(beat)
        .slice(0, 8)
        .map((b) => `0x${b.toString(16).padStart(2, '0')}`)
        .join('\t')}\n0x7ffe4c18:\t${bytesOf(beat)
        .slice(8, 16)
        .map((b) => `0x${b.toString(16).padStart(2, '0')}`)
        .join('\t')}\n0x7ffe4c20:\t0x1e`,
      [beat],
    ],
    [
      'ESP-IDF log buffer',
      `I (12345) net: 0x3ffb4280   ${low(login.slice(0, 32))}  |${ascii(login.slice(0, 32))}|\nI (12345) net: 0x3ffb4290   ${low(login.slice(32, 64))}  |${ascii(login.slice(32, 64))}|\nI (12345) net: 0x3ffb42a0   ${low(login.slice(64))}  |${ascii(login.slice(64))}|`,
      [login],
    ],
    [
      'Linux print_hex_dump',
      lines(login)
        .map((row, i) => `[ 1234.56789${i}] rx: ${offset(i * 16, 8)}: ${low(row).padEnd(47)}  ${ascii(row)}`)
        .join('\n'),
      [login],
    ],
  ] as [string, string, Wanted[]][])('%s', (_name, text, wanted) => check(text, wanted, bundledDetector))
})

describe('source code and data formats', () => {
  const b = bytesOf(beat)
  const signed = (byte: number) => (byte > 127 ? byte - 256 : byte)
  test.each([
    [
      'Python bytes',
      `>>> sock.recv(1024)\n${python(beat)}\n>>> sock.recv(1024)\n${python(beatReply)}`,
      [beat, beatReply],
    ],
    [
      'Python bytes in a log',
      `2024-03-11 08:15:30,118 - DEBUG - received ${python(params)} from ('10.20.1.7', 40112)`,
      [{ hex: params, ...received, time: '2024-03-11T08:15:30.118' }],
    ],
    ['Python bytearray', `bytearray(${python(loginU)})`, [loginU]],
    ['Python bytes.fromhex', `frame = bytes.fromhex("${low(beat)}")  # 17 bytes`, [beat]],
    [
      'Python list of hex',
      `['0x68', '0xd', '0x2', '0x1', '0x0', '0x3', '0x32', '0x1', '0x6', '0x0', '0x1', '0x92', '0x36', '0x2', '0x1', '0xd2', '0x1e']`,
      [beat],
    ],
    [
      'C string with adjacent pieces',
      `"\\x68\\x0d\\x02\\x01" "\\x00\\x03\\x32\\x01\\x06\\x00"\n"\\x01\\x92\\x36\\x02\\x01\\xd2\\x1e"`,
      [beat],
    ],
    [
      'C array with comments on each line',
      `static const uint8_t beat[17] = {\n  0x68,             /* start */\n  0x0D,             /* length 13 */\n  0x02, 0x01,       /* sequence 258 */\n  0x00,             // not encrypted\n  0x03,             // type\n  0x32, 0x01, 0x06, 0x00, 0x01, 0x92, 0x36, // pile 32010600019236\n  0x02, 0x01,       // gun 2, 1 = fault\n  0xD2, 0x1E        // CRC\n};`,
      [beat],
    ],
    ['Java byte array, signed', `byte[] data = {${b.map(signed).join(', ')}};`, [beat]],
    [
      'Java Arrays.toString in a log',
      `2024-03-11 08:15:30.118 INFO recv: ${JSON.stringify(bytesOf(loginG).map(signed)).replaceAll(',', ', ')}`,
      [{ hex: loginG, ...received }],
    ],
    [
      'Java with casts',
      `new byte[] {${b.map((x) => `(byte) 0x${x.toString(16).toUpperCase().padStart(2, '0')}`).join(', ')}}`,
      [beat],
    ],
    [
      'Go fmt %v',
      `2024/03/11 08:15:30 recv 17 [${b.join(' ')}]`,
      [{ hex: beat, ...received, time: '2024-03-11T08:15:30' }],
    ],
    [
      'Go fmt %#v',
      `2024/03/11 08:15:30 conn.go:68: []byte{${b.map((x) => `0x${x.toString(16)}`).join(', ')}}`,
      [{ hex: beat, time: '2024-03-11T08:15:30' }],
    ],
    ['Go fmt % X', `2024/03/11 08:15:30 received from 10.20.1.7:40112: ${up(beat)}`, [{ hex: beat, ...received }]],
    [
      'Rust Debug',
      `[2024-03-11T00:15:30Z DEBUG gw::session] rx: [${b.join(', ')}]`,
      [{ hex: beat, ...received, time: '2024-03-11T00:15:30Z' }],
    ],
    [
      'Rust {:02x?}',
      `[2024-03-11T00:15:30Z DEBUG gw::session] rx: [${b.map((x) => x.toString(16).padStart(2, '0')).join(', ')}]`,
      [{ hex: beat, ...received }],
    ],
    [
      'Rust literal',
      `let frame: [u8; 17] = [${b.map((x) => `0x${x.toString(16).padStart(2, '0')}u8`).join(', ')}];`,
      [beat],
    ],
    ['C#', `BitConverter: ${beat.toUpperCase().replace(/../g, '$&-').slice(0, -1)}`, [beat]],
    ['Node Buffer in a log', `recv <Buffer ${low(beat)}> from 10.20.1.7:40112`, [{ hex: beat, ...received }]],
    [
      'Node Buffer with more bytes',
      `<Buffer ${low(paramsLong.slice(0, 100))} ... 22 more bytes>`,
      [{ hex: paramsLong.slice(0, 100), missing: 22 }],
    ],
    ['Node Buffer as JSON', `{"type":"Buffer","data":[${b.join(',')}]}`, [beat]],
    [
      'JSON array of numbers with a name',
      `{"id":17,"frame":[${bytesOf(params).join(',')}],"ts":1710116130118}`,
      [{ hex: params, time: '2024-03-11T00:15:30.118Z' }],
    ],
    [
      'JavaScript Uint8Array in a console',
      `Uint8Array(17) [\n  ${b
        .slice(0, 12)
        .map((x) => String(x).padStart(3))
        .join(', ')},\n  ${b
        .slice(12)
        .map((x) => String(x).padStart(3))
        .join(', ')}\n]`,
      [beat],
    ],
    [
      'Lua and Erlang',
      `<<${b.join(',')}>>\nlocal s = "${b.map((x) => `\\${String(x).padStart(3, '0')}`).join('')}"`,
      [beat, beat],
    ],
    [
      'Elixir inspect base hex',
      `<<${b.map((x) => `0x${x.toString(16).toUpperCase().padStart(2, '0')}`).join(', ')}>>`,
      [beat],
    ],
    ['Ruby and Perl pack', `["${beat}"].pack("H*")`, [beat]],
    ['PHP', `hex2bin('${beat}');`, [beat]],
    [
      'SQL blobs',
      `INSERT INTO frame_log VALUES (17, '2024-03-11 08:15:30', 0x${beat.toUpperCase()});\nINSERT INTO frame_log VALUES (18, '2024-03-11 08:15:31', X'${beatReply}');`,
      [
        { hex: beat, time: '2024-03-11T08:15:30' },
        { hex: beatReply, time: '2024-03-11T08:15:31' },
      ],
    ],
    [
      'PostgreSQL bytea',
      ` id |           ts            |                data\n----+-------------------------+------------------------------------\n 17 | 2024-03-11 08:15:30.118 | \\x${beat}\n 18 | 2024-03-11 08:15:31.118 | \\x${beatReply}\n(2 rows)`,
      [{ hex: beat, time: '2024-03-11T08:15:30.118' }, { hex: beatReply }],
    ],
    [
      'MySQL table',
      `+----+---------------------+------+------------------------------------+\n| id | ts                  | dir  | frame                              |\n+----+---------------------+------+------------------------------------+\n| 17 | 2024-03-11 08:15:30 | up   | ${beat} |\n| 18 | 2024-03-11 08:15:31 | down | ${beatReply} |\n+----+---------------------+------+------------------------------------+`,
      [
        { hex: beat, direction: 'up', time: '2024-03-11T08:15:30' },
        { hex: beatReply, direction: 'down' },
      ],
    ],
    [
      'MySQL \\G',
      `*************************** 1. row ***************************\n       id: 17\n  pile_no: 32010600019236\n      dir: up\n       ts: 2024-03-11 08:15:30\n    frame: ${beat}\n*************************** 2. row ***************************\n       id: 18\n  pile_no: 32010600019236\n      dir: down\n       ts: 2024-03-11 08:15:31\n    frame: ${beatReply}`,
      [
        { hex: beat, direction: 'up', time: '2024-03-11T08:15:30' },
        { hex: beatReply, direction: 'down', time: '2024-03-11T08:15:31' },
      ],
    ],
    [
      'XML',
      `<message id="17" time="2024-03-11T08:15:30.118" direction="up"><hex>${beat}</hex></message>\n<message id="18" time="2024-03-11T08:15:31.118" direction="down"><hex>${beatReply}</hex></message>`,
      [
        { hex: beat, direction: 'up', time: '2024-03-11T08:15:30.118' },
        { hex: beatReply, direction: 'down' },
      ],
    ],
    [
      'YAML',
      `- time: 2024-03-11 08:15:30\n  dir: up\n  hex: "${low(beat)}"\n- time: 2024-03-11 08:15:31\n  dir: down\n  hex: "${low(beatReply)}"`,
      [
        { hex: beat, direction: 'up', time: '2024-03-11T08:15:30' },
        { hex: beatReply, direction: 'down', time: '2024-03-11T08:15:31' },
      ],
    ],
    ['URL', `GET /decode?hex=${beat}&v=1`, [beat]],
    ['percent escapes', `%68%0D%02%01%00%03%32%01%06%00%01%92%36%02%01%D2%1E`, [beat]],
    [
      'hex spelled as text in hex',
      bytesOf(beat)
        .map((x) => x.toString(16).padStart(2, '0'))
        .join('')
        .split('')
        .map((c) => c.charCodeAt(0).toString(16))
        .join(' '),
      [{ hex: beat, note: 'hex_of_hex' }],
    ],
    ['base64 in prose', `payload(base64): ${base64(loginU)}`, [loginU]],
    ['URL-safe base64 without padding', `data=${Buffer.from(params, 'hex').toString('base64url')}`, [params]],
    ['base64 wrapped at 64', spell(base64(paramsLong), '\n', 32), [paramsLong]],
  ] as [string, string, Wanted[]][])('%s', (_name, text, wanted) => check(text, wanted, bundledDetector))
})

describe('tables, chats and documents', () => {
  test.each([
    [
      'Excel paste with quotes',
      `序号\t时间\t桩编号\t方向\t报文\n1\t2024/3/11 8:15:30\t32010600019236\t上行\t"${up(beat)}"\n2\t2024/3/11 8:15:31\t32010600019236\t下行\t"${up(beatReply)}"`,
      [
        { hex: beat, direction: 'up', time: '2024-03-11T08:15:30' },
        { hex: beatReply, direction: 'down', time: '2024-03-11T08:15:31' },
      ],
    ],
    [
      'CSV with a cell in two lines',
      `1,2024-03-11 08:15:30,"${low(login.slice(0, 40))}\n${low(login.slice(40))}",up\n2,2024-03-11 08:15:31,"${low(loginReply)}",down`,
      [
        { hex: login, time: '2024-03-11T08:15:30' },
        { hex: loginReply, direction: 'down' },
      ],
    ],
    [
      'CSV with semicolons',
      `1;11.03.2024 08:15:30;RX;${beat}\n2;11.03.2024 08:15:31;TX;${beatReply}`,
      [
        { hex: beat, ...received },
        { hex: beatReply, ...sent },
      ],
    ],
    [
      'one byte in each cell',
      `起始\t长度\t序列号\t\t加密\t类型\t桩编号\t\t\t\t\t\t\t枪\t状态\t校验\t\n${spell(beat, '\t')}\n${spell(beatReply, '\t')}`,
      [beat, beatReply],
    ],
    [
      'Markdown list',
      `- **登录** \`${low(loginG)}\`\n- **登录应答** \`${low(loginAnswerG)}\``,
      [
        { hex: loginG, label: '登录' },
        { hex: loginAnswerG, label: '登录应答' },
      ],
    ],
    [
      'Markdown headings and fences',
      `## 1.2 心跳\n\n\`\`\`\n${up(beatU)}\n\`\`\`\n\n## 1.3 心跳应答\n\n\`\`\`\n${up(beatAnswerU)}\n\`\`\``,
      [
        { hex: beatU, label: '1.2 心跳' },
        { hex: beatAnswerU, label: '1.3 心跳应答' },
      ],
    ],
    [
      'HTML',
      `<tr><td>1</td><td>2024-03-11 08:15:30</td><td class="hex">${low(beat)}</td></tr>\n<tr><td>2</td><td>2024-03-11 08:15:31</td><td class="hex">68&nbsp;0d&nbsp;03&nbsp;01&nbsp;00&nbsp;04&nbsp;32&nbsp;01&nbsp;06&nbsp;00&nbsp;01&nbsp;92&nbsp;36&nbsp;02&nbsp;00&nbsp;a0&nbsp;85</td></tr>`,
      [
        { hex: beat, time: '2024-03-11T08:15:30' },
        { hex: beatReply, time: '2024-03-11T08:15:31' },
      ],
    ],
    [
      'HTML with breaks',
      `<p>上行：${up(beat)}<br/>下行：${up(beatReply)}</p>`,
      [
        { hex: beat, direction: 'up' },
        { hex: beatReply, direction: 'down' },
      ],
    ],
    [
      'WeChat',
      `张工 2024/3/11 8:15:30\n麻烦看下这个心跳 ${beat}\n\n李四（平台）  8:16\n回的是这个\n${up(beatReply)}\n\n张工 8:17\n收到，谢谢[玫瑰]`,
      [beat, beatReply],
    ],
    [
      'WeChat, copied with names',
      `张工:\n${beat}\n\n李四:\n这一帧长度不对吧 68 0D\n\n张工:\n${beatReply}`,
      [beat, beatReply],
    ],
    [
      'DingTalk',
      `【张工】03-11 08:15\n桩端发的：\n${up(loginG)}\n【平台-李四】03-11 08:16\n平台回的：\n${up(loginAnswerG)}`,
      [loginG, loginAnswerG],
    ],
    [
      'mail with quote marks',
      `> 客户发来的报文如下：\n> ${low(login.slice(0, 48))}\n> ${low(login.slice(48))}\n>\n> 请分析`,
      [login],
    ],
    ['OCR spaces', `6 8 0 D 0 2 0 1 0 0 0 3 3 2 0 1 0 6 0 0 0 1 9 2 3 6 0 2 0 1 D 2 1 E`, [beat]],
    [
      'PDF copy with page footers',
      `${low(paramsLong.slice(0, 64))}\n第 12 页 共 86 页\n${low(paramsLong.slice(64))}`,
      [{ hex: paramsLong, line: 1 }],
    ],
    [
      'PDF copy with English footers',
      `${low(paramsLong.slice(0, 64))}\nPage 12 of 86\nEV-PROTO-V3.4 2024-03\n${low(paramsLong.slice(64))}`,
      [paramsLong],
    ],
    [
      'wrapped in an editor',
      `2024-03-11 08:15:30.118 收到报文：${paramsLong.slice(0, 50)}\n${paramsLong.slice(50, 120)}\n${paramsLong.slice(120)}\n2024-03-11 08:15:31.118 收到报文：${beat}`,
      [
        { hex: paramsLong, time: '2024-03-11T08:15:30.118' },
        { hex: beat, time: '2024-03-11T08:15:31.118' },
      ],
    ],
    ['wrapped in the middle of a byte', `recv ${beat.slice(0, 15)}\n${beat.slice(15)}`, [{ hex: beat }]],
    [
      'full width',
      `６８　０Ｄ　０２　０１　００　０３　３２　０１　０６　００　０１　９２　３６　０２　０１　Ｄ２　１Ｅ`,
      [beat],
    ],
    ['H suffix', `${up(beat).replace(/\w\w/g, '$&H')}`, [beat]],
    ['h suffix with commas', `${low(beat).replace(/\w\w/g, '$&h').replaceAll(' ', ', ')}`, [beat]],
    ['0x with spaces', low(loginU).replace(/\w\w/g, '0x$&'), [loginU]],
    ['0x without separators', low(loginU).replace(/\w\w/g, '0x$&').replaceAll(' ', ''), [loginU]],
    ['dots', spell(beat, '.'), [beat]],
    ['underscores', spell(beat.toUpperCase(), '_'), [beat]],
    ['slashes', spell(beat.toUpperCase(), '/'), [beat]],
    ['bars', spell(beat.toUpperCase(), '|'), [beat]],
    ['semicolons', spell(beat.toUpperCase(), ';'), [beat]],
    ['Chinese commas', spell(beat.toUpperCase(), '，'), [beat]],
    ['Chinese enumeration commas', spell(beat.toUpperCase(), '、'), [beat]],
    ['brackets around each byte', `[${spell(beat, '][')}]`, [beat]],
    ['$ in front', low(beat).replace(/\w\w/g, '$$$&'), [beat]],
    ['# in front', low(beat).replace(/\w\w/g, '#$&'), [beat]],
    ['16# in front', low(beat).replace(/\w\w/g, '16#$&'), [beat]],
    ['words of four digits', spell(start, ' ', 2), [start]],
    ['words of eight digits', spell(start, ' ', 4), [start]],
    ['zero-width spaces and no-break spaces', low(beat).replaceAll(' ', '\u00a0\u200b'), [beat]],
    [
      'numbered by hand',
      `1、${low(beat)}\n2、${low(beatReply)}\n3）${low(loginReply)}\n(4) ${low(login)}\n⑤ ${low(start)}`,
      [beat, beatReply, loginReply, login, start],
    ],
    [
      'many protocols in one log',
      `08:15:30 [云快充] <- ${beat}\n08:15:30 [绿能] <- ${params}\n08:15:30 [376] <- ${loginG}\n08:15:31 [优力] <- ${beatU}\n08:15:32 [云快充] -> ${beatReply}`,
      [beat, params, loginG, beatU, beatReply].map((hex) => ({ hex })),
    ],
    ['a line that holds request and answer', `08:15:30.118 req=${beat} resp=${beatReply} cost=12ms`, [beat, beatReply]],
    ['lengths in front', `17 ${beat}\n17 ${beatReply}\n38 ${login}`, [beat, beatReply, login]],
    [
      'sentence',
      `请问报文680D02010003320106000192360201D21E里的枪状态是不是故障？平台回复的是680D03010004320106000192360200A085。`,
      [beat, beatReply],
    ],
  ] as [string, string, Wanted[]][])('%s', (_name, text, wanted) => check(text, wanted, bundledDetector))
})

function python(hex: string): string {
  const text = bytesOf(hex)
    .map((byte) => {
      if (byte === 9) return '\\t'
      if (byte === 10) return '\\n'
      if (byte === 13) return '\\r'
      if (byte === 0x5c) return '\\\\'
      if (byte === 0x27) return "\\'"
      return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
    })
    .join('')
  return `b'${text}'`
}

describe('more of the field', () => {
  test.each([
    [
      `2024/03/11 08:15:30.118 [INFO ] PileServer.java:68 Rcv<--[32010600019236]:${beat}`,
      [{ hex: beat, ...received, time: '2024-03-11T08:15:30.118' }],
    ],
    [
      `<<< 08:15:30:118 len:17 data:${up(beat)}\n>>> 08:15:30:200 len:17 data:${up(beatReply)}`,
      [
        { hex: beat, ...received, time: '08:15:30.118' },
        { hex: beatReply, ...sent, time: '08:15:30.200' },
      ],
    ],
    [
      `[接收]2024-03-11 08:15:30 118\n${up(loginG)}\n[发送]2024-03-11 08:15:30 200\n${up(loginAnswerG)}`,
      [
        { hex: loginG, ...received, time: '2024-03-11T08:15:30' },
        { hex: loginAnswerG, ...sent, time: '2024-03-11T08:15:30' },
      ],
    ],
    [
      `08:15:30.118->${beat}\n08:15:30.200<-${beatReply}`,
      [
        { hex: beat, ...sent, time: '08:15:30.118' },
        { hex: beatReply, ...received, time: '08:15:30.200' },
      ],
    ],
    [
      `| 时间 | 方向 | 内容 |\n| --- | --- | --- |\n| 08:15:30 | 桩→平台 | ${low(beat)} |\n| 08:15:31 | 平台→桩 | ${low(beatReply)} |`,
      [
        { hex: beat, direction: 'up', time: '08:15:30' },
        { hex: beatReply, direction: 'down', time: '08:15:31' },
      ],
    ],
    [
      `"2024-03-11 08:15:30","桩上行","${low(beat)}"\n"2024-03-11 08:15:31","平台下行","${low(beatReply)}"`,
      [
        { hex: beat, direction: 'up', time: '2024-03-11T08:15:30' },
        { hex: beatReply, direction: 'down', time: '2024-03-11T08:15:31' },
      ],
    ],
    [
      `桩号：32010600019236，枪号：2，时间：2024-03-11 08:15:30，报文：${beat}，结果：心跳`,
      [{ hex: beat, time: '2024-03-11T08:15:30' }],
    ],
    [`帧头 68 长度 0D 序列号 02 01 加密 00 类型 03 桩号 32 01 06 00 01 92 36 枪号 02 状态 01 校验 D2 1E`, [beat]],
    [
      `帧头：68\n长度：0D\n序列号：0201\n加密标志：00\n帧类型：03\n桩编号：32010600019236\n枪号：02\n状态：01\n校验：D21E`,
      [beat],
    ],
    [
      `1、登录\n上行：${up(login)}\n下行：${up(beatReply)}\n\n2、心跳\n上行：${up(beat)}`,
      [
        { hex: login, direction: 'up' },
        { hex: beatReply, direction: 'down' },
        { hex: beat, direction: 'up' },
      ],
    ],
    [`${up(beat)}   //心跳包 2号枪 17字节\n${up(beatReply)}   //应答 0 正常`, [beat, beatReply]],
    [`${up(beat)} # heartbeat 17\n${up(beatReply)} # reply 0`, [beat, beatReply]],
    [`${up(beat)} ; heartbeat, gun 2\n${up(beatReply)} ; reply`, [beat, beatReply]],
    [`hb=${beat};rsp=${beatReply}`, [beat, beatReply]],
    [`${beat},${beatReply},${login}`, [beat, beatReply, login]],
    [`${beat}|${beatReply}|${login}`, [beat, beatReply, login]],
    [`(${low(beat)})(${low(beatReply)})`, [beat, beatReply]],
    [`[17B] ${low(beat)}\n[17B] ${low(beatReply)}`, [beat, beatReply]],
    [
      `RX(17): ${beat} TX(17): ${beatReply}`,
      [
        { hex: beat, ...received },
        { hex: beatReply, ...sent },
      ],
    ],
    [`seq=258 ${beat}\nseq=259 ${beatReply}`, [beat, beatReply]],
    [`2024-03-11 08:15:30.118 68 ${low(params)}`, [{ hex: params, time: '2024-03-11T08:15:30.118' }]],
    [`socket 1064 recv ${up(params)}`, [{ hex: params, ...received }]],
    [`fd=68 n=41 ${params}`, [params]],
    [`thread-68 ${beatU}\nthread-75 ${beatAnswerU}`, [beatU, beatAnswerU]],
    [`FE FE FE FE ${up(loginG)} FE FE ${up(loginAnswerG)}`, [loginG, loginAnswerG]],
    [`${up(loginG)}\n${up(loginG)}`, [loginG, loginG]],
    [
      `上行报文\n${loginG}\n下行报文\n${loginAnswerG}\n`,
      [
        { hex: loginG, direction: 'up' },
        { hex: loginAnswerG, direction: 'down' },
      ],
    ],
    [
      `报文1: 68 22 00 01 00 01 32 01 06 00 01 92 36 01 02\n       10 56 32 2e 31 33 2e 37 00 02 89 86 04 12 34\n       56 78 90 12 34 00 a5 8e\n报文2: ${low(beat)}`,
      [login, beat],
    ],
    [
      `2024-03-11 08:15:30.118 recv 68 22 00 01 00 01 32 01 06 00 01 92 36 01 02\n                             10 56 32 2e 31 33 2e 37 00 02 89 86 04 12 34\n                             56 78 90 12 34 00 a5 8e`,
      [{ hex: login, ...received, time: '2024-03-11T08:15:30.118' }],
    ],
    [
      `2024-03-11 08:15:30.118 recv 6822000100013201060001923601021056322e313\n32e3700028986041234567890123400a58e`,
      [{ hex: login, ...received, time: '2024-03-11T08:15:30.118' }],
    ],
    [
      `> ${beat}\n< ${beatReply}`,
      [
        { hex: beat, ...sent },
        { hex: beatReply, ...received },
      ],
    ],
    [
      `-> ${beat}\n<- ${beatReply}`,
      [
        { hex: beat, ...sent },
        { hex: beatReply, ...received },
      ],
    ],
    [`I/O (8:15:30) in: ${up(beat)}`, [{ hex: beat, ...received, time: '08:15:30' }]],
    [
      `data = [0x68, 0x0D, 0x02, 0x01, 0x00, 0x03, 0x32, 0x01, 0x06, 0x00,\n        0x01, 0x92, 0x36, 0x02, 0x01, 0xD2, 0x1E]  # 17`,
      [beat],
    ],
    [`Data: 104, 13, 2, 1, 0, 3, 50, 1, 6, 0, 1, 146, 54, 2, 1, 210, 30`, [beat]],
    [`收到：[117,114,19,0,-79,127,57,5,1,18,2,-119,49,-86,3,0,104,76,4,0,0]`, [{ hex: beatU, ...received }]],
    [
      `frame: 170 245 41 0 16 1 1 0 14 21 27 34 1 20 0 0 0 5 20 0 15 0 0 0 3 0 0 0 4 0 0 0 30 0 0 0 2 0 0 0 197`,
      [params],
    ],
    [`<data>${low(beat)}</data><data>${low(beatReply)}</data>`, [beat, beatReply]],
    [
      `{'pile': '32010600019236', 'raw': '${beat}', 'at': '2024-03-11 08:15:30'}`,
      [{ hex: beat, time: '2024-03-11T08:15:30' }],
    ],
    [`68 0D 02 01 00 03\n32 01 06 00 01 92\n36 02 01 D2 1E`, [beat]],
    [`第1帧：${up(beat)}第2帧：${up(beatReply)}`, [beat, beatReply]],
    [`${up(beat)}\n桩心跳，2 号枪故障，状态 01\n${up(beatReply)}\n平台应答 00`, [beat, beatReply]],
    [
      `QQ 张工(12345678) 2024/3/11 8:15:30\n${beat}\n\n李工(87654321) 2024/3/11 8:16:02\n${beatReply}`,
      [
        { hex: beat, time: '2024-03-11T08:15:30' },
        { hex: beatReply, time: '2024-03-11T08:16:02' },
      ],
    ],
    [`68 0d 02 01 00 03 32 01 06 00 01 92 36 02 01`, [{ hex: '680d02010003320106000192360201', missing: 2 }]],
    [`收到 ${low(beat)} 00 00 00 00`, [{ hex: beat, ...received }]],
    [`收到 68 ${low(beat)}`, [{ hex: beat, ...received }]],
    [`error: crc mismatch, got 1ED2 want D21E, frame ${beat}`, [beat]],
    [`CRC=D21E len=0D type=03 ${beat}`, [beat]],
    [`${beat}（心跳）${beatReply}（应答）`, [beat, beatReply]],
    [`0x68 0x0D 0x02 0x01 0x00 0x03 0x32 0x01 0x06 0x00 0x01 0x92 0x36 0x02 0x01 0xD2 0x1E (17)`, [beat]],
    [`$680D02010003320106000192360201D21E#`, [beat]],
    [`680D 0201 0003 3201 0600 0192 3602 01D2 1E`, [beat]],
    [`680D0201 00033201 06000192 360201D2 1E`, [beat]],
    [
      `\\u0068\\u000d\\u0002\\u0001\\u0000\\u0003\\u0032\\u0001\\u0006\\u0000\\u0001\\u0092\\u0036\\u0002\\u0001\\u00d2\\u001e`,
      [beat],
    ],
    [`&#x68;&#x0d;&#x02;&#x01;&#x00;&#x03;&#x32;&#x01;&#x06;&#x00;&#x01;&#x92;&#x36;&#x02;&#x01;&#xd2;&#x1e;`, [beat]],
    [`{${up(beat)}}`, [beat]],
    [`68h 0Dh 02h 01h 00h 03h 32h 01h 06h 00h 01h 92h 36h 02h 01h 0D2h 1Eh`, [beat]],
  ] as [string, Wanted[]][])('%j', (text, wanted) => check(text, wanted, bundledDetector))
})

describe('other traffic in a log is no frame', () => {
  test.each([
    [
      'Modbus RTU',
      `Tx: 01 03 00 68 00 0D 84 13\nRx: 01 03 1A 00 68 00 68 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 9B 4C`,
    ],
    [
      'IEC 104',
      `68 04 07 00 00 00\n68 04 0B 00 00 00\n68 0E 00 00 00 00 64 01 06 00 01 00 00 00 00 14\n68 04 43 00 00 00 68 04 83 00 00 00`,
    ],
    ['DL/T 645', `FE FE FE FE 68 AA AA AA AA AA AA 68 13 00 DF 16\n68 12 34 56 78 90 12 68 11 04 33 33 34 33 B1 16`],
    ['TLS', `16 03 01 00 75 72 00 68 03 03 aa f5 ${low('5c'.repeat(28))}`],
    ['AT commands', `AT+CSQ\r\n+CSQ: 28,99\r\nOK\r\nAT+CIPSEND=68\r\n>`],
    [
      'stack trace',
      `java.lang.NullPointerException\n\tat com.ev.gw.PileHandler.channelRead(PileHandler.java:68)\n\tat io.netty.channel.AbstractChannelHandlerContext.invokeChannelRead(AbstractChannelHandlerContext.java:379)\n... 68 common frames omitted`,
    ],
    [
      'JWT and hashes',
      `token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI2ODBkIn0.aPUoAAoAEAJQBABUaA sha256=680d14000003103190428000030100a38caaf50a00100250040055757200001234`,
    ],
    ['bank cards and phones', `卡号 6822 0300 1234 5678 901 手机 13812345678 订单 3201060001923602240517083412073168`],
    ['coordinates and prices', `经度 116.680212 纬度 39.756872 电价 0.68,0.72,0.75,0.72 服务费 0.4 0.4 0.4`],
  ])('%s', (_name, text) => {
    const { frames } = readText(text, bundledDetector)
    expect(frames.map((frame) => `${formatHex(frame.bytes)} missing ${frame.missing}`)).toEqual([])
  })
})
