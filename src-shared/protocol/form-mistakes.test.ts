// Definitions that are no good YAML, or have keys and values that no definition has, are refused at the place.
import { test } from 'vitest'
import { expectMistake, inField, label, type MarkedMistake } from './testing/marked-mistakes.ts'
import { smallFamily, smallHead } from './testing/small-family.ts'

const mistakes: MarkedMistake[] = [
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

test.each(mistakes)('%s', (_what, source, reason, remedy) => expectMistake(source, reason, remedy))
