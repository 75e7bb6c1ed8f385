// Notes in packet comments: back as they were, other programs' words kept, ours out of the way of Wireshark's reader.
import { expect, test } from 'vitest'
import type { FrameNote } from './frame-notes.ts'
import { FrameNotes } from './frame-notes.ts'
import { formatNotes, parseNotes, replaceNotes } from './note-comment.ts'

const note = (change: Partial<FrameNote>): FrameNote => ({
  isMarked: false,
  isIgnored: false,
  isReference: false,
  comment: null,
  ...change,
})

test('the comment stands in words of its own, the rest in one line behind it', () => {
  const text = formatNotes([
    { place: 1, note: note({ isMarked: true, comment: '桩掉线\n复核' }) },
    { place: 2, note: note({}) },
    { place: 3, note: note({ isIgnored: true, isReference: true }) },
  ])
  expect(text).toBe('桩掉线\n复核\npilescope:note=1 marked comment\npilescope:note=3 ignored reference')
})

test('what was written is read back, whatever the comment says', () => {
  const comments = ['a', 'two\nlines', '', 'pilescope:note=7 marked', 'pilescope:frame=3', '  spaces  ', '=', '注释']
  for (const first of comments)
    for (const second of comments) {
      const notes = [
        { place: 1, note: note({ comment: first, isMarked: true }) },
        { place: 4, note: note({ comment: second }) },
      ]
      const read = parseNotes(formatNotes(notes))
      expect(read.rest).toEqual([])
      expect(read.notes.map(({ place, note: { comment, ...rest } }) => [place, comment?.trim(), rest])).toEqual(
        notes.map(({ place, note: { comment, ...rest } }) => [place, comment?.trim(), rest]),
      )
    }
})

test('words of another program are a comment on the first frame; lines of ours about other things stay', () => {
  const { notes, rest } = parseNotes('pilescope:frame=17\nseen in Wireshark\npilescope:line=3')
  expect(notes).toEqual([{ place: 1, note: note({ comment: 'seen in Wireshark' }) }])
  expect(rest).toEqual(['pilescope:frame=17', 'pilescope:line=3'])
  expect(replaceNotes('x\npilescope:frame=17', [{ place: 1, note: note({ isMarked: true }) }])).toBe(
    'pilescope:note=1 marked\npilescope:frame=17',
  )
  expect(replaceNotes('only words', [])).toBeNull()
  expect(replaceNotes(null, [])).toBeNull()
})

test('a time reference holds until the next one', () => {
  const notes = new FrameNotes()
  expect(notes.referenceOf(5)).toBe(-1)
  for (const row of [9, 3]) notes.change(row, { isReference: true })
  expect([0, 2, 3, 8, 9, 100].map((row) => notes.referenceOf(row))).toEqual([-1, -1, 3, 3, 9, 9])
  notes.change(3, { isReference: false })
  expect(notes.referenceOf(8)).toBe(-1)
  notes.change(1, { comment: '  ' })
  expect(notes.rows()).toEqual([9])
})
