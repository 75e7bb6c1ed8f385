// Every single change of a frame that would make length and CRC right: one bit or byte, two bytes in the other order, bytes
// put in or left out. In time linear in the frame: states from both ends meet where the change is.
import { crcSteps, type CrcSteps } from '../bytes/crc-steps.ts'
import { readUnsigned } from '../bytes/number.ts'
import type { FramePlan } from '../protocol/plan.ts'
import { withInserted, withoutBytes, withReplaced } from './frame-copy.ts'

export interface Change {
  kind: 'bit' | 'byte' | 'checksum' | 'order' | 'extra' | 'missing'
  /** Where in the frame, and of how many bytes. */
  at: number
  count: number
  copy: Uint8Array
  /** How many changes of this kind were tried: so many chances for an accident. */
  tried: number
  /** Bits that speak for it beside the CRC, such as that the bytes stand in a run of the same. */
  bonus: number
  /** Where all places lie that give this same copy, half-open. */
  run: { start: number; end: number }
}

/** More bytes than this are not looked for one by one: such a frame was cut or joined. */
const mostMoved = 64
const widestNumbers = [2, 4] as const

interface Search {
  bytes: Uint8Array
  steps: CrcSteps
  /** Covered bytes, half-open. */
  from: number
  stop: number
  /** State in front of covered byte i, coming from the front. */
  before: Uint16Array
  /** State in front of covered byte i that leads to the checksum as it stands. */
  needed: Uint16Array
}

/**
 * The changes of `bytes` (from start to end of one frame of this format) after which its CRC is right. `excess`: how many
 * more bytes are here than its length says (negative: fewer). `isSwapped`: the CRC stands in the other byte order.
 */
export function searchChanges(frame: FramePlan, bytes: Uint8Array, excess: number, isSwapped: boolean): Change[] {
  const { algorithm, from, to, size, order } = frame.checksum
  const steps = crcSteps(algorithm)
  const stop = bytes.length + to
  if (!steps || size !== 2 || stop <= from || Math.abs(excess) > mostMoved) return []
  const found = readUnsigned(bytes, stop, stop + size, isSwapped === (order === 'little') ? 'big' : 'little')
  const search: Search = { bytes, steps, from, stop, ...states(bytes, steps, from, stop, found) }
  if (excess > 0) return extraBytes(search, excess)
  if (excess < 0) return missingBytes(search, -excess)
  return [...changedBytes(search), ...changedChecksum(search, found, size), ...otherOrder(search)]
}

function states(bytes: Uint8Array, steps: CrcSteps, from: number, stop: number, found: number) {
  const count = stop - from
  const before = new Uint16Array(count + 1)
  const needed = new Uint16Array(count + 1)
  before[0] = steps.begin
  needed[count] = found
  for (let i = 0; i < count; i++) before[i + 1] = steps.step(before[i]!, bytes[from + i]!)
  for (let i = count; i > 0; i--) needed[i - 1] = steps.unstep(needed[i]!, bytes[from + i - 1]!)
  return { before, needed }
}

const isOneBit = (difference: number): boolean => difference !== 0 && (difference & (difference - 1)) === 0

function changedBytes({ bytes, steps, from, stop, before, needed }: Search): Change[] {
  const changes: Change[] = []
  const count = stop - from
  for (let i = 0; i < count; i++) {
    const byte = steps.byteBetween(before[i]!, needed[i + 1]!)
    const at = from + i
    if (byte < 0 || byte === bytes[at]) continue
    const isBit = isOneBit(byte ^ bytes[at]!)
    changes.push({
      kind: isBit ? 'bit' : 'byte',
      at,
      count: 1,
      copy: withReplaced(bytes, at, [byte]),
      tried: isBit ? count * 8 + 16 : count * 255,
      bonus: 0,
      run: { start: at, end: at + 1 },
    })
  }
  return changes
}

/** The body is right and one bit or byte of the checksum itself is not. */
function changedChecksum({ bytes, stop, from, before }: Search, found: number, size: number): Change[] {
  const difference = found ^ before[stop - from]!
  const isBit = isOneBit(difference)
  if (!isBit && (difference & 0xff) !== 0 && difference >>> 8 !== 0) return []
  const right = before[stop - from]!
  const isLittle = readUnsigned(bytes, stop, stop + size, 'little') === found
  const copy = withReplaced(bytes, stop, isLittle ? [right & 0xff, right >>> 8] : [right >>> 8, right & 0xff])
  const at = copy[stop] === bytes[stop] ? stop + 1 : stop
  return [
    {
      kind: isBit ? 'bit' : 'checksum',
      at,
      count: 1,
      copy,
      tried: isBit ? (stop - from) * 8 + 16 : 510,
      bonus: 0,
      run: { start: at, end: at + 1 },
    },
  ]
}

/** Numbers of two and four bytes with their bytes the other way round. */
function otherOrder({ bytes, steps, from, stop, before, needed }: Search): Change[] {
  const changes: Change[] = []
  for (const width of widestNumbers) {
    for (let i = 0; i + width <= stop - from; i++) {
      let state = before[i]!
      for (let k = width - 1; k >= 0; k--) state = steps.step(state, bytes[from + i + k]!)
      if (state !== needed[i + width]) continue
      const at = from + i
      const copy = withReplaced(bytes, at, bytes.slice(at, at + width).reverse())
      changes.push({
        kind: 'order',
        at,
        count: width,
        copy,
        tried: (stop - from) * widestNumbers.length,
        bonus: 0,
        run: { start: at, end: at + width },
      })
    }
  }
  return changes
}

function extraBytes({ bytes, from, stop, before, needed }: Search, excess: number): Change[] {
  const changes: Change[] = []
  const places = stop - from - excess + 1
  let last = -2
  for (let i = 0; i < places; i++) {
    if (before[i] !== needed[i + excess]) continue
    const at = from + i
    // Leaving out one byte later gives the same copy when the byte that comes in equals the one that goes out.
    const isSameCopy = last === i - 1 && bytes[at - 1] === bytes[at + excess - 1]
    last = i
    if (isSameCopy) {
      changes.at(-1)!.run.end = at + excess
      continue
    }
    changes.push({
      kind: 'extra',
      at,
      count: excess,
      copy: withoutBytes(bytes, at, excess),
      tried: places,
      bonus: 0,
      run: { start: at, end: at + excess },
    })
  }
  for (const change of changes)
    if (isRun(bytes, change.run)) change.bonus = change.run.end - change.run.start > excess ? 4 : 2
  return changes
}

function isRun(bytes: Uint8Array, { start, end }: { start: number; end: number }): boolean {
  for (let i = start + 1; i < end; i++) if (bytes[i] !== bytes[start]) return false
  return true
}

/** Bytes of one value that went missing; one byte of any value. */
function missingBytes(search: Search, lack: number): Change[] {
  const { bytes, steps, from, stop, before, needed } = search
  const changes: Change[] = []
  const add = (i: number, value: number, tried: number, bonus: number) => {
    const at = from + i
    const copy = withInserted(bytes, at, new Uint8Array(lack).fill(value))
    const same = changes.find((change) => change.copy[change.at] === value && isSame(change.copy, copy))
    if (!same) changes.push({ kind: 'missing', at, count: lack, copy, tried, bonus, run: { start: at, end: at } })
    else {
      same.run.end = at
      same.bonus = Math.max(same.bonus, bonus)
      same.tried = Math.min(same.tried, tried)
    }
  }
  for (let i = 0; i <= stop - from; i++) {
    for (const { value, inRun } of insertedValues(search, i, lack)) {
      let state = before[i]!
      for (let k = 0; k < lack; k++) state = steps.step(state, value)
      if (state === needed[i]) add(i, value, (stop - from) * 3, inRun ? 3 : 0)
    }
    if (lack > 1) continue
    const byte = steps.byteBetween(before[i]!, needed[i]!)
    if (byte >= 0) add(i, byte, (stop - from) * 256, 0)
  }
  return changes
}

/** Zeros and FF are lost most, a few at a time; of a run, any number. */
const mostLost = 4

/** What may have stood in front of covered byte `i`: filler, or more of the run that is there. */
function insertedValues({ bytes, from, stop }: Search, i: number, lack: number): { value: number; inRun: boolean }[] {
  const at = from + i
  const left = i > 1 && bytes[at - 1] === bytes[at - 2] ? bytes[at - 1]! : -1
  const right = at + 1 < stop && bytes[at] === bytes[at + 1] ? bytes[at]! : -1
  const runs = [...new Set([left, right])].filter((value) => value >= 0).map((value) => ({ value, inRun: true }))
  if (lack > mostLost) return runs
  const filler = [0, 0xff].filter((value) => value !== left && value !== right)
  return [...runs, ...filler.map((value) => ({ value, inRun: false }))]
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, i) => byte === b[i])
}
