// Damages generated frames so that what an analyzer must say of them is known. Used by traffic.ts.
import type { Random } from '../../src-shared/capture/testing/random.ts'
import { crcModbus } from './checksums.ts'
import { startBytes, type MadeFrame, type ProtocolName } from './frames.ts'

/** Bytes of the header whose change would make another message of a frame, and of the checksum behind it. */
const shapes: Record<ProtocolName, { header: number; lengthAt: number; smallest: number; notFlipped: number }> = {
  // `notFlipped`: an end mark, counted from the frame's end.
  ykc: { header: 6, lengthAt: 1, smallest: 8, notFlipped: 0 },
  aaf5: { header: 8, lengthAt: 2, smallest: 9, notFlipped: 0 },
  'gw376-68': { header: 23, lengthAt: -1, smallest: 25, notFlipped: 1 },
  'ur-7572': { header: 11, lengthAt: -1, smallest: 16, notFlipped: 5 },
}

/** One bit of body or checksum is wrong: the frame is found, its checksum bad. */
export function flipBodyBit(frame: MadeFrame, random: Random): void {
  const { header, notFlipped } = shapes[frame.protocol]
  const { bytes } = frame
  for (;;) {
    const at = random.between(header, bytes.length - 1)
    if (notFlipped > 0 && at === bytes.length - notFlipped) continue
    bytes[at]! ^= 1 << random.below(8)
    if (frame.protocol !== 'ykc' || !fitsEitherOrder(bytes)) break
  }
  frame.state = 'bad'
}

/** By chance the checksum may be right in the other byte order. */
function fitsEitherOrder(bytes: Uint8Array): boolean {
  const crc = crcModbus(bytes, 2, bytes.length - 2)
  const [first, second] = [bytes[bytes.length - 2]!, bytes[bytes.length - 1]!]
  return crc === (first | (second << 8)) || crc === (second | (first << 8))
}

/** One bit of the length is wrong, where the checksum can still prove the true end. False: this frame has no such bit. */
export function flipLengthBit(frame: MadeFrame, random: Random): boolean {
  const { lengthAt, smallest } = shapes[frame.protocol]
  if (lengthAt < 0 || frame.state !== 'good') return false
  const bit = 1 << random.below(7)
  const size = frame.bytes.length + ((frame.bytes[lengthAt]! & bit) === 0 ? bit : -bit)
  if (size < smallest) return false
  frame.bytes[lengthAt]! ^= bit
  frame.state = 'length'
  return true
}

/** The start byte is wrong, so the frame becomes bytes passed over. False: its body could be taken for a start. */
export function flipStartBit(frame: MadeFrame, random: Random): boolean {
  if (frame.bytes.subarray(1).some((byte) => startBytes.includes(byte))) return false
  const changed = frame.bytes[0]! ^ (1 << random.below(8))
  if (startBytes.includes(changed)) return false
  frame.bytes[0] = changed
  frame.state = 'lost'
  return true
}

/** Bytes between frames in which no frame begins. */
export function garbage(count: number, random: Random): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const byte = random.below(256)
    bytes[i] = startBytes.includes(byte) ? 0 : byte
  }
  return bytes
}
