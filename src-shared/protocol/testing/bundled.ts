// The bundled protocols and the frames of samples/, for tests. The definitions come as the build makes them: every YAML
// file of the folder, listed, loaded and merged (scripts/definitions-plugin.ts).
import { readdirSync, readFileSync } from 'node:fs'
import { families } from 'virtual:definitions'
import { parseHex } from '../../bytes/hex.ts'
import { compileProtocol } from '../compile.ts'
import type { Protocol } from '../plan.ts'

export { families }

/** All bundled protocols. */
export const protocols: readonly Protocol[] = families.map((family) => {
  const compiled = compileProtocol(family)
  if ('problems' in compiled) throw new Error(`${family.id}: ${compiled.problems[0]!.message.en}`)
  return compiled.protocol
})

/** The bundled protocol of this id. */
export function protocolNamed(id: string): Protocol {
  const found = protocols.find((protocol) => protocol.id === id)
  if (!found) throw new Error(`there is no protocol ${id}; see what the build says of its definition`)
  return found
}

/** Bytes of hex that is right. */
export function bytesOf(...hex: string[]): Uint8Array {
  const parsed = parseHex(hex.join(''))
  if (!('bytes' in parsed)) throw new Error(`${hex.join('')} is not hex`)
  return parsed.bytes
}

/** Every frame of samples/<protocol>/: the expected ones and the composed ones. */
export function sampleFrames(id: string): Uint8Array[] {
  const folder = `samples/${id}`
  const known = JSON.parse(readFileSync(`${folder}/${id}.frames.json`, 'utf8')) as { frames: { hex: string }[] }
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.hex'))
    .flatMap((name) => readFileSync(`${folder}/${name}`, 'utf8').split('\n'))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return [...known.frames.map((frame) => frame.hex), ...lines].map((hex) => bytesOf(hex))
}
