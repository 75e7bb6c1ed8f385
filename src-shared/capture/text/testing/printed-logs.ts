// Frames and the ways in which programs print them, for the tests that read logs with the bundled definitions.
import { base64Text } from '../../../bytes/testing/base64.ts'
import { bytesOf, spell } from './frames.ts'

export const login = '6822000100013201060001923601021056322e31332e3700028986041234567890123400a58e'
export const loginReply = '680c010100023201060001923600a187'
export const beat = '680d02010003320106000192360201d21e'
export const beatReply = '680d03010004320106000192360200a085'
export const start =
  '683009010034320106000192360224051708341207313201060001923602925814703692581471767b80858a8f9440e20100fd1d'
export const params = 'aaf52900100101000e151b2201140000000514000f00000003000000040000001e00000002000000c5'
export const paramsLong =
  'aaf54800100202000e151b2250494c4532303233313231323030303031000000000000000000000000000000001400000005000f00000003000000040000001e0000000200000059'
export const loginG = '681700170068c1034434120002005476989078563412015843211907255816'
export const loginAnswerG = '6817001700680b034434120002005476989078563412010302013112240e16'
export const beatU = '75721300b17f39050112028931aa0300684c040000'
export const beatAnswerU = '75720f00b17f39050102010168d1020000'
export const loginU = '75721e00b17f3905021202232007111818300169d002008936010068a8050000'

export const up = (hex: string) => spell(hex.toUpperCase(), ' ')
export const low = (hex: string) => spell(hex, ' ')
export const base64 = (hex: string) => base64Text(Uint8Array.from(bytesOf(hex)))
export const printable = (byte: number) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')
export const ascii = (hex: string) => bytesOf(hex).map(printable).join('')
export const offset = (at: number, width: number) => at.toString(16).padStart(width, '0')
export const lines = (hex: string, width = 16) => spell(hex, '\n', width).split('\n')

/** As `hexdump -C` prints it. */
export const hexdump = (hex: string) =>
  lines(hex)
    .map((row, i) => {
      const bytes = spell(row, ' ').split(' ')
      const text = `${bytes.slice(0, 8).join(' ')}  ${bytes.slice(8).join(' ')}`
      return `${offset(i * 16, 8)}  ${text.padEnd(48)}  |${ascii(row)}|`
    })
    .join('\n') + `\n${offset(hex.length / 2, 8)}`

/** As Wireshark copies a packet's bytes as hex and ASCII. */
export const wireshark = (hex: string) =>
  lines(hex)
    .map((row, i) => `${offset(i * 16, 4)}  ${spell(row, ' ').padEnd(48)}  ${ascii(row)}`)
    .join('\n')

export const netty = (hex: string) =>
  `         +-------------------------------------------------+
         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |
+--------+-------------------------------------------------+----------------+
${lines(hex)
  .map((row, i) => `|${offset(i * 16, 8)}| ${spell(row, ' ').padEnd(47)} |${ascii(row).padEnd(16)}|`)
  .join('\n')}
+--------+-------------------------------------------------+----------------+`

/** An Ethernet, IPv4 and TCP packet around a payload. */
export function packet(hex: string, from = '0a000009c822', to = '0a000002223f'): string {
  const total = (40 + hex.length / 2).toString(16).padStart(4, '0')
  const [source, sourcePort] = [from.slice(0, 8), from.slice(8)]
  const [target, targetPort] = [to.slice(0, 8), to.slice(8)]
  return `02004c4f4f5002000000000108004500${total}1234400040060000${source}${target}${sourcePort}${targetPort}000003e8000007d05018200000000000${hex}`
}

export const received = { observed: 'received' as const }
export const sent = { observed: 'sent' as const }

/** As Python prints bytes. */
export function python(hex: string): string {
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
