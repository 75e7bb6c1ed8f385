import { expect, test } from 'vitest'
import type { Completion, CompletionItem } from '../../src-shared/expression/complete.ts'
import { suggestionsFor } from './suggestions.ts'

const item = (insert: string, kind: CompletionItem['kind']): CompletionItem => ({
  kind,
  insert,
  label: null,
  detail: null,
  count: null,
})
const saved = [{ name: { zh: '坏帧', en: 'Bad' }, filter: 'frame.bad', isButton: true }]

test('a chosen word replaces the one at the caret; a space follows names and operators, not values', () => {
  const completion: Completion = { start: 4, end: 7, items: [item('pile_no', 'role'), item('"x"', 'value')] }
  expect(suggestionsFor('not pil == 3', completion, [], []).map(({ text, caret }) => [text, caret])).toEqual([
    ['not pile_no == 3', 11],
    ['not "x" == 3', 7],
  ])
  const end: Completion = { start: 0, end: 2, items: [item('桩编号', 'label'), item('in {', 'operator')] }
  expect(suggestionsFor('zb', end, [], []).map(({ text }) => text)).toEqual(['桩编号 ', 'in {'])
})

test('an empty input offers saved filters and history first, without doubles', () => {
  const completion: Completion = { start: 0, end: 0, items: [item('soc', 'role')] }
  const found = suggestionsFor('', completion, saved, ['frame.bad', 'soc > 3'])
  expect(found.map(({ kind, text }) => [kind, text])).toEqual([
    ['saved', 'frame.bad'],
    ['history', 'soc > 3'],
    ['role', 'soc '],
  ])
})

test('a beginning finds whole filters by text or name, but not the one that is typed already', () => {
  expect(suggestionsFor('frame', null, saved, ['frame.len > 3']).map(({ text }) => text)).toEqual([
    'frame.bad',
    'frame.len > 3',
  ])
  expect(suggestionsFor('坏', null, saved, []).map(({ text }) => text)).toEqual(['frame.bad'])
  expect(suggestionsFor('frame.bad', null, saved, [])).toEqual([])
})
