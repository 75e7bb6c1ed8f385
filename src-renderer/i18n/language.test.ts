import { expect, test } from 'vitest'
import { inBoth, inLanguage, nextLanguage, secondLanguage } from './language.ts'

const pile = { zh: '桩编号', en: 'Pile number' }
const soc = { zh: 'SOC', en: 'SOC' }

test('words of the interface show one language, Chinese when both are chosen', () => {
  expect([inLanguage(pile, 'zh'), inLanguage(pile, 'en'), inLanguage(pile, 'both')]).toEqual([
    '桩编号',
    'Pile number',
    '桩编号',
  ])
})

test('names show both, once where they are alike', () => {
  expect(inBoth(pile, 'both')).toBe('桩编号 Pile number')
  expect(inBoth(pile, 'both', ' / ')).toBe('桩编号 / Pile number')
  expect(inBoth(soc, 'both')).toBe('SOC')
  expect(inBoth({ zh: '正确', en: '' }, 'both')).toBe('正确')
})

test('the second language is there only when both are chosen and differ', () => {
  expect(secondLanguage(pile, 'both')).toBe('Pile number')
  expect(secondLanguage(soc, 'both')).toBe('')
  expect(secondLanguage(pile, 'en')).toBe('')
})

test('the switch goes round', () => {
  expect(nextLanguage(nextLanguage(nextLanguage('zh')))).toBe('zh')
})
