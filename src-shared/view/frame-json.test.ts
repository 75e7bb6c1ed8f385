import { expect, test } from 'vitest'
import { bytesOf, protocols } from '../protocol/testing/bundled.ts'
import { decodeWhole } from './decoded-frame.ts'
import { frameToJson } from './frame-json.ts'

const envelope = { number: 1, time: null, conversation: null, direction: 'unknown' as const }

function cards(hex: string): unknown {
  const fields = frameToJson(decodeWhole(protocols, bytesOf(hex), envelope, null)).fields as { name: string }[]
  return fields.find((field) => field.name === 'ykc.cards')
}

test('a list without items is null, one with items has no value of its own', () => {
  expect(cards('680c0100004432010600019236000000')).toMatchObject({ range: [14, 14], value: null, children: [] })
  const one = cards('681c000000443201060001923601010203040506070811121314151617180000')
  expect(one).toMatchObject({ range: [14, 30], children: [{ name: 'ykc.cards.item' }] })
  expect(one).not.toHaveProperty('value')
})
