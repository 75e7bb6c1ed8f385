// The colours of the colour rules can be read on: text and dimmed text on each of the palette, and the rule's edge against
// its row, in both themes. Contrast as WCAG 2 counts it.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { colourIds } from '../src-shared/view/colour-rules.ts'

const css = readFileSync('src-renderer/style/tokens.css', 'utf8')

function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  const block = css.slice(start, css.indexOf('}', start))
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/g)].map(([, name, value]) => [name!, value!]))
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(full.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light! + 0.05) / (dark! + 0.05)
}

const themes = { light: tokensOf(':root'), dark: tokensOf(":root[data-theme='dark']") }

describe.each(Object.entries(themes))('%s', (_theme, tokens) => {
  test.each(colourIds)('%s', (colour) => {
    const row = tokens.get(`colour-${colour}`)!
    for (const text of ['text', 'dim-strong', 'up', 'down', 'good', 'note', 'warn', 'bad'])
      expect(contrast(tokens.get(text)!, row), `${text} on ${colour}`).toBeGreaterThanOrEqual(4.5)
    expect(contrast(tokens.get(`colour-${colour}-mark`)!, row), `edge of ${colour}`).toBeGreaterThanOrEqual(3)
  })
})

test('the themes are told apart', () => {
  expect(themes.light.get('background')).toBe('#fff')
  expect(themes.dark.get('background')).toBe('#12161d')
})
