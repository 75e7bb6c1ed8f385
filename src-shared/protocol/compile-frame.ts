// Frame formats: header, length, checksum and trailer with their places. Part of compile.ts.
import { formatHex } from '../bytes/hex.ts'
import type { CompiledExpression } from '../expression/evaluate.ts'
import { compileByteTest } from './byte-test.ts'
import { hexConstant } from './check-field.ts'
import type { CompileContext } from './compile-context.ts'
import type { LayoutCompiler } from './compile-layout.ts'
import { compileFinding } from './compile-message.ts'
import { mistakes } from './compile-mistakes.ts'
import type { FrameDefinition } from './definition.ts'
import { builtins, type FieldPlan, type FramePlan, type KeyPart, type Program } from './plan.ts'

const widths = { u8: 1, u16: 2, u16be: 2, u32: 4, u32be: 4 } as const

/** The plans of all frame formats; their headers and trailers must have fixed sizes. */
export function compileFrames(context: CompileContext, layouts: LayoutCompiler): FramePlan[] {
  const ids = new Set<string>()
  return context.family.frames.map((source, index) => {
    if (ids.has(source.id)) context.problem(source, 'id', mistakes.frameTwice(source.id))
    ids.add(source.id)
    if (source.dialect !== undefined) context.checkDialects(source, 'dialect', [source.dialect])
    return compileFrame(context, layouts, source, index)
  })
}

function compileFrame(
  context: CompileContext,
  layouts: LayoutCompiler,
  source: FrameDefinition,
  index: number,
): FramePlan {
  const header = layouts.layout(source.header)
  const trailer = layouts.layout(source.trailer)
  const { fields } = layouts
  const placed = { header: placedFields(header, fields), trailer: placedFields(trailer, fields) }
  if (header.fixedSize < 0) context.problem(source, 'header', mistakes.notFixed('header'))
  if (trailer.fixedSize < 0) context.problem(source, 'trailer', mistakes.notFixed('trailer'))
  return {
    index,
    id: source.id,
    dialect: source.dialect ?? null,
    start: hexConstant(source.start),
    headerTestSize: source.header_size,
    when: headerTest(context, source),
    byteTest: source.when === undefined ? null : compileByteTest(source.when, source.header_size),
    preamble: preamblePlan(context, source),
    ending: endingPlan(context, source, marks(placed.trailer), Math.max(trailer.fixedSize, 0)),
    length: lengthPlan(context, source, placed.header),
    checksum: checksumPlan(context, source, placed.trailer),
    header,
    headerSize: Math.max(header.fixedSize, 0),
    trailer,
    trailerSize: Math.max(trailer.fixedSize, 0),
    endMarks: marks(placed.trailer),
    startMarks: marks(placed.header),
    end: source.end ?? ['valid_real', 'marked', 'cut'],
    proven: source.accept === 'proven',
    messages: source.messages ?? true,
    foreign: source.foreign ?? false,
    finding: source.finding ? compileFinding(context, source.finding) : null,
    smallest: source.smallest ?? 1,
    strictStart: source.strict_start ?? false,
    keys: source.messages === false ? [] : keyParts(context, source, placed.header),
  }
}

/** The test of the header; it runs before any field is read, so it can look at bytes only. */
function headerTest(context: CompileContext, source: FrameDefinition): CompiledExpression | null {
  const when = context.condition(source, 'when', source.when)
  if (when?.slots.some((slot) => slot !== builtins.indexOf('frame')))
    context.problem(source, 'when', mistakes.frameTest())
  return when
}

/** A field of a fixed program with its offset and size in bytes. */
interface PlacedField {
  field: FieldPlan
  offset: number
  size: number
}

function placedFields(program: Program, fields: readonly FieldPlan[]): PlacedField[] {
  const placed: PlacedField[] = []
  let offset = 0
  for (let i = 0; i < program.ops.length; i += 4) {
    const field = fields[program.ops[i + 1]!]
    if (!field) continue
    const size = field.kind === 'bits' || field.kind === 'value' ? program.ops[i + 2]! : 0
    placed.push({ field, offset, size })
    offset += size
  }
  return placed
}

function marks(placed: readonly PlacedField[]): { offset: number; bytes: Uint8Array }[] {
  return placed.flatMap(({ offset, field }) => (field.constant ? [{ offset, bytes: field.constant }] : []))
}

function lengthPlan(
  context: CompileContext,
  source: FrameDefinition,
  header: readonly PlacedField[],
): FramePlan['length'] {
  const { length, ending } = source
  if (!length) {
    if (!ending) context.problem(source, 'id', mistakes.noLength())
    const { min, max } = ending ?? { min: 0, max: 0 }
    return { at: [], size: 1, order: 'little', shift: 0, add: 0, min, max, counts: { zh: '', en: '' }, slot: -1 }
  }
  if (!source.end) context.problem(source, 'length', mistakes.noEnd())
  const at = [length.at].flat()
  const found = at.map((offset) => header.find((one) => one.offset === offset))
  for (const [index, offset] of at.entries())
    if (!found[index]) context.problem(length, 'at', mistakes.noLengthField(offset))
  if (length.min > length.max) context.problem(length, 'min', mistakes.sizeBounds(length.min, length.max))
  return {
    at,
    size: widths[length.read],
    order: length.read.endsWith('be') ? 'big' : context.family.order,
    shift: length.shift ?? 0,
    add: length.add,
    min: length.min,
    max: length.max,
    counts: length.counts,
    slot: found[0]?.field.slot ?? -1,
  }
}

function preamblePlan(context: CompileContext, { preamble, start }: FrameDefinition): FramePlan['preamble'] {
  if (!preamble) return null
  const byte = hexConstant(preamble.byte)[0]!
  if (hexConstant(start)[0] === byte) context.problem(preamble, 'byte', mistakes.preambleIsStart())
  return { byte, most: preamble.most }
}

function endingPlan(
  context: CompileContext,
  { ending, checksum }: FrameDefinition,
  trailerMarks: FramePlan['endMarks'],
  trailerSize: number,
): FramePlan['ending'] {
  if (checksum.over === 'sent' && !ending?.escape) context.problem(checksum, 'over', mistakes.sentWithoutEscape())
  if (!ending) return null
  const mark = hexConstant(ending.mark)
  const last = trailerMarks.find(({ offset, bytes }) => offset + bytes.length === trailerSize)
  if (!last || formatHex(last.bytes) !== ending.mark.toLowerCase())
    context.problem(ending, 'mark', mistakes.endingNotInTrailer(ending.mark))
  if (ending.min > ending.max) context.problem(ending, 'min', mistakes.sizeBounds(ending.min, ending.max))
  return { mark, min: ending.min, max: ending.max, escape: escapePlan(context, ending) }
}

function escapePlan(
  context: CompileContext,
  { escape, mark }: NonNullable<FrameDefinition['ending']>,
): NonNullable<FramePlan['ending']>['escape'] {
  if (!escape) return null
  const { xor, pairs } = escape
  if ((xor === undefined) === (pairs === undefined)) context.problem(escape, 'lead', mistakes.escapeForm())
  const means = new Int16Array(256).fill(-1)
  if (xor !== undefined) for (let byte = 0; byte < 256; byte++) means[byte] = byte ^ xor
  // A mark ends the frame wherever it stands.
  means[hexConstant(mark)[0]!] = -1
  for (const [second, meant] of Object.entries(pairs ?? {})) means[hexConstant(second)[0]!] = hexConstant(meant)[0]!
  return { lead: hexConstant(escape.lead)[0]!, means }
}

function checksumPlan(
  context: CompileContext,
  { checksum }: FrameDefinition,
  trailer: readonly PlacedField[],
): FramePlan['checksum'] {
  const slot = context.names.slots.get(checksum.field)
  const found = trailer.find((one) => one.field.slot === slot)
  if (!found) context.problem(checksum, 'field', mistakes.noChecksumField(checksum.field))
  else if (found.size !== checksum.size)
    context.problem(checksum, 'size', mistakes.checksumSize(found.size, checksum.size))
  return {
    slot: slot ?? -1,
    algorithm: checksum.algorithm,
    from: checksum.from,
    to: checksum.to,
    size: checksum.size,
    order: checksum.order,
    swapped: checksum.swapped ?? false,
    shown: checksum.shown ?? 'bytes',
    trueLength: checksum.true_length ?? false,
    overSent: checksum.over === 'sent',
  }
}

/** Where the values of select.by lie in this format's header. */
function keyParts(context: CompileContext, source: FrameDefinition, header: readonly PlacedField[]): KeyPart[] {
  return context.family.select.by.flatMap((id): KeyPart[] => {
    const slot = context.names.slots.get(id)
    for (const { field, offset, size } of header) {
      const base = { start: offset, size, order: field.reading.order }
      if (field.slot === slot) return [{ ...base, shift: 0, mask: 2 ** (size * 8) - 1 }]
      const bit = field.bits.find((one) => one.slot === slot)
      if (bit) return [{ ...base, shift: bit.from, mask: 2 ** bit.count - 1 }]
    }
    context.problem(source, 'header', mistakes.noKeyField(id))
    return []
  })
}
