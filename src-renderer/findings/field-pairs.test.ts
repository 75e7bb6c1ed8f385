import { expect, test } from 'vitest'
import type { FieldView } from '../packet-details/frame-view.ts'
import { fieldPairs } from './field-pairs.ts'

const field = (name: string, raw: string, children: FieldView[] = []): FieldView => ({
  name,
  raw,
  label: { zh: name, en: name },
  range: [0, 1],
  unit: null,
  text: { zh: raw, en: raw },
  children,
})
const shown = (left: FieldView[], right: FieldView[]) =>
  fieldPairs(left, right).map(
    (one) => `${one.name} ${one.left?.raw ?? '–'} ${one.right?.raw ?? '–'}${one.isDifferent ? ' !' : ''}`,
  )

test('fields are paired by name and turn, what differs is marked', () => {
  const left = [field('a', '01'), field('item', '02'), field('item', '03')]
  const right = [field('a', '01'), field('item', '02'), field('item', '04')]
  expect(shown(left, right)).toEqual(['a 01 01', 'item 02 02', 'item 03 04 !'])
})

test('a field that only one has stands where it is there', () => {
  expect(shown([field('a', '01'), field('z', '09')], [field('a', '01'), field('b', '02'), field('z', '09')])).toEqual([
    'a 01 01',
    'b – 02 !',
    'z 09 09',
  ])
  expect(shown([field('a', '01'), field('extra', '00')], [field('a', '01')])).toEqual(['a 01 01', 'extra 00 – !'])
})

test('a group is no difference by itself, its children are', () => {
  const group = (raw: string) => field('g', raw, [field('x', raw)])
  expect(shown([group('01')], [group('02')])).toEqual(['g 01 02', 'x 01 02 !'])
})
