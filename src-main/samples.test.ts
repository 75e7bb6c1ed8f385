// The bundled samples: every one has a name, every name a sample.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findSample, listSamples } from './samples.ts'

test('every readable input has a name and a description in both languages', () => {
  const samples = listSamples('samples')
  expect(samples.length).toBeGreaterThan(5)
  for (const { id, name, description } of samples) {
    expect(id).toMatch(/^[\w-]+\/[\w.-]+$/)
    for (const text of [name.zh, name.en, description.zh, description.en]) expect(text, id).not.toBe('')
    expect(name.zh, `${id} has no entry in samples/samples.json`).not.toBe(id)
  }
})

test('no name is left without its sample', () => {
  const named = Object.keys(JSON.parse(readFileSync('samples/samples.json', 'utf8')) as object)
  const ids = listSamples('samples').map(({ id }) => id)
  expect(named.filter((id) => !ids.includes(id))).toEqual([])
})

test('the first line of a .hex file says what it is decoded as', () => {
  expect(findSample('samples', 'ykc/synthetic-ylc.hex')?.decodeAs).toBe('ykc/ylc')
  expect(findSample('samples', 'ykc/first-steps.hex')?.decodeAs).toBeNull()
})

test('only listed ids are found', () => {
  for (const id of ['../package.json', 'ykc/../../package.json', 'ykc/ykc.frames.json', 'README.md', '', 'ykc'])
    expect(findSample('samples', id), id).toBeNull()
})

test('a missing folder has no samples', () => {
  expect(listSamples('nowhere')).toEqual([])
})
