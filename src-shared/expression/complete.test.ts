// Completion of filters: where the caret stands decides what is offered; names are found in Chinese, pinyin and English.
import { expect, test } from 'vitest'
import { complete, type CompletionSource, type NameEntry, type ValueEntry } from './complete.ts'
import type { ValueType } from './value.ts'

const name = (text: string, zh: string, en: string, kind: NameEntry['kind'], type: ValueType, isPresent = true) => ({
  name: text,
  label: { zh, en },
  kind,
  type,
  isPresent,
})
const names: NameEntry[] = [
  name('pile_no', '桩编号', 'Pile number', 'role', 'digits'),
  name('p.pile_no', '桩编号', 'Pile number', 'field', 'digits'),
  name('桩编号', '桩编号', 'p.pile_no', 'label', 'digits'),
  name('p.gun_status', '枪状态', 'Gun status', 'field', 'integer'),
  name('枪状态', '枪状态', 'p.gun_status', 'label', 'integer'),
  name('p.soc', 'SOC', 'SOC', 'field', 'number'),
  name('q.soc', 'SOC', 'SOC', 'field', 'number', false),
  name('frame.len', '帧长度', 'Frame length', 'envelope', 'integer'),
  name('frame.bad', '坏帧', 'Bad frame', 'envelope', 'boolean'),
  name('p', '协议甲', 'Protocol P', 'protocol', 'presence'),
]
const values: Record<string, ValueEntry[]> = {
  'p.gun_status': [
    { value: '0', label: { zh: '正常', en: 'Normal' }, count: 7 },
    { value: '1', label: { zh: '故障', en: 'Fault' }, count: 2 },
    { value: '2', label: { zh: '离线', en: 'Offline' }, count: 0 },
  ],
  pile_no: [
    { value: '10319042800003', label: null, count: 5 },
    { value: '20231212000010', label: null, count: 9 },
  ],
}
values['枪状态'] = values['p.gun_status']!
const source: CompletionSource = {
  names: () => names,
  typeOf: (wanted) => names.find((entry) => entry.name === wanted)?.type ?? null,
  valuesOf: (wanted) => values[wanted] ?? [],
}

/** `|` is the caret. Gives what would be inserted, best first. */
function offered(text: string, language: 'zh' | 'en' = 'zh'): string[] {
  const position = text.indexOf('|')
  return complete(text.replace('|', ''), position, source, { language }).items.map(({ insert }) => insert)
}

test('pinyin initials, whole pinyin and Chinese find a label; English and ids find the name', () => {
  expect(offered('zbh|')[0]).toBe('桩编号')
  expect(offered('zhuangbian|')[0]).toBe('桩编号')
  expect(offered('桩编|')[0]).toBe('桩编号')
  expect(offered('qzt|')[0]).toBe('枪状态')
  expect(offered('pile|')[0]).toBe('pile_no')
  expect(offered('gun st|'.replace(' ', '_'), 'en')[0]).toBe('p.gun_status')
  expect(offered('frame.b|')).toEqual(['frame.bad'])
})

test('fields that frames of the capture have come first', () => {
  const found = offered('soc|').filter((one) => one.endsWith('.soc'))
  expect(found).toEqual(['p.soc', 'q.soc'])
})

test('after a name: the operators that its type takes', () => {
  expect(offered('frame.len |').slice(0, 8)).toEqual(['==', '!=', '>', '<', '>=', '<=', 'in {', '&'])
  expect(offered('frame.bad |').slice(0, 2)).toEqual(['==', '!='])
  expect(offered('p.gun_status c|')).toEqual([])
  expect(offered('桩编号 c|')).toEqual(['contains'])
  expect(offered('p |')).toEqual(['and', 'or', 'xor'])
})

test('after a comparison: values with labels and counts, the frequent ones first', () => {
  const { items } = complete('p.gun_status == ', 16, source, { language: 'zh' })
  expect(items.map(({ insert, count, detail }) => [insert, count, detail?.zh])).toEqual([
    ['"正常"', 7, '0'],
    ['"故障"', 2, '1'],
    ['"离线"', 0, '2'],
  ])
  expect(offered('枪状态 == |', 'en')).toEqual(['"Normal"', '"Fault"', '"Offline"'])
  expect(offered('p.gun_status == 1|')).toEqual(['1'])
  expect(offered('p.gun_status == "故|')).toEqual(['"故障"'])
  expect(offered('p.gun_status == gz|')).toEqual(['"故障"'])
  expect(offered('p.gun_status in {0, |')).toEqual(['"正常"', '"故障"', '"离线"'])
  expect(offered('pile_no == |')).toEqual(['"20231212000010"', '"10319042800003"'])
})

test('after a whole condition: connectives; after those: names again', () => {
  expect(offered('frame.len > 5 |')).toEqual(['and', 'or', 'xor'])
  expect(offered('frame.len in {1, 2} |')).toEqual(['and', 'or', 'xor'])
  expect(offered('pile_no == frame.len a|')).toEqual(['and'])
  expect(offered('frame.bad and zbh|')[0]).toBe('桩编号')
  expect(offered('not (zbh|')[0]).toBe('桩编号')
})

test('the item replaces the word that the caret is in, and nothing else', () => {
  const replaced = (text: string) => {
    const position = text.indexOf('|')
    const plain = text.replace('|', '')
    const { start, end } = complete(plain, position, source, { language: 'zh' })
    return plain.slice(start, end)
  }
  expect(replaced('frame.bad and zb|h == 1')).toBe('zbh')
  expect(replaced('frame.bad and |')).toBe('')
  expect(replaced('p.gun_status == "故| and frame.bad')).toBe('"故')
  expect(replaced('p.gun_status == "故|障"')).toBe('"故障"')
})

test('whatever is typed, and wherever the caret stands, it answers', () => {
  const texts = ['', '((((', '"', '[', 'in {', '{1..', 'a == == b', '😀', '$', '@', 'x[', '））', 'not not', '=', '..']
  for (const text of texts)
    for (let position = 0; position <= text.length; position++) {
      const { start, end } = complete(text, position, source, { language: 'both' })
      expect(start <= position && position <= Math.max(end, position), `${text} at ${position}`).toBe(true)
    }
})
