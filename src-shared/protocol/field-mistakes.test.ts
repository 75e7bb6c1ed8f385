// Fields that contradict themselves or could not be read are refused at the place.
import { test } from 'vitest'
import { expectMistake, field, inField, label, tlv, type MarkedMistake } from './testing/marked-mistakes.ts'
import { smallFamily } from './testing/small-family.ts'

const mistakes: MarkedMistake[] = [
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
  // Inside others.
  [
    'duplicate tag',
    `${inField(tlv)}dictionaries: { tags: [ { tag: 1, id: b, ${label}, read: u8 }, { ▶tag: 1, id: c, ${label}, read: u8 } ] }\n`,
    'Tag 1 stands twice',
    'each tag once',
  ],
  [
    'mistake inside a dictionary',
    `${inField(tlv)}dictionaries: { tags: [ { tag: 1, id: b, ${label}, ▶read: text } ] }\n`,
    'text needs a size',
    'State the bytes',
  ],
  [
    'mistake inside a repeated item',
    inField(`repeat: { count: 2, item: { ${label}, ▶read: text } }`),
    'text needs a size',
    'State the bytes',
  ],
]

test.each(mistakes)('%s', (_what, source, reason, remedy) => expectMistake(source, reason, remedy))
