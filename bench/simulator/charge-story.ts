// A pile's day in frames: login, price model, heartbeat, a charge from start to bill, the platform's answers between. The
// frames are those of samples/ykc/synthetic.hex. Told by pile.ts and platform.ts.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface StoryStep {
  fromPile: boolean
  bytes: Buffer
}

/** Types in their order; the platform's are even. */
const types = [
  0x01, 0x02, 0x05, 0x06, 0x03, 0x04, 0x31, 0x32, 0x33, 0x15, 0x17, 0x13, 0x23, 0x25, 0x03, 0x04, 0x13, 0x23, 0x25,
  0x36, 0x35, 0x1d, 0x19, 0x3b, 0x40, 0x03, 0x04,
]
const platformTypes = new Set([0x02, 0x06, 0x04, 0x32, 0x36, 0x40])
const typeAt = 5

export function chargeStory(
  path = fileURLToPath(new URL('../../samples/ykc/synthetic.hex', import.meta.url)),
): StoryStep[] {
  const frames = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => /^[0-9a-f]+$/i.test(line.trim()))
    .map((line) => Buffer.from(line.trim(), 'hex'))
  return types.map((type) => {
    const bytes = frames.find((frame) => frame[typeAt] === type)
    if (!bytes) throw new Error(`no frame of type ${type.toString(16)} in ${path}`)
    return { fromPile: !platformTypes.has(type), bytes }
  })
}
