// Selecting while answers are on their way: the person's last wish holds, and no row of an old view is taken for a new one.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { noteCaptures, noteView, useCaptures } from '../store/capture-store.ts'
import { forgetRow, selectFrame, useSelection } from '../store/selection-store.ts'
import { BridgeByHand } from '../testing/bridge-by-hand.ts'
import { makeCapture } from '../testing/make-capture.ts'
import { makeRow } from '../testing/make-row.ts'
import { findSelected, moveFrom, selectBad, selectNumber, selectRow, selectShown } from './navigate.ts'
import { blockSize } from './row-cache.ts'
import { rowsOfCapture } from './row-source.ts'

const held = vi.hoisted(() => ({ bridge: null as unknown }))
vi.mock('../connect.ts', () => ({
  get bridge() {
    return held.bridge
  },
}))

const total = 400
let bridge: BridgeByHand
let captureId = 0
const selected = () => useSelection.getState().frames[captureId]

/** Answers the oldest question for the rows from `first` on: frames ascend, or descend. */
function answerRows(first: number, isDescending = false): Promise<void> {
  const rows = []
  for (let row = first; row < Math.min(first + blockSize, total); row++)
    rows.push(makeRow(isDescending ? total - row : row + 1))
  const answer = { captureId, revision: 1, total, first, rows }
  return bridge.answer('view.rows', answer, (asked) => asked.first === first)
}

/** Shows rows 0–20 and has the view turned round afterwards, its rows still to come. */
async function turnRound(): Promise<void> {
  rowsOfCapture(captureId).look({ first: 0, end: 20 })
  await answerRows(0)
  for (let first = blockSize; bridge.asked.includes('view.rows'); first += blockSize) await answerRows(first)
  noteView(captureId, { filter: '', sort: { column: 'number', isDescending: true }, selected: null })
  forgetRow(captureId)
}

beforeEach(() => {
  held.bridge = bridge = new BridgeByHand()
  captureId++
  useCaptures.setState(useCaptures.getInitialState())
  noteCaptures([makeCapture(captureId, total)])
})

describe('after the view has changed', () => {
  test('the first row is the one of the new view', async () => {
    await turnRound()
    const done = selectRow(captureId, 0)
    expect(selected()).toBeUndefined()
    await answerRows(0, true)
    await done
    expect(selected()).toEqual({ frame: total, row: 0 })
  })

  test('a row that is asked for when the view changes is asked for again', async () => {
    const done = selectRow(captureId, 0)
    noteView(captureId, { filter: '', sort: { column: 'number', isDescending: true }, selected: null })
    await answerRows(0)
    expect(selected()).toBeUndefined()
    await answerRows(0, true)
    await done
    expect(selected()).toEqual({ frame: total, row: 0 })
  })

  test('finding the old selection again takes nothing from a new one', async () => {
    selectFrame(captureId, 7, 6)
    await turnRound()
    const finding = findSelected(captureId)
    const going = selectRow(captureId, 0)
    await answerRows(0, true)
    await going
    await bridge.answer('view.find', 393)
    await finding
    expect(selected()).toEqual({ frame: total, row: 0 })
  })

  test('without a new selection the old one is found', async () => {
    selectFrame(captureId, 7, 6)
    await turnRound()
    const finding = findSelected(captureId)
    await bridge.answer('view.find', 393)
    await finding
    expect(selected()).toEqual({ frame: 7, row: 393 })
  })

  test('a click selects the frame that the list still shows', async () => {
    await turnRound()
    await selectShown(captureId, 3)
    expect(selected()).toEqual({ frame: 4, row: null })
  })
})

describe('one wish after another', () => {
  test('keys count while rows are read: two pages down are two pages', async () => {
    selectFrame(captureId, 1, 0)
    const page = (row: number | null) => (row ?? 0) + 150
    const moves = [moveFrom(captureId, page), moveFrom(captureId, page)]
    await answerRows(Math.floor(150 / blockSize) * blockSize)
    await answerRows(Math.floor(300 / blockSize) * blockSize)
    await Promise.all(moves)
    expect(selected()).toEqual({ frame: 301, row: 300 })
  })

  test('a late answer about a frame does not undo a later click', async () => {
    rowsOfCapture(captureId).look({ first: 0, end: 20 })
    await answerRows(0)
    const going = selectNumber(captureId, 300)
    await selectRow(captureId, 5)
    await bridge.answer('view.find', 299)
    await going
    expect(selected()).toEqual({ frame: 6, row: 5 })
  })
})

describe('the next bad frame', () => {
  const turn = () => new Promise((go) => setTimeout(go, 0))
  const findings = (error: number, isComplete: boolean) => ({ note: 0, warn: 0, error, isComplete })
  const minimap = (firstBad: number) => ({ buckets: [firstBad < 0 ? 0 : 3], firstBad: [firstBad] })
  const found = (error: number, isComplete: boolean) =>
    noteCaptures([makeCapture(captureId, total, { findings: findings(error, isComplete) })])

  test('is waited for while not all frames were looked at', async () => {
    found(0, false)
    selectFrame(captureId, 1, 0)
    const done = selectBad(captureId, 1)
    await turn()
    await bridge.answer('view.minimap', minimap(-1))
    expect(selected()).toEqual({ frame: 1, row: 0 })
    found(1, false)
    await turn()
    await bridge.answer('view.minimap', minimap(108))
    await answerRows(96)
    await done
    expect(selected()).toEqual({ frame: 109, row: 108 })
  })

  test('is no longer waited for when another frame is selected, nor when all were looked at', async () => {
    found(0, false)
    selectFrame(captureId, 1, 0)
    const first = selectBad(captureId, 1)
    await turn()
    await bridge.answer('view.minimap', minimap(-1))
    const second = selectRow(captureId, 5)
    await answerRows(0)
    await second
    found(1, true)
    await first
    expect(bridge.asked).not.toContain('view.minimap')
    const third = selectBad(captureId, -1)
    await turn()
    await bridge.answer('view.minimap', minimap(-1))
    await third
    expect(selected()).toEqual({ frame: 6, row: 5 })
  })
})
