// Frames in tables, chats and documents, read with the bundled definitions.
import { describe, test } from 'vitest'
import { bundledDetector } from '../../protocol/testing/bundled-detector.ts'
import { check, type Wanted } from './testing/check.ts'
import { spell } from './testing/frames.ts'
import {
  beat,
  beatAnswerU,
  beatReply,
  beatU,
  login,
  loginAnswerG,
  loginG,
  loginReply,
  loginU,
  low,
  params,
  paramsLong,
  received,
  sent,
  start,
  up,
} from './testing/printed-logs.ts'

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
