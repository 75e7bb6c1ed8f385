// Fields whose bytes are told by other bytes: up to an end mark, lists of so many bytes, numbers of either order.
import { describe, expect, test } from 'vitest'
import { formatHex } from '../bytes/hex.ts'
import { decodeFrame } from './decode.ts'
import { load, protocolOf, smallFamily, smallFrame } from './testing/small-family.ts'
import { buildTree, type FieldNode } from './tree.ts'

const label = (zh: string) => `label: { zh: ${zh}, en: ${zh} }`

/** Names and values of all fields of the body, and codes of what was found. */
function read(fields: string, body: readonly number[]): { values: [string, unknown][]; codes: string[] } {
  const frame = smallFrame(1, body)
  const { fields: nodes, expert } = buildTree(decodeFrame(protocolOf(smallFamily(fields)), frame))
  const all = (list: readonly FieldNode[]): FieldNode[] => list.flatMap((node) => [node, ...all(node.children)])
  expect(nodes.map(({ raw }) => raw).join('')).toBe(formatHex(frame))
  const values = all(nodes).flatMap((node): [string, unknown][] =>
    /small\.(start|length|type|checksum)/.test(node.name) || node.value === undefined
      ? []
      : [[node.name.slice(6), node.value]],
  )
  return { values, codes: expert.map(({ code }) => code) }
}

describe('a field that ends with certain bytes', () => {
  const fields = `[ { id: a, ${label('甲')}, read: text, until: "00" }, { id: b, ${label('乙')}, read: bytes, until: "0d0a" }, { id: c, ${label('丙')}, read: u8 } ]`

  test('takes them along; its value does not hold them', () => {
    expect(read(fields, [0x41, 0x42, 0, 0x0d, 0x01, 0x0d, 0x0a, 7])).toEqual({
      values: [
        ['a', 'AB'],
        ['b', '0d01'],
        ['c', 7],
      ],
      codes: [],
    })
    expect(read(fields, [0, 0x0d, 0x0a, 7]).values).toEqual([
      ['a', ''],
      ['b', ''],
      ['c', 7],
    ])
  })

  test('is missing where they are', () => {
    expect(read(fields, [0x41, 0, 0x0d, 7])).toEqual({
      values: [
        ['a', 'A'],
        ['undecoded', '0d07'],
      ],
      codes: ['fields_missing'],
    })
  })

  test('has no size, and is text or bytes', () => {
    const errors = (rest: string) => load(smallFamily(`[ { id: a, ${label('甲')}, ${rest} } ]`)).errors
    expect(errors('read: text, size: 4, until: "00"')[0]!.message.en).toContain('`until` goes with')
    expect(errors('read: u8, until: "00"')[0]!.message.en).toContain('`until` goes with')
  })
})

describe('a list of so many bytes', () => {
  const fields = `[ { id: size, ${label('长')}, read: u8 }, { id: list, ${label('表')}, repeat: { count: rest, bytes: size, item: { id: x, ${label('项')}, read: u16 } } }, { id: end, ${label('末')}, read: u8 } ]`

  test('leaves the rest to the fields behind it', () => {
    expect(read(fields, [4, 1, 0, 2, 0, 9])).toEqual({
      values: [
        ['size', 4],
        ['x', 1],
        ['x', 2],
        ['end', 9],
      ],
      codes: [],
    })
    expect(read(fields, [0, 9]).values).toEqual([
      ['size', 0],
      ['list', null],
      ['end', 9],
    ])
  })

  test('whose last item is cut keeps its bytes, and the fields behind it', () => {
    expect(read(fields, [3, 1, 0, 2, 9])).toEqual({
      values: [
        ['size', 3],
        ['x', 1],
        ['undecoded', '02'],
        ['end', 9],
      ],
      codes: ['fields_missing'],
    })
  })

  test('that is longer than what is left takes that, and says so', () => {
    expect(read(fields, [9, 1, 0])).toEqual({
      values: [
        ['size', 9],
        ['x', 1],
      ],
      codes: ['inner_length_wrong', 'fields_missing'],
    })
  })

  test('has no other count', () => {
    const { errors } = load(smallFamily(fields.replace('count: rest', 'count: 2')))
    expect(errors[0]!.message.en).toBe('With `bytes`, count is rest.')
  })
})

test('a number may have another byte order than the others', () => {
  const fields = `[ { id: a, ${label('甲')}, read: u16 }, { id: b, ${label('乙')}, read: u16, order: big }, { id: c, ${label('丙')}, read: uint, size: 3, order: big }, { id: d, ${label('丁')}, read: u32be, order: little } ]`
  expect(read(fields, [1, 2, 1, 2, 1, 2, 3, 1, 0, 0, 0]).values).toEqual([
    ['a', 0x0201],
    ['b', 0x0102],
    ['c', 0x010203],
    ['d', 1],
  ])
})
