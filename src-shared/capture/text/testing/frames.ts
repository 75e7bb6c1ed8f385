// Frames that the text reader's tests print in many ways; each with a right length and checksum unless its name says so.

export const heartbeat = '680d14000003103190428000030100a38d'
export const heartbeatReply = '680d140000041031904280000301001257'
export const swapped = '680d71ad0005202312120000100000222b'
export const wrongLength = '680925d300042023121200001001001d0b'
export const wrongChecksum = '680d000100035503141278230501006890'
export const ratesAnswer = 'aaf50a00100250040054'
export const statusAnswer = 'aaf50e0010046700000000000168'
export const timeAnswer = '75720f001e2011000810010068c6010000'
export const stopCharge = '6811001100684202339a02010501660620300300000002db16'
export const login = '681700170068c102339a020002006606203003000000010700000101187516'

/** `68 0d 14 …` in upper or lower case, as `separator` says. */
export function spell(hex: string, separator: string, width = 1): string {
  const groups = hex.match(new RegExp(`.{1,${2 * width}}`, 'g')) ?? []
  return groups.join(separator)
}

export function bytesOf(hex: string): number[] {
  return (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16))
}

/** Rows of `width` bytes, each with `prefix`. */
export function rows(hex: string, width: number, prefix = '', separator = ' '): string {
  return spell(hex, '\n', width)
    .split('\n')
    .map((row) => prefix + spell(row, separator))
    .join('\n')
}
