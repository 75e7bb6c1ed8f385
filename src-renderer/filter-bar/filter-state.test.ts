import { expect, test } from 'vitest'
import { filterState, type FilterFacts } from './filter-state.ts'

const state = (facts: Partial<FilterFacts>) =>
  filterState({ draft: '', applied: '', mistakes: 0, shown: 5, isLoading: false, ...facts })

test('every state of the bar', () => {
  expect(state({})).toBe('none')
  expect(state({ draft: 'a', mistakes: null })).toBe('checking')
  expect(state({ draft: 'a =', mistakes: 1 })).toBe('wrong')
  expect(state({ draft: 'a' })).toBe('valid')
  expect(state({ draft: ' a ', applied: 'a' })).toBe('applied')
  expect(state({ draft: 'a', applied: 'a', shown: 0 })).toBe('nothing')
})

test('while frames still come, none yet is not none at all', () => {
  expect(state({ draft: 'a', applied: 'a', shown: 0, isLoading: true })).toBe('applied')
})

test('an emptied input is not applied yet', () => {
  expect(state({ draft: '', applied: 'a' })).toBe('valid')
})
