// Draws seeded faults on right frames, each kind in its turn. For explained-frames.test.ts and bench/faults.bench.mjs.
import { crcSteps } from '../../bytes/crc-steps.ts'
import type { Random } from '../../capture/testing/random.ts'
import { same, varied, type Base } from './base-frame.ts'
import { faults, type FaultCase } from './faults.ts'

/** Case number `index`: the kinds take turns; null when the frame drawn cannot have the fault. */
export function faultCase(index: number, bases: readonly Base[], random: Random): FaultCase | null {
  const names = Object.keys(faults)
  const kind = names[index % names.length]!
  const protocols = [...new Set(bases.map((base) => base.protocol))]
  for (let trial = 0; trial < 60; trial++) {
    // Kinds that only a CRC can tell apart would else be drawn seldom.
    const strong = protocols.filter((one) => crcSteps(one.frames[0]!.checksum.algorithm) !== null)
    const protocol = random.pick(random.chance(0.4) ? strong : protocols)
    const base = varied(random.pick(bases.filter((one) => one.protocol === protocol)), random)
    const made = base && faults[kind]!(base, random, bases)
    if (!made || (made.as === undefined && same(made.bytes, made.original ?? base.bytes))) continue
    return { kind, protocol: base.protocol, original: base.bytes, isDecidable: true, as: null, ...made }
  }
  return null
}
