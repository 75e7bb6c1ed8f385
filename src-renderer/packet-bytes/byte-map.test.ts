import { expect, test } from 'vitest'
import { displayTree } from '../packet-details/display-tree.ts'
import { makeFrame } from '../testing/make-frame.ts'
import { byteMap, leafOfByte } from './byte-map.ts'

const map = byteMap(displayTree(makeFrame()), 12, 2, 10)

test('every byte knows its leaf', () => {
  expect(Array.from({ length: 12 }, (_, byte) => leafOfByte(map, byte)?.field?.name)).toEqual([
    'x.start',
    'x.length',
    'x.control',
    'x.serial',
    'x.serial',
    'x.a',
    'x.b',
    'x.a',
    'x.b',
    'x.last',
    'x.checksum',
    'x.checksum',
  ])
})

test('neighbouring fields have different tints; header and trailer are grey', () => {
  for (let leaf = 1; leaf < map.tints.length; leaf++) expect(map.tints[leaf]).not.toBe(map.tints[leaf - 1])
  expect(map.tints.slice(0, 2)).toEqual(['k', 'l'])
  expect(map.tints.at(-1)).toBe('k')
})

test('bytes outside the frame have no leaf', () => {
  expect(leafOfByte(map, 99)).toBeNull()
  expect(leafOfByte(map, -1)).toBeNull()
})
