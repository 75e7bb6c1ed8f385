import { describe, expect, test } from 'vitest'
import { makeFrame } from '../testing/make-frame.ts'
import { displayTree, leavesOf, nodeAround, nodeAtByte, nodeOfPath, nodesTo } from './display-tree.ts'

const tree = displayTree(makeFrame())

describe('display tree', () => {
  test('fields stand under header, body and trailer', () => {
    expect(tree.map(({ label, children }) => [label.en, children.length])).toEqual([
      ['Header', 2],
      ['Body', 5],
      ['Trailer', 1],
    ])
  })

  test('a frame of no known protocol has its fields at the top', () => {
    expect(displayTree(makeFrame({ layout: null }))).toHaveLength(8)
  })

  test('leaves tile the frame: every byte belongs to exactly one', () => {
    const owners = Array.from({ length: 12 }, (_, byte) =>
      leavesOf(tree).filter((leaf) => byte >= leaf.start && byte < leaf.end),
    )
    expect(owners.map((leaves) => leaves.length)).toEqual(Array(12).fill(1))
  })

  test('every path leads to its node, and the way there to its ancestors', () => {
    for (const leaf of leavesOf(tree)) expect(nodeOfPath(tree, leaf.path)).toBe(leaf)
    expect(nodesTo(tree, '1.2.0.1').map(({ label }) => label.en)).toEqual(['Body', 'x.items', 'x.items.item', 'x.b'])
    expect(nodeOfPath(tree, '9.9')).toBeNull()
  })
})

describe('byte to leaf', () => {
  test.each([
    [0, 'x.start'],
    [6, 'x.b'],
    [10, 'x.checksum'],
    [11, 'x.checksum'],
  ])('byte %i is in %s', (byte, name) => {
    expect(nodeAtByte(tree, byte)?.field?.name).toBe(name)
  })

  test('bits share their byte, so the byte leads to the number that holds them', () => {
    expect(nodeAtByte(tree, 2)?.field?.name).toBe('x.control')
  })

  test('a worked out value owns no bytes', () => {
    expect(nodeAtByte(tree, 4)?.field?.name).toBe('x.serial')
  })

  test('a byte behind the frame is in no field', () => {
    expect(nodeAtByte(tree, 12)).toBeNull()
  })

  test('a range leads to the smallest node around it', () => {
    expect(nodeAround(tree, 5, 7)?.path).toBe('1.2.0')
    expect(nodeAround(tree, 6, 8)?.field?.name).toBe('x.items')
    expect(nodeAround(tree, 0, 12)).toBeNull()
  })
})
