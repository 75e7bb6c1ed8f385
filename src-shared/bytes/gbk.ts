// Text into GBK bytes, for searching payload: the platform's TextEncoder writes UTF-8 only, so its decoder is asked what
// each pair of bytes means, once.

let table: Map<string, number> | null = null

function gbkTable(): Map<string, number> {
  if (table) return table
  table = new Map()
  const decoder = new TextDecoder('gbk')
  const pair = new Uint8Array(2)
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      if (second === 0x7f) continue
      pair[0] = first
      pair[1] = second
      const text = decoder.decode(pair)
      if (text.length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, first * 256 + second)
    }
  }
  return table
}

/** The text in GBK; null when a character of it has no place there. */
export function encodeGbk(text: string): Uint8Array | null {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.charCodeAt(0)
    if (character.length === 1 && code < 0x80) bytes.push(code)
    else {
      const pair = gbkTable().get(character)
      if (pair === undefined) return null
      bytes.push(pair >> 8, pair & 0xff)
    }
  }
  return Uint8Array.from(bytes)
}
