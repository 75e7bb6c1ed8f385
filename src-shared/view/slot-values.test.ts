import { expect, test } from 'vitest'
import { decodeFrame } from '../protocol/decode.ts'
import { Slots } from '../protocol/slots.ts'
import { protocols, sampleFrames } from '../protocol/testing/bundled.ts'
import { buildTree, type FieldNode } from '../protocol/tree.ts'
import { slotValues } from './slot-values.ts'

function allNodes(nodes: readonly FieldNode[]): FieldNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)])
}

/** What the tree's nodes of a name hold: the slow way, which the quick one must agree with. */
function treeValues(nodes: readonly FieldNode[], name: string, roles: ReadonlySet<string>): string[] {
  return nodes.flatMap((node) => {
    const isMeant =
      node.name === name ||
      node.name.slice(node.name.indexOf('.') + 1) === name ||
      roles.has(node.name) ||
      node.label.zh === name
    return isMeant && node.value !== undefined && node.value !== null ? [String(node.value)] : []
  })
}

// Every name, short name, label and role of every sample frame, whole and cut short, by a run that serves all frames.
test.each(protocols.map((protocol) => [protocol.id, protocol] as const))(
  '%s: the values of a name are those of the tree',
  (id, protocol) => {
    const slots = new Slots()
    const frames = sampleFrames(id).slice(0, 120)
    for (const bytes of frames.flatMap((frame) => [frame, frame.subarray(0, Math.ceil(frame.length * 0.7))])) {
      const decoded = decodeFrame(protocol, bytes, null, slots)
      const nodes = allNodes(buildTree(decoded).fields)
      const names = new Set(['pile_no', 'gun_no', 'soc'])
      for (const node of nodes)
        names
          .add(node.name)
          .add(node.name.slice(node.name.indexOf('.') + 1))
          .add(node.label.zh)
      for (const name of names) {
        const roles = new Set(protocol.fields.filter((field) => field.role === name).map((field) => field.name))
        expect(slotValues(decoded, name), `${name} of ${bytes.length} bytes`).toEqual(treeValues(nodes, name, roles))
      }
    }
  },
)
