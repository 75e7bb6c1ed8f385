import { expect, test } from 'vitest'
import { parse } from '../expression/parse.ts'
import { mistakeLines } from './filter-mistake.ts'

function linesOf(text: string): string[] {
  const parsed = parse(text)
  if (!('error' in parsed)) throw new Error('nothing is wrong')
  return mistakeLines(text, parsed.error)
}

test('the caret stands under the place, Chinese characters taking two columns', () => {
  expect(linesOf('桩编号 = "1"')).toEqual(['桩编号 = "1"', '       ^', '→ 是不是想写 / did you mean: 桩编号 == "1"'])
})

test('at the end of the text there is a caret too', () => {
  expect(linesOf('frame.len ==')).toEqual(['frame.len ==', '            ^'])
})
