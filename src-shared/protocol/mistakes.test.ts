// Every kind of mistake in a definition is refused at its place, with its reason and its remedy, in both languages.
import { describe, expect, test } from 'vitest'
import { loadDefinitions } from './load.ts'
import type { DefinitionError } from './mistake.ts'
import { load, smallFamily, smallHead } from './testing/small-family.ts'

/** `▶` stands where the mistake must be told; it is taken out. */
function marked(text: string): { text: string; places: string[] } {
  const places: string[] = []
  let plain = ''
  for (const piece of text.split('▶')) {
    if (plain !== '' || piece !== text.split('▶')[0]) {
      const lines = plain.split('\n')
      places.push(`file.yaml:${lines.length}:${lines.at(-1)!.length + 1}`)
    }
    plain += piece
  }
  return { text: plain, places }
}

const place = (error: DefinitionError) => `${error.file}:${error.line}:${error.column}`

const label = 'label: { zh: 名, en: name }'
const field = (rest: string) => smallFamily(`[ { ▶id: a, ${label}, ${rest} } ]`)
const inField = (rest: string) => smallFamily(`[ { id: a, ${label}, ${rest} } ]`)
const twoMessages = (first: string, second: string) =>
  `${smallHead}messages:\n  - { ${first}, name: { zh: 一, en: one }, fields: [] }\n  - { ${second}, name: { zh: 二, en: two }, fields: [] }\n`

// [what, text with ▶ at the mistake, words of the reason, words of the remedy]
const mistakes: [string, string, string, string][] = [
  // The form of the file.
  ['unknown key at the top', `${smallHead}▶colour: red\n`, 'Unknown key "colour"', 'docs/definitions.md'],
  ['misspelt key', inField('read: u8, ▶lable: { zh: 名, en: name }'), 'Unknown key "lable"', 'Did you mean label'],
  [
    'unknown key in a nested field',
    inField(`fields: [ { id: b, ${label}, read: u8, ▶depth: 2 } ]`),
    'Unknown key "depth"',
    'docs/definitions.md',
  ],
  [
    'unknown key of a bit field',
    inField(`bits: [ { id: b, ${label}, from: 0, count: 1, ▶reed: u8 } ]`),
    'Unknown key "reed"',
    'Did you mean read',
  ],
  [
    'missing key',
    smallHead.replace('order: little\n', '').replace('id: small', '▶id: small'),
    '"order" is missing',
    'Add order',
  ],
  [
    'label in one language',
    inField('read: u8').replace('{ zh: 名, en: name }', '▶{ zh: 名 }'),
    '"en" is missing',
    'Add en',
  ],
  ['empty label', inField('read: u8').replace('en: name', '▶en: ""'), 'not empty', 'docs/definitions.md'],
  ['wrong word', inField('▶read: u7'), 'one of u8, u16', 'docs/definitions.md'],
  ['text for a number', inField('read: u8, ▶scale: ten'), 'should be a number', 'docs/definitions.md'],
  ['scale of zero', inField('read: u8, ▶scale: 0'), 'above 0', 'docs/definitions.md'],
  ['fraction of a byte', inField('read: bytes, ▶size: 1.5'), 'whole number', 'docs/definitions.md'],
  [
    'bad enum key',
    inField('read: u8, enum: { ▶x1: { zh: 甲, en: a } }'),
    'The key "x1" is wrong',
    'docs/definitions.md',
  ],
  [
    'bad flag bit',
    inField('read: u8, flags: { ▶high: { zh: 高, en: high } }'),
    'The key "high" is wrong',
    'docs/definitions.md',
  ],
  ['upper case in an id', smallFamily(`[ { ▶id: Gun, ${label}, read: u8 } ]`), 'lower case', 'docs/definitions.md'],
  ['odd hex digits', inField('read: u8, ▶const: "6"'), 'pairs of hex digits', 'docs/definitions.md'],
  ['filler of two bytes', inField('read: u16, ▶none: "ffff"'), 'one byte in hex', 'docs/definitions.md'],
  ['range in descending order', inField('read: u8, ▶range: [100, 0]'), 'ascending', 'docs/definitions.md'],
  ['no frames', smallHead.replace(/frames:[\s\S]*/, '▶frames: []\n'), 'a list of at least 1', 'docs/definitions.md'],
  // Fields.
  ['field without a kind', smallFamily(`[ { ▶id: a, ${label} } ]`), 'exactly one of read, bits', 'Keep one'],
  ['field of two kinds', field('read: u8, fields: []'), 'exactly one of read, bits', 'Keep one'],
  ['field without a label', smallFamily('[ { ▶id: a, read: u8 } ]'), 'no id or no label', 'both languages'],
  ['field without a size', inField('▶read: bcd'), 'bcd needs a size', 'State the bytes'],
  ['size of a read that has its own', inField('read: u16, ▶size: 3'), 'u16 always has 2 bytes', 'Take the size away'],
  [
    'bits without a size',
    inField(`▶read: bytes, bits: [ { id: b, ${label}, from: 0, count: 1 } ]`),
    'bytes needs a size',
    'State the bytes',
  ],
  ['version without parts', inField('▶read: version'), 'needs parts', 'parts:'],
  ['time layout with an unknown part', inField('read: bcd_time, ▶layout: "YYYY XX"'), 'time layout', 'YYYY YYYY<'],
  [
    'time without a layout',
    inField('▶read: bcd_time').replace('▶read', 'read').replace('{ id: a', '▶{ id: a'),
    'time layout',
    'YYYY YYYY<',
  ],
  ['enum of text', inField('read: text, size: 4, ▶enum: { 0: { zh: 甲, en: a } }'), 'takes no enum', 'Take enum away'],
  [
    'flag outside the number',
    inField('read: u8, ▶flags: { 8: { zh: 高, en: high } }'),
    'Bit 8 is outside the 8 bits',
    'Correct',
  ],
  [
    'constant of another size',
    inField('read: bytes, size: 2, ▶const: "68"'),
    'const has 1 byte, the field has 2',
    'agree',
  ],
  [
    'overlapping bit fields',
    inField(`read: u8, bits: [ { id: b, ${label}, from: 0, count: 4 }, { id: c, ${label}, ▶from: 3, count: 2 } ]`),
    'Bit 3 belongs to the field "b"',
    'from or count',
  ],
  [
    'bit field past the end',
    inField(`read: u8, bits: [ { id: b, ${label}, ▶from: 6, count: 3 } ]`),
    'Bit 8 is outside the 8 bits',
    'from or count',
  ],
  [
    'unknown bit field for the value',
    inField(`read: u8, ▶value_from: c, bits: [ { id: b, ${label}, from: 0, count: 1 } ]`),
    'Nothing is called "c"',
    'Did you mean b',
  ],
  [
    'duplicate field id',
    smallFamily(`[ { id: a, ${label}, read: u8 }, { ▶id: a, ${label}, read: u8 } ]`),
    'has a field "a" already',
    'own id',
  ],
  [
    'repeat without contents',
    inField('repeat: { ▶count: 2 }').replace('▶count', 'count').replace('repeat: {', 'repeat: ▶{'),
    'exactly one of item, fields',
    'item for one',
  ],
  ['repeat without bytes', inField('repeat: { ▶count: rest, fields: [] }'), 'repeat for ever', 'state a count'],
  // Names.
  ['unknown enum', inField('read: u8, ▶enum: colours'), 'Nothing is called "colours"', 'Define it first'],
  [
    'misspelt enum',
    `${inField('read: u8, ▶enum: color')}enums: { colour: { 0: { zh: 红, en: red } } }\n`,
    'Nothing is called "color"',
    'Did you mean colour',
  ],
  ['unknown flags', inField('read: u8, ▶flags: faults'), 'Nothing is called "faults"', 'Define it first'],
  ['unknown group', smallFamily('[ { ▶use: clock } ]'), 'Nothing is called "clock"', 'Define it first'],
  [
    'unknown dictionary',
    inField(
      `tlv: { item: { id: u, ${label} }, tag: { id: t, ${label}, read: u8 }, length: { id: l, ${label}, read: u8 }, ▶dictionary: tags, sizes: exact, unknown: { id: x, ${label} } }`,
    ),
    'Nothing is called "tags"',
    'Define it first',
  ],
  [
    'unknown dialect of a message',
    `${smallHead}messages:\n  - { id: a, type: 1, name: { zh: 一, en: one }, ▶dialects: [v9], fields: [] }\n`,
    'Nothing is called "v9"',
    'Define it first',
  ],
  ['unknown default dialect', `${smallHead}▶default_dialect: v9\n`, 'Nothing is called "v9"', 'Define it first'],
  [
    'unknown field in a pair',
    `${twoMessages('id: a, type: 1', 'id: b, type: 2')}pairs: [ { request: [a], reply: [b], ▶keys: [gun] } ]\n`,
    'Nothing is called "gun"',
    'Define it first',
  ],
  [
    'unknown message in a pair',
    `${twoMessages('id: a, type: 1', 'id: b, type: 2')}pairs: [ { request: [a], ▶reply: [c] } ]\n`,
    'Nothing is called "c"',
    'Did you mean',
  ],
  [
    'unknown message of a sample',
    `${smallHead}samples: [ { hex: "6804", ▶message: login } ]\n`,
    'Nothing is called "login"',
    'Define it first',
  ],
  [
    'unknown field in expect',
    `${smallHead}messages:\n  - { id: a, type: 1, name: { zh: 一, en: one }, expect: { ▶flag: 1 }, fields: [] }\n`,
    'Nothing is called "flag"',
    'Define it first',
  ],
  [
    'unknown field of a check',
    `${smallHead}checks: [ { code: odd, severity: warn, when: "type == 1", ▶field: soc, message: { zh: 怪, en: odd } } ]\n`,
    'Nothing is called "soc"',
    'Define it first',
  ],
  // Expressions.
  ['bad expression', inField('read: u8, ▶when: "type =="'), 'The expression is wrong', 'section 6'],
  ['expression with an unknown name', inField('read: u8, ▶when: "tpye == 1"'), 'The expression is wrong', 'section 6'],
  ['size of an unknown field', inField('read: bytes, ▶size: len_of_it'), 'The expression is wrong', 'section 6'],
  [
    'bad template',
    `${smallHead}checks: [ { code: odd, severity: warn, when: "type == 1", message: { zh: 怪, ▶en: "odd {tpye}" } } ]\n`,
    'The expression is wrong',
    'section 6',
  ],
  [
    'frame test over fields',
    smallHead.replace('header_size: 3', 'header_size: 3\n    ▶when: "type == 1"'),
    'can look at `frame` only',
    'frame[4]',
  ],
  // Messages, dialects, frames.
  ['duplicate message id', twoMessages('id: a, type: 1', '▶id: a, type: 2'), 'Two messages are called "a"', 'own id'],
  [
    'message that nothing chooses',
    twoMessages('id: a, type: 1', '▶id: b'),
    'which values of type choose it',
    'Write type',
  ],
  [
    'message chosen by another field',
    twoMessages('id: a, type: 1', 'id: b, type: 2, match: { ▶length: 4 }'),
    '"length" does not choose messages',
    'select.by is type',
  ],
  [
    'body of impossible size',
    twoMessages('id: a, type: 1', 'id: b, type: 2, ▶body: { min: 9, max: 8 }'),
    'min 9 is above its max 8',
    'Correct the bounds',
  ],
  [
    'dialect that inherits an unknown one',
    `${smallHead}dialects: [ { id: v1, name: { zh: 一, en: one }, ▶inherits: v0 } ]\n`,
    'Nothing is called "v0"',
    'Did you mean v1',
  ],
  [
    'duplicate dialect',
    `${smallHead}dialects: [ { id: v1, name: { zh: 一, en: one } }, { ▶id: v1, name: { zh: 二, en: two } } ]\n`,
    'Two dialects are called "v1"',
    'another id',
  ],
  [
    'header of changing size',
    smallHead
      .replace('header_size: 3', 'header_size: 3')
      .replace('    header:', '    ▶header:')
      .replace('read: u8 }\n    trailer', 'read: bytes, size: rest }\n    trailer'),
    'The header must have a fixed size',
    'fixed size',
  ],
  ['no field at the length', smallHead.replace('at: 1', '▶at: 7'), 'no field at offset 7', 'first byte of the length'],
  [
    'no checksum field',
    smallHead.replace('{ field: checksum', '{ ▶field: crc'),
    'no field "crc"',
    'Add it to the trailer',
  ],
  [
    'checksum of another size',
    smallHead.replace('size: 1, order', '▶size: 2, order'),
    '1 byte, checksum.size is 2',
    'agree',
  ],
  [
    'bounds of the frame size',
    smallHead.replace('min: 4', '▶min: 400'),
    'min 400 is above max 255',
    'Correct the bounds',
  ],
  [
    'no field that chooses messages',
    smallHead.replace('by: [type]', 'by: [kind]').replace('    header:', '    ▶header:'),
    'The header has no field "kind"',
    'Add it to the header',
  ],
  [
    'duplicate tag',
    `${inField(`tlv: { item: { id: u, ${label} }, tag: { id: t, ${label}, read: u8 }, length: { id: l, ${label}, read: u8 }, dictionary: tags, sizes: exact, unknown: { id: x, ${label} } }`)}dictionaries: { tags: [ { tag: 1, id: b, ${label}, read: u8 }, { ▶tag: 1, id: c, ${label}, read: u8 } ] }\n`,
    'Tag 1 stands twice',
    'each tag once',
  ],
  [
    'mistake inside a dictionary',
    `${inField(`tlv: { item: { id: u, ${label} }, tag: { id: t, ${label}, read: u8 }, length: { id: l, ${label}, read: u8 }, dictionary: tags, sizes: exact, unknown: { id: x, ${label} } }`)}dictionaries: { tags: [ { tag: 1, id: b, ${label}, ▶read: text } ] }\n`,
    'text needs a size',
    'State the bytes',
  ],
  [
    'mistake inside a repeated item',
    inField(`repeat: { count: 2, item: { ${label}, ▶read: text } }`),
    'text needs a size',
    'State the bytes',
  ],
  // YAML.
  ['syntax error', `${smallHead}messages: [ 1\n▶`, 'YAML:', 'indentation and quotes'],
  ['tab as indentation', `${smallHead}messages:\n▶\t- id: a\n`, 'YAML:', 'indentation and quotes'],
  ['duplicate key', `${smallHead}▶order: big\n`, 'stands twice; first on line 4', 'Delete one'],
  ['custom tag', `${smallHead}messages: ▶!list []\n`, 'list', 'plain'],
  ['tag of another language', `${smallHead}messages: ▶!!js/function "x"\n`, 'js/function', 'plain'],
  ['undefined alias', `${smallHead}messages: ▶*nothing\n`, 'nothing', 'Define it with &'],
  ['__proto__ as a key', `${smallHead}▶__proto__: { x: 1 }\n`, 'The key "__proto__" is not allowed', 'ordinary name'],
  [
    'constructor as a key',
    `${smallHead}enums: { ▶constructor: { 0: { zh: 甲, en: a } } }\n`,
    'The key "constructor" is not allowed',
    'ordinary name',
  ],
  [
    'constructor as an id',
    smallFamily(`[ { ▶id: constructor, ${label}, read: u8 } ]`),
    'not reserved',
    'docs/definitions.md',
  ],
  ['several documents', `${smallHead}▶---\nid: other\n`, 'several YAML documents', 'split the file'],
  ['a list instead of a definition', '▶[1, 2]\n', 'keys and values', 'docs/definitions.md'],
]

describe('a mistake is told at its place', () => {
  test.each(mistakes)('%s', (_what, source, reason, remedy) => {
    const { text, places } = marked(source)
    const { errors, protocols } = load(text)
    expect(errors.map(place)).toEqual(places)
    expect(errors[0]!.message.en).toContain(reason)
    expect(errors[0]!.remedy.en).toContain(remedy)
    expect(protocols).toEqual([])
  })

  test.each(mistakes)('%s, in Chinese too', (_what, source) => {
    for (const { message, remedy } of load(marked(source).text).errors) {
      expect(message.zh).toMatch(/\p{Script=Han}/u)
      expect(remedy.zh).toMatch(/\p{Script=Han}/u)
    }
  })
})

describe('circles', () => {
  const use = (name: string) => `[ { use: ${name} } ]`

  test('of groups', () => {
    const text = `${smallFamily(use('g1'))}groups:\n  g1: ${use('g2')}\n  g2: ${use('g1')}\n`
    const { errors } = load(text)
    expect(errors).toHaveLength(1)
    expect(errors[0]!.message.en).toBe('Groups use each other in a circle: g1 → g2 → g1')
  })

  test('of dialects', () => {
    const { errors } = load(
      `${smallHead}dialects:\n  - { id: a, name: { zh: 甲, en: a }, inherits: b }\n  - { id: b, name: { zh: 乙, en: b }, inherits: a }\n`,
    )
    expect(errors.map((error) => error.message.en)).toEqual([
      'Dialects inherit in a circle: a → b → a',
      'Dialects inherit in a circle: b → a → b',
    ])
  })

  test('of dictionaries', () => {
    const tlv = `tlv: { item: { id: u, ${label} }, tag: { id: t, ${label}, read: u8 }, length: { id: l, ${label}, read: u8 }, dictionary: tags, sizes: exact, unknown: { id: x, ${label} } }`
    const { errors } = load(`${inField(tlv)}dictionaries: { tags: [ { tag: 1, id: b, ${label}, ${tlv} } ] }\n`)
    expect(errors.map((error) => error.message.en)).toEqual(['The dictionary "tags" is used inside itself.'])
  })
})

describe('all mistakes of a file are told at once', () => {
  test('of several kinds and places, in reading order', () => {
    const { text, places } = marked(`${smallHead}messages:
  - id: first
    type: 1
    ▶colour: red
    name: { zh: 一, en: one }
    fields:
      - { id: a, ${label}, ▶read: text }
      - { id: b, ${label}, read: u8, ▶enum: nothing_like_it }
      - { ▶id: b, ${label}, read: u8 }
  - { ▶id: first, type: 2, name: { zh: 二, en: two }, fields: [] }
`)
    const { errors } = load(text)
    expect(errors.map(place)).toEqual(places)
  })

  test('with keys that are not allowed or stand twice among them', () => {
    const { text, places } = marked(`${smallHead}▶__proto__: { id: x }
messages:
  - id: first
    type: 1
    ▶colour: red
    name: { zh: 一, en: one }
    ▶type: 2
    fields:
      - { id: b, ${label}, read: u8 }
      - { ▶id: b, ${label}, read: u8 }
`)
    const { errors, protocols } = load(text)
    expect(errors.map(place)).toEqual(places)
    expect(protocols).toEqual([])
  })

  test('but not what follows from another: with a wrong field left out, its name is not known', () => {
    const { text, places } = marked(`${smallHead}messages:
  - id: first
    type: 1
    name: { zh: 一, en: one }
    fields:
      - { id: op, ${label}, ▶read: u7 }
      - { id: a, ${label}, ▶read: text }
      - { id: b, ${label}, read: u8, when: "op == 1" }
`)
    expect(load(text).errors.map(place)).toEqual(places)
  })

  test('a mistake in a group that many messages use is told once', () => {
    const messages = Array.from(
      { length: 5 },
      (_, i) => `  - { id: m${i}, type: ${i}, name: { zh: 甲, en: m }, fields: [ { use: g } ] }\n`,
    )
    const { errors } = load(
      `${smallHead}messages:\n${messages.join('')}groups: { g: [ { id: a, ${label}, read: text } ] }\n`,
    )
    expect(errors).toHaveLength(1)
  })

  test('a wrong file refuses its family only, and says nothing of parts that it leaves alone', () => {
    const other = smallHead.replace('id: small', 'id: other').replace('prefix: small', 'prefix: other')
    const part = 'extends: small\nmessages: []\n'
    const { protocols, errors } = loadDefinitions([
      { name: 'small.yaml', text: `${smallHead}colour: red\n` },
      { name: 'part.yaml', text: part },
      { name: 'other.yaml', text: other },
    ])
    expect(protocols.map((protocol) => protocol.id)).toEqual(['other'])
    expect(errors.map((error) => error.file)).toEqual(['small.yaml'])
  })

  test('a part with a mistake refuses its family', () => {
    const { protocols, errors } = loadDefinitions([
      { name: 'small.yaml', text: smallHead },
      { name: 'part.yaml', text: 'extends: small\nmessages: 5\n' },
    ])
    expect(protocols).toEqual([])
    expect(errors.map(place)).toEqual(['part.yaml:2:1'])
  })

  test('a part of no family, a table that stands twice, an unknown dialect of a part', () => {
    const { errors } = loadDefinitions([
      { name: 'small.yaml', text: `${smallHead}enums: { colour: { 0: { zh: 红, en: red } } }\n` },
      { name: 'a.yaml', text: 'extends: smal\n' },
      { name: 'b.yaml', text: 'extends: small\ndialect: v2\nenums: { colour: { 1: { zh: 蓝, en: blue } } }\n' },
    ])
    expect(errors.map((error) => `${place(error)} ${error.message.en}`)).toEqual([
      'a.yaml:1:1 There is no protocol "smal" to extend.',
      'b.yaml:2:1 small has no dialect "v2".',
      'b.yaml:3:10 The family has "colour" already.',
    ])
  })

  test('two families of one id', () => {
    const { errors } = loadDefinitions([
      { name: 'a.yaml', text: smallHead },
      { name: 'b.yaml', text: smallHead },
    ])
    expect(errors.map((error) => `${place(error)} ${error.message.en}`)).toEqual([
      'b.yaml:1:1 The protocol "small" is defined already.',
    ])
  })

  test('a wrong form hides no unknown name, and a name in what is wrong is not called unknown', () => {
    const { errors } = load(
      `${smallHead}messages:
  - id: message
    type: 1
    name: { zh: 报文, en: message }
    fields:
      - { id: op, ${label}, read: u7 }
      - { id: stage_{n}, ${label}, read: u7 }
      - { id: a, ${label}, read: u8, when: "op == 1" }
      - { id: b, ${label}, read: u8, when: "stage_1 == 1" }
      - { id: c, ${label}, read: u8, when: "oq == 1" }
      - { id: d, ${label}, read: u8, enum: colours }
`.replaceAll('stage_{n}', '"stage_{n}"'),
    )
    expect(
      errors.map(({ line, message }) => `${line - smallHead.split('\n').length} ${message.en.slice(0, 40)}`),
    ).toEqual([
      '5 The value of "read" is wrong: it should ',
      '6 The value of "read" is wrong: it should ',
      '9 The expression is wrong: There is no fie',
      '10 Nothing is called "colours".',
    ])
  })

  describe('beside families that are known', () => {
    const known = load(smallHead).families
    const message = 'messages: [ { id: own, type: 9, name: { zh: 甲, en: own }, fields: [] } ]\n'

    test('a part extends one, with dialects and samples of its own', () => {
      const text = `extends: small\ndialect: mine\ndialects: [ { id: mine, name: { zh: 我的, en: mine } } ]\n${message}samples: [ { hex: "68040909", message: own } ]\n`
      const { protocols, errors } = loadDefinitions([{ name: 'own.yaml', text }], known)
      expect(errors).toEqual([])
      expect(protocols[0]).toMatchObject({ id: 'small', dialects: [{ id: 'mine' }], samples: [{ message: 'own' }] })
    })

    test('a part with a mistake is refused, and says which family it concerns', () => {
      const result = loadDefinitions([{ name: 'own.yaml', text: 'extends: small\ncolour: red\n' }], known)
      expect(result).toMatchObject({ families: [], refused: ['small'] })
      expect(result.errors.map(place)).toEqual(['own.yaml:2:1'])
    })

    test('none is defined anew', () => {
      const { errors, families } = loadDefinitions([{ name: 'own.yaml', text: smallHead }], known)
      expect(families).toEqual([])
      expect(errors[0]!.message.en).toBe('"small" is a protocol that comes with the program.')
    })
  })
})
