import { describe, expect, test } from 'vitest'
import { makeFinding, makeFrame } from '../testing/make-frame.ts'
import { displayTree } from './display-tree.ts'
import { placeFindings, treeLines, treeMove, type TreeLine } from './tree-lines.ts'

const tree = displayTree(makeFrame())
const byDefault = () => undefined
const lines = treeLines(tree, [], byDefault)
const names = (some: readonly TreeLine[]) =>
  some.map(({ node, finding }) => finding?.code ?? node.field?.name ?? node.label.en)
const key = (name: string, held: { ctrlKey?: boolean; shiftKey?: boolean } = {}) => ({
  key: name,
  ctrlKey: false,
  shiftKey: false,
  ...held,
})
const lineOf = (name: string) => names(lines).indexOf(name)

describe('lines of the tree', () => {
  test('groups are open from the start, bits and worked out values are not', () => {
    expect(names(lines)).toEqual([
      'Header',
      'x.start',
      'x.length',
      'Body',
      'x.control',
      'x.serial',
      'x.items',
      'x.items.item',
      'x.a',
      'x.b',
      'x.items.item',
      'x.a',
      'x.b',
      'x.empty',
      'x.last',
      'Trailer',
      'x.checksum',
    ])
  })

  test('depth, parent and place among siblings are those of the node', () => {
    const line = lines[lineOf('x.serial')]!
    expect(line).toMatchObject({
      depth: 1,
      parent: lineOf('Body'),
      place: 2,
      siblings: 5,
      hasChildren: true,
      isOpen: false,
    })
  })

  test('what the person closed stays closed', () => {
    expect(names(treeLines(tree, [], (path) => (path === '1' ? false : undefined)))).toEqual([
      'Header',
      'x.start',
      'x.length',
      'Body',
      'Trailer',
      'x.checksum',
    ])
  })

  test('a finding stands under the field that it is about', () => {
    const found = treeLines(tree, [makeFinding([10, 12])], byDefault)
    expect(names(found).slice(-2)).toEqual(['x.checksum', 'checksum_bad'])
    expect(found.at(-1)).toMatchObject({ depth: 2, parent: found.length - 2 })
  })

  test('a finding about several fields stands nowhere in the tree', () => {
    expect(placeFindings(tree, [makeFinding([0, 12])]).size).toBe(0)
  })
})

describe('keys in the tree', () => {
  test('up and down walk the lines and stop at the ends', () => {
    expect(treeMove(lines, -1, key('ArrowDown'), 10)).toEqual({ kind: 'select', line: 0 })
    expect(treeMove(lines, lines.length - 1, key('ArrowDown'), 10)).toEqual({ kind: 'select', line: lines.length - 1 })
    expect(treeMove(lines, 0, key('PageDown'), 5)).toEqual({ kind: 'select', line: 5 })
  })

  test('right opens, then enters; left closes, then leaves', () => {
    const serial = lineOf('x.serial')
    expect(treeMove(lines, serial, key('ArrowRight'), 10)).toEqual({ kind: 'open', paths: ['1.1'] })
    expect(treeMove(lines, lineOf('Body'), key('ArrowRight'), 10)).toEqual({ kind: 'select', line: lineOf('Body') + 1 })
    expect(treeMove(lines, lineOf('Body'), key('ArrowLeft'), 10)).toEqual({ kind: 'close', paths: ['1'] })
    expect(treeMove(lines, serial, key('ArrowLeft'), 10)).toEqual({ kind: 'select', line: lineOf('Body') })
    expect(treeMove(lines, serial, key('Backspace'), 10)).toEqual({ kind: 'select', line: lineOf('Body') })
  })

  test('Shift+right opens the subtree, Ctrl+right everything', () => {
    expect(treeMove(lines, lineOf('x.items'), key('ArrowRight', { shiftKey: true }), 10)).toEqual({
      kind: 'open',
      paths: ['1.2', '1.2.0', '1.2.1'],
    })
    const all = treeMove(lines, 0, key('ArrowRight', { ctrlKey: true }), 10)
    expect(all).toMatchObject({ kind: 'open' })
    expect('paths' in all && all.paths).toContain('1.1')
  })

  test('Enter toggles a node and leaves a leaf alone', () => {
    expect(treeMove(lines, lineOf('x.serial'), key('Enter'), 10)).toEqual({ kind: 'toggle', paths: ['1.1'] })
    expect(treeMove(lines, lineOf('x.last'), key('Enter'), 10)).toEqual({ kind: 'none' })
  })

  test('an empty tree takes no key', () => {
    expect(treeMove([], -1, key('ArrowDown'), 10)).toEqual({ kind: 'none' })
  })
})
