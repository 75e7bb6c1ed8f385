// Dumps, as every tool prints them, read with the bundled definitions.
import { describe, test } from 'vitest'
import { bundledDetector } from '../../protocol/testing/bundled-detector.ts'
import { check, type Wanted } from './testing/check.ts'
import { bytesOf, spell } from './testing/frames.ts'
import {
  ascii,
  base64,
  beat,
  beatReply,
  hexdump,
  lines,
  login,
  loginG,
  loginU,
  low,
  offset,
  packet,
  params,
  paramsLong,
  up,
  wireshark,
} from './testing/printed-logs.ts'

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
