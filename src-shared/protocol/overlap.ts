// Which protocols claim the same frames by the form of their frames alone. Detection then goes by messages and bodies; where
// these leave it open too, the protocol that comes first has the frame, which its user should know.
import type { FamilyDefinition, FrameDefinition } from './definition.ts'

/** Pairs of families, the first in order of priority first, of which one claims frames of the other. */
export function overlappingFamilies(families: readonly FamilyDefinition[]): [FamilyDefinition, FamilyDefinition][] {
  return families.flatMap((second, index) =>
    families
      .slice(0, index)
      .filter((first) => claimSame(first, second))
      .map((first): [FamilyDefinition, FamilyDefinition] => [first, second]),
  )
}

function claimSame(a: FamilyDefinition, b: FamilyDefinition): boolean {
  return a.frames.some((one) => b.frames.some((other) => formOf(a, one, other) === formOf(b, other, one)))
}

/** What must agree, with `other`'s start mark where that begins this one's or goes on behind it. */
function formOf({ order }: FamilyDefinition, frame: FrameDefinition, other: FrameDefinition): string {
  const { length, checksum } = frame
  const shared = Math.min(frame.start.length, other.start.length)
  return JSON.stringify([
    frame.start.toLowerCase().slice(0, shared),
    frame.foreign ?? false,
    length && [
      [length.at].flat()[0],
      length.read,
      /^u(8|\d+be)$/.test(length.read) ? null : order,
      length.shift ?? 0,
      length.add,
    ],
    [checksum.algorithm, checksum.from, checksum.to],
  ])
}
