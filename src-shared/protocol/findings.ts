// Everything found about a frame but what single values show (inspect.ts): marks, length and checksum here, the body in
// body-findings.ts. Ordered: the likely cause first, then the bare facts that led to it.
import { formatHex } from '../bytes/hex.ts'
import type { ByteRange } from '../bytes/range.ts'
import {
  definitionFindings,
  headerFindings,
  layoutFindings,
  messageFindings,
  sizeFindings,
  uncertainLayout,
} from './body-findings.ts'
import type { Decoded } from './decode.ts'
import type { ExpertInfo } from './expert.ts'
import { remarks } from './frame-remarks.ts'
import { lengthFor } from './place.ts'
import type { FramePlan } from './plan.ts'
import { about, hexNumber } from './remark.ts'

/** All findings about the frame and its layout. */
export function frameFindings(decoded: Decoded): ExpertInfo[] {
  const { bytes, frame } = decoded
  if (bytes.length < frame.smallest)
    return [
      about(
        { start: 0, end: bytes.length },
        remarks.tooShort(bytes.length, Math.max(frame.smallest, bytes.length + missingBytes(decoded))),
      ),
    ]
  const { causes, layout, checks } = definitionFindings(decoded)
  return [
    ...startMark(decoded),
    ...causes,
    ...lengthFindings(decoded),
    ...checksumFindings(decoded),
    ...endMark(decoded),
    ...messageFindings(decoded),
    ...layout,
    ...uncertainLayout(decoded),
    ...layoutFindings(decoded),
    ...sizeFindings(decoded),
    ...headerFindings(decoded),
    ...checks,
  ]
}

/** The first mark whose bytes differ, as found and as wanted; `at`: where offset 0 of the marks is. */
function badMark(
  marks: FramePlan['startMarks'],
  bytes: Uint8Array,
  at: number,
): { range: ByteRange; found: string; wanted: string } {
  const texts = marks.map((mark) => {
    const start = at + mark.offset
    const range = { start, end: Math.min(start + mark.bytes.length, bytes.length) }
    return {
      range,
      found: formatHex(bytes, range.start, range.end).toUpperCase(),
      wanted: formatHex(mark.bytes).toUpperCase(),
    }
  })
  return texts.find(({ found, wanted }) => found !== wanted) ?? texts[0]!
}

function startMark({ placement, frame, bytes }: Decoded): ExpertInfo[] {
  if (placement.startMark) return []
  const { range, found, wanted } = badMark(frame.startMarks, bytes, 0)
  return [about(range, remarks.startMark(found, wanted))]
}

function endMark({ placement, frame, bytes }: Decoded): ExpertInfo[] {
  if (placement.trailerStart < 0 || placement.endMark) return []
  const { range, found, wanted } = badMark(frame.endMarks, bytes, placement.trailerStart)
  return [about(range, remarks.endMark(found, wanted))]
}

/** Bytes of the length field that was taken, or of the first that was not. */
function lengthRange({ frame, placement, bytes }: Decoded, isTaken = true): ByteRange {
  const { length } = frame
  const index = placement.lengthValues.findIndex((value) => (value === placement.lengthValue) === isTaken)
  const start = Math.min(length.at[Math.max(index, 0)]!, bytes.length)
  return { start, end: Math.min(start + length.size, bytes.length) }
}

/** How many bytes are missing from a frame that is cut short; 0 when it is not. */
export function missingBytes(decoded: Decoded): number {
  const { placement, bytes, frame } = decoded
  if (placement.declaredSize === null) return Math.max(frame.headerSize + frame.trailerSize - bytes.length, 0)
  return checksumFits(decoded) ? 0 : Math.max(placement.declaredSize - bytes.length, 0)
}

/** The checksum is right over the bytes that are here, maybe with the true length in place of the one they state. */
function checksumFits({ placement: { checksum } }: Decoded): boolean {
  return checksum.status === 'good' || checksum.status === 'swapped' || checksum.fitsTrueLength
}

function lengthFindings(decoded: Decoded): ExpertInfo[] {
  const { placement, frame, bytes } = decoded
  if (frame.foreign) return bytesBehindForeign(decoded)
  if (decoded.lengthGood) return []
  const { lengthValue, lengthValues, declaredSize } = placement
  const { size } = frame.length
  const range = lengthRange(decoded)
  const missing = missingBytes(decoded)
  const findings: ExpertInfo[] = []
  if (missing > 0) {
    const said = declaredSize ?? bytes.length + missing
    findings.push(about({ start: 0, end: bytes.length }, remarks.truncated(said, bytes.length, missing)))
    if (placement.trailerStart < 0) return findings
  }
  if (frame.ending && placement.trailerStart < 0)
    findings.push(about({ start: 0, end: bytes.length }, remarks.noEndMark(formatHex(frame.ending.mark).toUpperCase())))
  if (lengthValue === null) return findings
  const first = lengthValues[0]!
  const other = lengthValues.find((value) => value !== first)
  if (other !== undefined)
    findings.push(
      about(lengthRange(decoded, false), remarks.lengthsDiffer(hexNumber(first, size), hexNumber(other, size))),
    )
  if (declaredSize !== bytes.length && missing === 0) findings.push(wrongLength(decoded, lengthValue, range))
  return findings
}

/** What a frame of a relative has behind it; that its length is coded otherwise is said by the format's own finding. */
function bytesBehindForeign({ placement, bytes }: Decoded): ExpertInfo[] {
  if (placement.end >= bytes.length) return []
  const range = { start: placement.end, end: bytes.length }
  return [about(range, remarks.bytesBehindForeign(range.end - range.start))]
}

function wrongLength(decoded: Decoded, value: number, range: ByteRange): ExpertInfo {
  const { placement, frame, bytes } = decoded
  const { counts, size } = frame.length
  const said = { value, hex: hexNumber(value, size) }
  if (placement.end < bytes.length) {
    const behind = { start: placement.end, end: bytes.length }
    return about(behind, remarks.bytesBehind(said, behind.end - behind.start))
  }
  const right = lengthFor(frame, bytes.length, value)
  const should = { value: right, hex: hexNumber(Math.max(right, 0), size) }
  const fits = checksumFits(decoded)
  if (fits && value === decoded.bodyEnd - decoded.bodyStart)
    return about(range, remarks.countsBody(said, should, counts))
  return about(range, remarks.lengthWrong(said, should, fits, counts))
}

/** The stored and the computed checksum as results show them. */
export function checksumTexts(decoded: Decoded): { found: string; expected: string } | null {
  const { checksum } = decoded.placement
  if (checksum.status === 'absent') return null
  const { size, order, shown } = decoded.frame.checksum
  const write = (value: number) => {
    const text = value.toString(16).padStart(size * 2, '0')
    return shown === 'number' || order === 'big' ? text : text.match(/../g)!.reverse().join('')
  }
  return { found: write(checksum.found), expected: write(checksum.expected) }
}

function checksumFindings(decoded: Decoded): ExpertInfo[] {
  const { checksum } = decoded.placement
  const texts = checksumTexts(decoded)
  if (!texts || checksum.status === 'good') return []
  const { found, expected } = texts
  // The stored value stands right behind the bytes that it covers, or further on in the trailer.
  const range = { start: checksum.end, end: checksum.end + decoded.frame.checksum.size }
  return [
    about(
      range,
      checksum.status === 'swapped'
        ? remarks.swapped(found, expected)
        : remarks.bad(found, expected, checksum.fitsTrueLength),
    ),
  ]
}
