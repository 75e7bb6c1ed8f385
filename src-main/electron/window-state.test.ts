import { describe, expect, test } from 'vitest'
import { formatWindowState, parseWindowState, placeWindow, type WindowState } from './window-state.ts'

const area = (x: number, y: number, width: number, height: number) => ({ workArea: { x, y, width, height } })
const screen = area(0, 0, 1920, 1040)
const at = (x: number, y: number, width = 1200, height = 800): WindowState => ({
  bounds: { x, y, width, height },
  isMaximized: false,
})

describe('what is kept', () => {
  test('reads what was written', () => {
    const state = { bounds: { x: -5, y: 20, width: 1000, height: 700 }, isMaximized: true }
    expect(parseWindowState(formatWindowState(state))).toEqual(state)
  })

  test.each([
    ['nothing', null],
    ['no JSON', '{"bounds":'],
    ['another shape', '{"bounds":{"x":"0"},"isMaximized":1}'],
    ['a size of zero', '{"bounds":{"x":0,"y":0,"width":0,"height":10},"isMaximized":false}'],
    ['a huge number', '{"bounds":{"x":1e300,"y":0,"width":10,"height":10},"isMaximized":false}'],
  ])('%s is not believed', (_what, text) => {
    expect(parseWindowState(text)).toEqual({ bounds: null, isMaximized: false })
  })
})

describe('where the window goes', () => {
  test('where it stood', () => {
    expect(placeWindow(at(100, 50), [screen])).toEqual({ x: 100, y: 50, width: 1200, height: 800 })
  })

  test('on a second display with negative coordinates', () => {
    expect(placeWindow(at(-1500, 30), [screen, area(-1920, 0, 1920, 1040)])).toMatchObject({ x: -1500, y: 30 })
  })

  test('in the middle of the first display when its display is gone', () => {
    expect(placeWindow(at(-1500, 30), [screen])).toEqual({ width: 1200, height: 800 })
  })

  test.each([
    ['left of the display', at(-1150, 50)],
    ['right of it', at(1900, 50)],
    ['below it', at(100, 1030)],
    ['with its title above it', at(100, -40)],
  ])('in the middle when it could not be taken hold of: %s', (_where, state) => {
    expect(placeWindow(state, [screen])).not.toHaveProperty('x')
  })

  test('no larger than its display, no smaller than its least size', () => {
    expect(placeWindow(at(0, 0, 5000, 4000), [screen])).toMatchObject({ width: 1920, height: 1040 })
    expect(placeWindow(at(0, 0, 200, 200), [screen])).toMatchObject({ width: 800, height: 560 })
  })

  test('fits a display smaller than the least size', () => {
    expect(placeWindow(at(0, 0), [area(0, 0, 640, 480)])).toMatchObject({ width: 640, height: 480 })
  })

  test('the first time, and without any display', () => {
    expect(placeWindow({ bounds: null, isMaximized: false }, [screen])).toEqual({ width: 1440, height: 900 })
    expect(placeWindow(at(0, 0), [])).toEqual({ width: 1200, height: 800 })
  })
})
