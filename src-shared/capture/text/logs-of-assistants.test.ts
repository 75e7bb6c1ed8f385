// Logs of serial and network assistants, read with the bundled definitions.
import { describe, test } from 'vitest'
import { bundledDetector } from '../../protocol/testing/bundled-detector.ts'
import { check, type Wanted } from './testing/check.ts'
import { beat, beatReply, loginAnswerG, loginG, low, received, sent, up } from './testing/printed-logs.ts'

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
