// Which layout a frame's body has: by the selecting header values, then by condition, size, exact fill, known dialect and
// order, as docs/definitions.md section 3 says.
import { readUnsigned } from '../bytes/number.ts'
import type { FrameEnvironment } from './environment.ts'
import type { FramePlan, MessagePlan, Protocol } from './plan.ts'
import { Run } from './run.ts'

/** The selecting values of a frame [0, size) as the key of Protocol.byKey; null when they are not all there. */
export function messageKey(frame: FramePlan, bytes: Uint8Array, at: number, end: number): string | null {
  let key = ''
  for (const part of frame.keys) {
    const start = at + part.start
    if (start + part.size > end) return null
    const number = readUnsigned(bytes, start, start + part.size, part.order)
    const value =
      part.shift === 0 && part.mask === 2 ** (part.size * 8) - 1
        ? number
        : Math.floor(number / 2 ** part.shift) % (part.mask + 1)
    key = key === '' ? String(value) : `${key},${value}`
  }
  return frame.keys.length === 0 ? null : key
}

/** How near a message's dialects are to the known one: 0 not of it, 1 of all dialects, more the nearer. */
function dialectRank(protocol: Protocol, message: MessagePlan, dialect: string | null): number {
  if (message.dialects.length === 0) return 1
  const chain = protocol.dialects.find((one) => one.id === dialect)?.chain ?? []
  const place = chain.findIndex((id) => message.dialects.includes(id))
  return place < 0 ? 0 : 100 - place
}

/** 2: its size is that of the layout; 1: its fields fill the body exactly; 0: neither. */
function fit(message: MessagePlan, run: Run, bytes: Uint8Array, bodyStart: number, bodyEnd: number): number {
  const size = bodyEnd - bodyStart
  if (message.body) {
    if (size >= message.body.min && size <= message.body.max) return 2
  } else if (message.program.fixedSize >= 0) return message.program.fixedSize === size ? 2 : 0
  // A trial run behind the slots of the header, which conditions of the layout may look at; taken back afterwards.
  const { count } = run.slots
  run.begin(bytes, bodyStart, bodyEnd)
  const fills = run.execute(message.program) && run.problems.length === 0 && run.at === bodyEnd
  run.slots.count = count
  return fills ? 1 : 0
}

/** The message that body [bodyStart, bodyEnd) is read as, or null when none is known for the selecting values. */
export function chooseMessage(
  protocol: Protocol,
  key: string | null,
  bytes: Uint8Array,
  bodyStart: number,
  bodyEnd: number,
  dialect: string | null,
  environment: FrameEnvironment,
): MessagePlan | null {
  const all = key === null ? undefined : protocol.byKey.get(key)
  if (!all) return null
  if (all.length === 1 && !all[0]!.when) return all[0]!
  const possible = all.filter((message) => !message.when || message.when.matches(environment))
  if (possible.length <= 1) return possible[0] ?? null
  const run = new Run(protocol, environment.slots, environment)
  let best = possible[0]!
  let bestRank = [-1, -1]
  for (const message of possible) {
    const rank = [fit(message, run, bytes, bodyStart, bodyEnd), dialectRank(protocol, message, dialect)]
    if (rank[0]! > bestRank[0]! || (rank[0] === bestRank[0] && rank[1]! > bestRank[1]!)) {
      best = message
      bestRank = rank
    }
  }
  return best
}
