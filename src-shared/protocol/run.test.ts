// Layouts over bytes, by small definitions made for each case: what is read, what is missing, what stays raw.
import { describe, expect, test } from 'vitest'
import { decodeFrame } from './decode.ts'
import { protocolOf, smallFamily, smallFrame } from './testing/small-family.ts'
import { cpuTime } from '../bytes/testing/cpu-time.ts'
import { buildTree, type FieldNode } from './tree.ts'

const label = 'label: { zh: 名, en: name }'

/** `name=value` of every leaf and list of the body, children in brackets; then the codes of all findings. */
function decoded(fields: string, body: readonly number[], more = ''): { body: string; codes: string[] } {
  const result = decodeFrame(protocolOf(smallFamily(fields, more)), smallFrame(1, body))
  const { fields: nodes, expert } = buildTree(result)
  return { body: nodes.slice(3, -1).map(show).join(' '), codes: expert.map((one) => one.code) }
}

function show(node: FieldNode): string {
  const name = node.name.replace('small.', '')
  return node.children.length > 0
    ? `${name}[${node.children.map(show).join(' ')}]`
    : `${name}=${String(node.value ?? '')}`
}

describe('fields of fixed size', () => {
  test('numbers in both orders, signed ones, and what is no number', () => {
    const fields = `
      - { id: a, ${label}, read: u16 }
      - { id: b, ${label}, read: u16be }
      - { id: c, ${label}, read: i8 }
      - { id: d, ${label}, read: u32be }
      - { id: e, ${label}, read: u24be }
      - { id: f, ${label}, read: bytes, size: 2 }
      - { id: g, ${label}, read: u32 }`
    expect(decoded(fields, [1, 2, 1, 2, 0xff, 0xff, 0, 0, 1, 0, 1, 2, 0xab, 0xcd, 0xff, 0xff, 0xff, 0xff]).body).toBe(
      'a=513 b=258 c=-1 d=4278190081 e=258 f=abcd g=4294967295',
    )
  })

  test('a field that is cut is missing, its bytes are raw, and those behind it are missing too', () => {
    const fields = `[ { id: a, ${label}, read: u8 }, { id: b, ${label}, read: u32 }, { id: c, ${label}, read: u8 } ]`
    expect(decoded(fields, [1, 2, 3])).toEqual({ body: 'a=1 undecoded=0203', codes: ['fields_missing'] })
  })

  test('bytes behind the last field are extra', () => {
    expect(decoded(`[ { id: a, ${label}, read: u8 } ]`, [1, 2, 3])).toEqual({
      body: 'a=1 trailing=0203',
      codes: ['undecoded'],
    })
  })

  test('an optional field may be missing, but not cut', () => {
    const fields = `[ { id: a, ${label}, read: u8 }, { id: b, ${label}, read: u16, optional: true } ]`
    expect(decoded(fields, [1])).toEqual({ body: 'a=1', codes: [] })
    expect(decoded(fields, [1, 2])).toEqual({ body: 'a=1 undecoded=02', codes: ['fields_missing'] })
  })
})

test('hours and minutes are shown as they stand, impossible ones with a finding', () => {
  const fields = `[ { id: a, ${label}, read: clock }, { id: b, ${label}, read: clock }, { id: c, ${label}, read: clock } ]`
  expect(decoded(fields, [8, 30, 24, 0, 23, 59])).toEqual({ body: 'a=08:30 b=24:00 c=23:59', codes: [] })
  expect(decoded(fields, [25, 0, 24, 1, 8, 60])).toEqual({
    body: 'a=25:00 b=24:01 c=08:60',
    codes: ['time_invalid', 'time_invalid', 'time_invalid'],
  })
})

describe('conditions and sizes', () => {
  test('a condition over an earlier field, and over what is left', () => {
    const fields = `
      - { id: op, ${label}, read: u8 }
      - { id: a, ${label}, read: u8, when: "op == 1" }
      - { id: b, ${label}, read: u8, when: "left > 0" }`
    expect(decoded(fields, [1, 5, 6]).body).toBe('op=1 a=5 b=6')
    expect(decoded(fields, [2, 5]).body).toBe('op=2 b=5')
    expect(decoded(fields, [2]).body).toBe('op=2')
  })

  test('a condition over a bit field of the header', () => {
    const header = protocolOf(
      smallFamily(
        `[ { id: a, ${label}, read: u8, when: "high == 1" }, { id: rest_of_it, ${label}, read: bytes, size: rest } ]`,
      )
        .replace(
          'read: u8 }\n    trailer',
          `read: u8, bits: [ { id: high, ${label}, from: 7, count: 1 } ] }\n    trailer`,
        )
        .replace('type: 1', 'type: [1, 0x81]'),
    )
    const names = (type: number) =>
      buildTree(decodeFrame(header, smallFrame(type, [9, 9]))).fields.map((node) => node.name)
    expect(names(0x81)).toContain('small.a')
    expect(names(0x01)).not.toContain('small.a')
  })

  test('a size from an earlier field, too large or no number', () => {
    const fields = `[ { id: size, ${label}, read: u8 }, { id: text, ${label}, read: text, size: "size" }, { id: end, ${label}, read: u8 } ]`
    expect(decoded(fields, [2, 0x41, 0x42, 7]).body).toBe('size=2 text=AB end=7')
    expect(decoded(fields, [9, 0x41])).toEqual({
      body: 'size=9 undecoded=41',
      codes: ['inner_length_wrong', 'fields_missing'],
    })
    const negative = fields.replace('size: "size"', 'size: "size - 5"')
    expect(decoded(negative, [2, 0x41]).codes).toEqual(['inner_length_wrong', 'fields_missing'])
  })

  test('cases decide how a field is read, the first that holds', () => {
    const fields = `
      - { id: kind, ${label}, read: u8 }
      - id: value
        ${label}
        read: u8
        cases: [ { when: "kind == 1", read: u16 }, { when: "kind > 0", scale: 0.5 } ]`
    expect(decoded(fields, [0, 7]).body).toBe('kind=0 value=7')
    expect(decoded(fields, [1, 7, 1]).body).toBe('kind=1 value=263')
    expect(decoded(fields, [2, 7]).body).toBe('kind=2 value=3.5')
  })
})

describe('lists', () => {
  const list = (count: string) =>
    `[ { id: n_items, ${label}, read: u8 }, { id: list, ${label}, repeat: { count: ${count}, fields: [ { id: a, ${label}, read: u8 }, { id: b, ${label}, read: u8 } ] } } ]`

  test('as many items as a field says', () => {
    expect(decoded(list('n_items'), [2, 1, 2, 3, 4]).body).toBe('n_items=2 list[list.item[a=1 b=2] list.item[a=3 b=4]]')
  })

  test('a list without items is there, with no value', () => {
    const { fields } = buildTree(decodeFrame(protocolOf(smallFamily(list('rest'))), smallFrame(1, [0])))
    expect(fields.find((node) => node.name === 'small.list')).toMatchObject({
      value: null,
      text: { zh: '无', en: 'none' },
      children: [],
    })
  })

  test('whole items only: what is left of the last is raw', () => {
    expect(decoded(list('n_items'), [3, 1, 2, 3])).toEqual({
      body: 'n_items=3 list[list.item[a=1 b=2]] undecoded=03',
      codes: ['count_mismatch'],
    })
    expect(decoded(list('rest'), [0, 1, 2, 3])).toEqual({
      body: 'n_items=0 list[list.item[a=1 b=2]] undecoded=03',
      codes: ['fields_missing'],
    })
  })

  test('a list of constant length is missing as a whole, but items with ids of their own stay', () => {
    const list = (item: string) =>
      `[ { id: list, ${label}, repeat: { count: 3, item: { ${item} ${label}, read: u16 } } }, { id: end, ${label}, read: u8 } ]`
    expect(decoded(list(''), [1, 0, 2, 0, 3])).toEqual({ body: 'undecoded=0100020003', codes: ['fields_missing'] })
    expect(decoded(list('id: "v{n}",'), [1, 0, 2, 0, 3])).toEqual({
      body: 'list[v1=1 v2=2] undecoded=03',
      codes: ['fields_missing', 'fields_missing'],
    })
    expect(decoded(list('id: "v{n}",'), [1])).toEqual({ body: 'undecoded=01', codes: ['fields_missing'] })
  })

  test('where a protocol says so, the bytes of a cut field or item are extra bytes too', () => {
    const text = smallFamily(`[ { id: list, ${label}, repeat: { count: rest, item: { ${label}, read: u16 } } } ]`)
    const protocol = protocolOf(text.replace('report: true', 'report: false, cut: true'))
    const { fields } = buildTree(decodeFrame(protocol, smallFrame(1, [1, 0, 2])))
    expect(fields.slice(3, -1).map(show)).toEqual(['list[list.item=1]', 'trailing=02'])
  })

  test('what was noted inside an item that is taken back is taken back too', () => {
    const nested = `[ { id: list, ${label}, repeat: { count: rest, fields: [ { id: size, ${label}, read: u8 }, { id: inner, ${label}, repeat: { count: size, item: { ${label}, read: u8 } } }, { id: end, ${label}, read: u8 } ] } } ]`
    const { body, codes } = decoded(nested, [1, 9, 7, 5, 1])
    expect(body).toBe('list[list.item[size=1 inner[inner.item=9] end=7]] undecoded=0501')
    expect(codes).toEqual(['fields_missing'])
  })

  test('an item is numbered, and may use its number', () => {
    const fields = `[ { id: list, ${label}, repeat: { count: 3, from: 5, item: { id: "v{n:02}", label: { zh: "第{n}", en: "no. {n}" }, read: u8, cases: [ { when: "n == 6", scale: 10 } ] } } } ]`
    expect(decoded(fields, [1, 2, 3]).body).toBe('list[v05=1 v06=20 v07=3]')
  })
})

describe('units of tag, length and value', () => {
  const tlv = (entries: string, sizes = 'numbers') => [
    `[ { id: units, ${label}, tlv: { item: { id: unit, ${label} }, tag: { id: tag, ${label}, read: u8 }, length: { id: len, ${label}, read: u8 }, dictionary: tags, sizes: ${sizes}, unknown: { id: "x_{tag:02x}", ${label} } } } ]`,
    `dictionaries: { tags: [ ${entries} ] }\n`,
  ]
  const run = (entries: string, body: number[], sizes?: string) => {
    const [fields, more] = tlv(entries, sizes)
    return decoded(fields!, body, more)
  }

  test('known and unknown tags', () => {
    expect(run(`{ tag: 1, id: a, ${label}, read: u16 }`, [1, 2, 5, 0, 0xab, 1, 9])).toEqual({
      body: 'units[unit[tag=1 len=2 a=5] unit[tag=171 len=1 x_ab=09]]',
      codes: ['unknown_tag'],
    })
  })

  test('a number of another length is read, any other type is raw', () => {
    expect(run(`{ tag: 1, id: a, ${label}, read: u16 }`, [1, 4, 5, 0, 0, 1]).body).toBe(
      'units[unit[tag=1 len=4 a=16777221]]',
    )
    expect(run(`{ tag: 1, id: a, ${label}, read: cp56time2a }`, [1, 2, 5, 6]).body).toBe(
      'units[unit[tag=1 len=2 a=0506]]',
    )
    expect(run(`{ tag: 1, id: a, ${label}, read: u16 }`, [1, 1, 5], 'exact').body).toBe('units[unit[tag=1 len=1 a=05]]')
  })

  test('a unit that runs past the end stays raw, those before it are read', () => {
    expect(run(`{ tag: 1, id: a, ${label}, read: u8 }`, [1, 1, 5, 1, 9, 6])).toEqual({
      body: 'units[unit[tag=1 len=1 a=5]] undecoded=010906',
      codes: ['tlv_malformed'],
    })
  })

  test('a value longer or shorter than its layout still tiles, and is told', () => {
    const entry = `{ tag: 1, id: a, ${label}, fields: [ { id: n_items, ${label}, read: u8 }, { id: items, ${label}, repeat: { count: n_items, item: { ${label}, read: u8 } } } ] }`
    expect(run(entry, [1, 4, 1, 7, 8, 9])).toEqual({
      body: 'units[unit[tag=1 len=4 a[n_items=1 items[items.item=7]] undecoded=0809]]',
      codes: ['undecoded'],
    })
    expect(run(entry, [1, 2, 3, 7]).codes).toEqual(['count_mismatch'])
    const two = `{ tag: 1, id: a, ${label}, fields: [ { id: size, ${label}, read: u8 }, { id: text, ${label}, read: text, size: size }, { id: end, ${label}, read: u8 } ] }`
    expect(run(two, [1, 2, 1, 0x41]).codes).toEqual(['fields_missing'])
  })

  test('hundreds of findings of one kind are told as a hundred and a number', () => {
    const body = Array.from({ length: 120 }, () => [0xee, 0]).flat()
    const { codes } = run(`{ tag: 1, id: a, ${label}, read: u8 }`, body)
    expect(codes.filter((code) => code === 'unknown_tag')).toHaveLength(100)
    expect(codes).toContain('more_findings')
  })
})

describe('hostile counts', () => {
  const size = (fields: string, body: number[]) => {
    let nodes = 0
    const count = (list: readonly FieldNode[]): void => list.forEach((node) => (nodes++, count(node.children)))
    const time = cpuTime(() => {
      nodes = 0
      count(buildTree(decodeFrame(protocolOf(smallFamily(fields)), smallFrame(1, body))).fields)
    }, 1000)
    return { nodes, time }
  }

  test.each([
    [
      'items without bytes',
      `{ id: list, ${label}, repeat: { count: 65535, item: { ${label}, read: bytes, size: 0 } } }`,
    ],
    [
      'items that are never there',
      `{ id: list, ${label}, repeat: { count: 65535, item: { ${label}, read: u8, when: "left > 100" } } }`,
    ],
    [
      'lists in lists in lists',
      `{ id: a, ${label}, repeat: { count: 65535, fields: [ { id: b, ${label}, repeat: { count: 65535, fields: [ { id: c, ${label}, repeat: { count: 65535, item: { ${label}, read: bytes, size: 0 } } } ] } } ] } }`,
    ],
    [
      'lists of lists of nothing',
      `{ id: a, ${label}, repeat: { count: 65535, fields: [ { id: b, ${label}, repeat: { count: 65535, fields: [] } } ] } }`,
    ],
  ])('%s end at the limit, in less than a second', (_what, field) => {
    const { nodes, time } = size(`[ ${field} ]`, [1, 2, 3])
    expect(nodes).toBeLessThanOrEqual(100_000)
    expect(time).toBeLessThan(1000)
  })
})

// Node's Buffer shares its memory where a Uint8Array copies; frames come as Buffers from files and sockets.
test('a frame in a Buffer is read as in any array, and is left as it was', () => {
  const protocol = protocolOf(
    smallFamily(
      `[ { id: a, ${label}, read: bcd_reversed, size: 3 }, { id: b, ${label}, read: bcd_number_reversed, size: 2 }, { id: c, ${label}, read: u16, range: [0, 10], range_swapped: true } ]`,
    ),
  )
  const frame = smallFrame(1, [0x12, 0x34, 0x56, 0x78, 0x90, 0x00, 0x05])
  const buffer = Buffer.from(frame)
  const expected = JSON.stringify(buildTree(decodeFrame(protocol, frame)))
  expect(JSON.stringify(buildTree(decodeFrame(protocol, buffer)))).toBe(expected)
  expect([...buffer]).toEqual([...frame])
})
