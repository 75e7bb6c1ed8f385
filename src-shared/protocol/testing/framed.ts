// What comes out of the framer, as texts that a test can compare.
import { formatHex } from '../../bytes/hex.ts'
import { StreamFramer } from '../framing.ts'
import type { Protocol } from '../plan.ts'

/** `offset:hex` for a frame, `offset-hex` for a run of passed-over bytes (its pieces joined), in order. */
export function framed(protocol: Protocol, pieces: Iterable<Uint8Array>): string[] {
  const found: string[] = []
  let runEnd = -1
  const framer = new StreamFramer(protocol, {
    frame: (bytes, start, end, offset) => {
      found.push(`${offset}:${formatHex(bytes, start, end)}`)
    },
    skipped: (bytes, start, end, offset) => {
      const hex = formatHex(bytes, start, end)
      if (offset === runEnd) found[found.length - 1] += hex
      else found.push(`${offset}-${hex}`)
      runEnd = offset + end - start
    },
  })
  for (const piece of pieces) framer.push(piece)
  framer.finish()
  return found
}

/** Only the frames, as hex. */
export function framesIn(protocol: Protocol, stream: Uint8Array): string[] {
  return framed(protocol, [stream]).flatMap((one) => (one.includes(':') ? [one.slice(one.indexOf(':') + 1)] : []))
}

/** The stream in pieces that end at these positions, in ascending order. */
export function cutAt(stream: Uint8Array, positions: readonly number[]): Uint8Array[] {
  return [0, ...positions].map((start, index) => stream.slice(start, positions[index] ?? stream.length))
}

/** The stream byte by byte. */
export function* byteByByte(stream: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < stream.length; at++) yield stream.subarray(at, at + 1)
}
