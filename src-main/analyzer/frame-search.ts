// What a search looks for, frame by frame: a display filter, bytes, words in both languages and in the payload, a mark, the
// same conversation. find-frame.ts goes through the frames with it.
import { parseHex } from '../../src-shared/bytes/hex.ts'
import { encodeGbk } from '../../src-shared/bytes/gbk.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { FrameFilter, type FrameKnowledge } from '../../src-shared/capture/frame-filter.ts'
import type { Capture } from '../../src-shared/capture/capture.ts'
import type { FindWanted } from '../../src-shared/bridge/calls.ts'
import type { FilterMistake } from '../../src-shared/bridge/results.ts'
import { captureFrame, type CaptureView } from '../../src-shared/view/capture-frame.ts'
import { summaryOf, type DecodedFrame } from '../../src-shared/view/decoded-frame.ts'
import type { FieldNode } from '../../src-shared/protocol/tree.ts'
import { mistakesOf } from './filter-mistakes.ts'

/** Bytes [start, end) of the frame that were found; null: the frame as a whole. */
export type Hit = { start: number; end: number } | null

/** Looks at one row: undefined when it is not what is looked for. */
export type Search = (row: number) => Hit | undefined

/** `from`: row that the search starts at, for those that are about it. */
export function searchFor(
  wanted: FindWanted,
  view: CaptureView,
  known: FrameKnowledge,
  from: number | null,
): { search: Search } | { errors: FilterMistake[] } {
  switch (wanted.kind) {
    case 'filter': {
      const compiled = FrameFilter.compile(wanted.filter, view.capture, known)
      if ('errors' in compiled) return { errors: mistakesOf(compiled.errors) }
      return { search: (row) => (compiled.filter.matches(row) ? null : undefined) }
    }
    case 'hex':
      return hexSearch(wanted.hex, view.capture)
    case 'text':
      return { search: textSearch(wanted.text, view) }
    case 'marked':
      return { search: (row) => (view.notes?.marked.has(row) ? null : undefined) }
    case 'conversation': {
      const { conversation } = view.capture.frames
      const here = from === null ? null : conversation[from]
      return { search: (row) => (conversation[row] === here && row !== from ? null : undefined) }
    }
  }
}

function hexSearch(text: string, capture: Capture): { search: Search } | { errors: FilterMistake[] } {
  const parsed = parseHex(text)
  if ('bytes' in parsed) {
    const { bytes } = parsed
    return { search: (row) => spanOf(capture.bytes(row), bytes) }
  }
  const { position, reason } = parsed
  const message: Label =
    reason === 'odd'
      ? { zh: '十六进制位数是奇数，每个字节要两位。', en: 'An odd number of hex digits; every byte takes two.' }
      : reason === 'empty'
        ? { zh: '没有要找的字节。', en: 'There are no bytes to find.' }
        : { zh: '这里不是十六进制。', en: 'This is no hex.' }
  return { errors: [{ message, start: position, end: Math.min(position + 1, text.length), suggestion: null }] }
}

/** In the payload (ASCII and UTF-8 in any case, GBK), else in what the frame is shown as. */
function textSearch(text: string, view: CaptureView): Search {
  const wanted = text.toLowerCase()
  const utf8 = new TextEncoder().encode(wanted)
  const gbk = /^[\0-\x7f]*$/.test(text) ? null : encodeGbk(text)
  return (row) => {
    const bytes = view.capture.bytes(row)
    const inPayload = spanOf(bytes, utf8, true) ?? (gbk ? spanOf(bytes, gbk) : undefined)
    return inPayload ?? hitInWords(captureFrame(view, row), wanted)
  }
}

const lower = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte)

/** First place of `wanted` in `bytes`; `anyCase`: `wanted` is in lower case, letters of `bytes` may be in either. */
function spanOf(bytes: Uint8Array, wanted: Uint8Array, anyCase = false): Hit | undefined {
  const last = bytes.length - wanted.length
  for (let start = 0; start <= last; start++) {
    let at = 0
    while (at < wanted.length && (anyCase ? lower(bytes[start + at]!) : bytes[start + at]) === wanted[at]) at++
    if (at === wanted.length) return { start, end: start + at }
  }
  return undefined
}

function hitInWords(frame: DecodedFrame, wanted: string): Hit | undefined {
  const says = (label: Label | null | undefined): boolean =>
    !!label && (label.zh.toLowerCase().includes(wanted) || label.en.toLowerCase().includes(wanted))
  const field = fieldSaying(frame.fields, says, wanted)
  if (field) return { start: field.range.start, end: field.range.end }
  const { decoded, envelope, expert } = frame
  const isSaid =
    says(decoded?.message?.name) ||
    says(decoded?.protocol.name) ||
    says(summaryOf(frame)) ||
    expert.some(({ message }) => says(message)) ||
    (envelope.note?.comment?.toLowerCase().includes(wanted) ?? false)
  return isSaid ? null : undefined
}

/** The deepest field whose label or value says it. */
function fieldSaying(
  nodes: readonly FieldNode[],
  says: (label: Label) => boolean,
  wanted: string,
): FieldNode | undefined {
  for (const node of nodes) {
    const below = fieldSaying(node.children, says, wanted)
    if (below) return below
    if (says(node.label) || (node.value !== undefined && (says(node.text) || valueText(node).includes(wanted))))
      return node
  }
  return undefined
}

function valueText({ value }: FieldNode): string {
  return String(value).toLowerCase()
}
