// A small decoded frame for tests: two header fields, a body with bits, a worked out value and a list, a checksum.
import type { FieldView, FindingView, FrameView } from '../packet-details/frame-view.ts'

const label = (text: string) => ({ zh: text, en: text })

/** A field with everything that the tests do not look at filled in. */
export function makeField(name: string, range: [number, number], parts: Partial<FieldView> = {}): FieldView {
  return { name, label: label(name), range, raw: '', value: 1, unit: null, text: label(name), children: [], ...parts }
}

/** A finding about some bytes. */
export function makeFinding(range: [number, number], parts: Partial<FindingView> = {}): FindingView {
  const code = 'checksum_bad'
  return {
    code,
    severity: 'error',
    group: 'checksum',
    range,
    message: label(code),
    remedy: null,
    repair: null,
    ...parts,
  }
}

function group(name: string, range: [number, number], children: FieldView[]): FieldView {
  const { value: _none, ...field } = makeField(name, range, { children })
  return field
}

/** Bytes 0–11: start, length · control with two bits, derived value, list of two items of two fields · checksum. */
export function makeFrame(parts: Partial<FrameView> = {}): FrameView {
  return {
    captureId: 1,
    number: 10,
    protocol: 'x',
    dialect: null,
    time: null,
    conversation: null,
    direction: 'up',
    hex: '',
    bytes: Uint8Array.from({ length: 12 }, (_, index) => index),
    message: { type: '0x03', id: 'beat', name: label('beat') },
    length: { declared: 8, actual: 8, status: 'good' },
    checksum: { algorithm: 'sum8', found: '0a0b', expected: '0a0b', status: 'good', range: [2, 10] },
    fields: [
      makeField('x.start', [0, 1]),
      makeField('x.length', [1, 2]),
      makeField('x.control', [2, 3], {
        children: [makeField('x.up', [2, 3], { bits: [7, 1] }), makeField('x.first', [2, 3], { bits: [6, 1] })],
      }),
      makeField('x.serial', [3, 5], { children: [makeField('x.clock', [3, 5], { generated: true })] }),
      group(
        'x.items',
        [5, 9],
        [
          group('x.items.item', [5, 7], [makeField('x.a', [5, 6]), makeField('x.b', [6, 7])]),
          group('x.items.item', [7, 9], [makeField('x.a', [7, 8]), makeField('x.b', [8, 9])]),
        ],
      ),
      makeField('x.empty', [9, 9]),
      makeField('x.last', [9, 10]),
      makeField('x.checksum', [10, 12]),
    ],
    findings: [],
    layout: {
      protocol: label('X'),
      dialect: null,
      reference: null,
      header: [0, 2],
      body: [2, 10],
      trailer: [10, 12],
      lengthField: [1, 2],
      counted: [2, 10],
      counts: label('body'),
      checksumOrder: 'little',
    },
    note: { isMarked: false, isIgnored: false, isReference: false, comment: null },
    summary: label(''),
    duplicateOf: null,
    typeKey: 'x/0x03/beat',
    ...parts,
  }
}
