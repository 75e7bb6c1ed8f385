// Aliases of a YAML document: what they stand for, and whether all of it together is too much. Part of read-yaml.ts.
import { isAlias, isMap, isSeq, visit, type Alias, type Document, type Node } from 'yaml'
import { nodeLimit } from './definition-limits.ts'

type Targets = ReadonlyMap<Alias, Node>

/** What each alias stands for: the last node before it with its anchor. Found in one walk, not one for each alias. */
export function aliasTargets(document: Document): Map<Alias, Node> {
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node>()
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source)
        if (target) targets.set(node, target)
      } else if ('anchor' in node && node.anchor) anchors.set(node.anchor, node)
    },
  })
  return targets
}

/** The values, lists and maps directly inside a node; of keys nothing is made. */
function children(node: Node): (Node | null)[] {
  if (isSeq(node)) return node.items as (Node | null)[]
  return isMap(node) ? (node.items as { value: Node | null }[]).map((pair) => pair.value) : []
}

/** An alias that stands inside what it stands for, or the place where the nodes become too many. */
export type Expansion = { kind: 'circle' | 'nodes'; offset: number }

/**
 * What is wrong with a document whose aliases are all written out; null when nothing is. What an anchor stands for is
 * counted once, so that aliases of aliases cost nothing.
 */
export function checkExpansion(root: Node | null, targets: Targets): Expansion | null {
  const sizes = new Map<Node, number>()
  let circle: Alias | null = null
  const sizeOf = (node: Node | null): number => {
    if (node === null) return 1
    if (isAlias(node)) {
      const size = 1 + sizeOf(targets.get(node) ?? null)
      if (size === Infinity) circle ??= node
      return size
    }
    const known = sizes.get(node)
    if (known !== undefined) return known
    // Met again before it is counted, it stands inside itself and never ends.
    sizes.set(node, Infinity)
    const size = children(node).reduce((total, child) => total + sizeOf(child), 1)
    sizes.set(node, size)
    return size
  }
  if (sizeOf(root) <= nodeLimit) return null
  if (circle) return { kind: 'circle', offset: startOf(circle) }
  return { kind: 'nodes', offset: excessIn(root, 0, sizeOf) }
}

const startOf = (node: Node | null): number => node?.range?.[0] ?? 0

/** Goes down to where the count passes the limit; `before`: nodes that stand before this one. */
function excessIn(node: Node | null, before: number, sizeOf: (node: Node | null) => number): number {
  if (node === null || isAlias(node)) return startOf(node)
  let count = before + 1
  for (const child of children(node)) {
    const size = sizeOf(child)
    if (count + size > nodeLimit) return excessIn(child, count, sizeOf)
    count += size
  }
  return startOf(node)
}
