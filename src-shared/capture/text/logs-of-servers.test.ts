// Logs of gateways and servers, read with the bundled definitions.
import { describe, test } from 'vitest'
import { bundledDetector } from '../../protocol/testing/bundled-detector.ts'
import { check, type Wanted } from './testing/check.ts'
import {
  base64,
  beat,
  beatAnswerU,
  beatReply,
  beatU,
  login,
  loginAnswerG,
  loginG,
  loginU,
  low,
  netty,
  params,
  paramsLong,
  received,
  sent,
  up,
} from './testing/printed-logs.ts'

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
