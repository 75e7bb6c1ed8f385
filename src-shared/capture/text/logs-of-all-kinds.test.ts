// More of the field, read with the bundled definitions.
import { describe, test } from 'vitest'
import { bundledDetector } from '../../protocol/testing/bundled-detector.ts'
import { check, type Wanted } from './testing/check.ts'
import {
  beat,
  beatAnswerU,
  beatReply,
  beatU,
  login,
  loginAnswerG,
  loginG,
  low,
  params,
  received,
  sent,
  up,
} from './testing/printed-logs.ts'

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
