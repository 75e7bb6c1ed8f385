// Frames in source code and data formats, read with the bundled definitions.
import { describe, test } from 'vitest'
import { bundledDetector } from '../../protocol/testing/bundled-detector.ts'
import { check, type Wanted } from './testing/check.ts'
import { bytesOf, spell } from './testing/frames.ts'
import {
  base64,
  beat,
  beatReply,
  loginG,
  loginU,
  low,
  params,
  paramsLong,
  python,
  received,
  up,
} from './testing/printed-logs.ts'

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
