// The text column of the byte pane: one cell a byte. A GBK character stands in the cell of its first byte and takes both.
// Pure.

/** What a byte shows as text. `width`: cells it takes; 0: the byte belongs to the character before it. */
export interface TextCell {
  text: string
  width: 0 | 1 | 2
  isPrintable: boolean
}

const dot: TextCell = { text: '·', width: 1, isPrintable: false }
const taken: TextCell = { text: '', width: 0, isPrintable: true }
const gbk = new TextDecoder('gbk')

const isPrintableAscii = (byte: number) => byte >= 0x20 && byte < 0x7f

/** Text of all bytes of a frame. */
export function textCells(bytes: Uint8Array, encoding: 'ascii' | 'gbk'): TextCell[] {
  const cells: TextCell[] = []
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (isPrintableAscii(byte)) cells.push({ text: String.fromCharCode(byte), width: 1, isPrintable: true })
    else {
      const wide = encoding === 'gbk' ? gbkCharacter(byte, bytes[at + 1]) : null
      if (wide === null) cells.push(dot)
      else {
        cells.push({ text: wide, width: 2, isPrintable: true }, taken)
        at++
      }
    }
  }
  return cells
}

/** The two-byte character, or null when the bytes are none. */
function gbkCharacter(first: number, second: number | undefined): string | null {
  if (first < 0x81 || first > 0xfe || second === undefined || second < 0x40 || second > 0xfe || second === 0x7f)
    return null
  const text = gbk.decode(Uint8Array.of(first, second))
  return text.length === 1 && text !== '\ufffd' && !/\p{C}/u.test(text) ? text : null
}
