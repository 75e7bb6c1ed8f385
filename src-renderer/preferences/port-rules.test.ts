// Decode-as rules in the preferences: which ports are taken, in which order they stand.
import { expect, test } from 'vitest'
import { preferencesWords as words } from '../i18n/words-preferences.ts'
import { portProblem, rulesInOrder, withoutRule, withRule } from './port-rules.ts'

const rules = { '9000': 'b', '767': 'a' }

test('ports stand in the order of numbers, not of text', () => {
  expect(rulesInOrder(rules).map((rule) => rule.port)).toEqual(['767', '9000'])
})

test('a port is refused with a reason', () => {
  expect(['', 'x', '1.5', '-1', '0', '65536', '999999'].map((port) => portProblem(port, rules))).toEqual(
    Array.from({ length: 7 }, () => words.portWrong),
  )
  expect(portProblem('0767', rules)).toBe(words.portTaken)
  expect(portProblem(' 8767 ', rules)).toBeNull()
})

test('adding and removing leave the others alone', () => {
  expect(withRule(rules, ' 0080', 'c')).toEqual({ ...rules, '80': 'c' })
  expect(withoutRule(rules, '767')).toEqual({ '9000': 'b' })
})
