// The tree of a frame whose plain bytes are not the sent ones, moved to where everything stands in the sent bytes: the
// preamble becomes a leaf of its own, an escaped byte is as long as it was sent. Part of tree.ts.
import { formatHex } from '../bytes/hex.ts'
import type { ExpertInfo } from './expert.ts'
import type { Protocol } from './plan.ts'
import { sentRange, type PlainBytes } from './plain-bytes.ts'
import { about, remark } from './remark.ts'
import type { FieldNode, FrameTree } from './tree.ts'

const badEscape = (hex: string) =>
  remark(
    'escape_bad',
    'warn',
    'malformed',
    `转义 ${hex} 没有定义，按原样读取。`,
    `The escape ${hex} means nothing; it is read as it stands.`,
  )

/** The same tree in places of the sent bytes; leaves tile these. */
export function inSentBytes({ fields, expert }: FrameTree, protocol: Protocol, plain: PlainBytes): FrameTree {
  // Findings of fields stand in the tree too, and are moved there once more.
  const moved = findingsInSentBytes(expert, plain)
  for (const node of fields) move(node, plain)
  const preamble = plain.preamble > 0 ? [preambleNode(protocol, plain)] : []
  return { fields: [...preamble, ...fields], expert: moved }
}

/** Findings about plain bytes at their places in the sent ones, and what there is to say of escapes. */
export function findingsInSentBytes(expert: readonly ExpertInfo[], plain: PlainBytes): ExpertInfo[] {
  const moved = expert.map((one) => ({
    ...one,
    range: sentRange(plain, one.range),
    ...(one.repair ? { repair: withPreamble(plain, one.repair) } : {}),
  }))
  const escapes = plain.badEscapes.map((at) => {
    const range = { start: at, end: Math.min(at + 2, plain.sent.length) }
    return about(range, badEscape(formatHex(plain.sent, range.start, range.end)))
  })
  return [...moved, ...escapes]
}

function withPreamble({ sent, preamble }: PlainBytes, frame: Uint8Array): Uint8Array {
  const whole = new Uint8Array(preamble + frame.length)
  whole.set(sent.subarray(0, preamble))
  whole.set(frame, preamble)
  return whole
}

function move(node: FieldNode, plain: PlainBytes): void {
  node.range = sentRange(plain, node.range)
  if (!node.range.bits) node.raw = formatHex(plain.sent, node.range.start, node.range.end)
  for (const one of node.expert) one.range = sentRange(plain, one.range)
  for (const child of node.children) move(child, plain)
}

function preambleNode({ prefix }: Protocol, { sent, preamble }: PlainBytes): FieldNode {
  const raw = formatHex(sent, 0, preamble)
  return {
    name: `${prefix}.preamble`,
    label: { zh: '前导字节', en: 'Preamble' },
    range: { start: 0, end: preamble },
    raw,
    value: raw,
    unit: null,
    text: { zh: raw, en: raw },
    children: [],
    expert: [],
  }
}
