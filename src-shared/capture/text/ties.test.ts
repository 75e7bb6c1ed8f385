// Readings that tie: asked about where two of them give other frames, and only there.

import { describe, expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { readText } from './read-text.ts'
import { heartbeat, heartbeatReply, rows, spell, swapped } from './testing/frames.ts'
import { probeDouble } from './testing/probe-double.ts'

/** A frame of 108 bytes that begins the same way whichever byte of a word comes first; its checksum fits neither way. */
const twoFaced = `6868${'1717'}0101${'1234567890abcdef'.repeat(12)}000102030405`

/** As plain `hexdump` prints words. */
function hexdump(hex: string): string {
  const words = hex.replace(/(..)(..)/g, '$2$1')
  const lines = rows(words, 16).split('\n')
  const joined = lines.map(
    (line, i) => `${(i * 16).toString(16).padStart(7, '0')} ${line.replace(/(..) (..)/g, '$1$2')}`,
  )
  return `${joined.join('\n')}\n${(hex.length / 2).toString(16).padStart(7, '0')}`
}

describe('a tie', () => {
  test('is told with its place and the other bytes; writing those down in its place settles it', () => {
    const text = `收到：\n${hexdump(twoFaced)}\n`
    const { frames, ties } = readText(text, probeDouble)
    expect(ties).toMatchObject([{ line: 2, chosen: 'hex', other: 'word-swapped' }])
    const { start, end, otherBytes } = ties[0]!
    const hex = formatHex(otherBytes)
    expect(hex).toBe(twoFaced)
    expect(frames.map((frame) => formatHex(frame.bytes))).not.toContain(twoFaced)
    const settled = readText(text.slice(0, start) + spell(hex, ' ') + text.slice(end), probeDouble)
    expect(settled.frames.map((frame) => formatHex(frame.bytes))).toEqual([twoFaced])
    expect(settled.ties).toEqual([])
  })

  test('is none where both readings give the same frames, or one is proven', () => {
    const frames = [heartbeat, heartbeatReply, swapped]
    const numbered = frames.map((hex, i) => `0${i + 1} ${spell(hex, ' ')}`).join('\n')
    expect(readText(numbered, probeDouble).ties).toEqual([])
    expect(readText(hexdump(`${heartbeat}00`), probeDouble).ties).toEqual([])
  })
})
