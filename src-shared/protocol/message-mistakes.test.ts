// Messages, dialects and frames that contradict each other are refused at the place.
import { test } from 'vitest'
import { expectMistake, twoMessages, type MarkedMistake } from './testing/marked-mistakes.ts'
import { smallHead } from './testing/small-family.ts'

const mistakes: MarkedMistake[] = [
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
]

test.each(mistakes)('%s', (_what, source, reason, remedy) => expectMistake(source, reason, remedy))
