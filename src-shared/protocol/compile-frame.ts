// Frame formats: header, length, checksum and trailer with their places. Part of compile.ts.
import type { CompileContext } from './compile-reading.ts'
import { compileExpression } from './compile-reading.ts'
import { hexConstant, type LayoutCompiler } from './compile-layout.ts'
import type { FrameDefinition } from './definition.ts'
import type { FindingPlan, FramePlan, KeyPart, Program } from './plan.ts'

const widths = { u8: 1, u16: 2, u16be: 2, u32: 4, u32be: 4 } as const

/** The plan of one frame format; its header and trailer must have fixed sizes. */
export function compileFrame(
  context: CompileContext,
  layouts: LayoutCompiler,
  source: FrameDefinition,
  index: number,
  finding: (source: NonNullable<FrameDefinition['finding']>) => FindingPlan | null,
): FramePlan {
  const header = layouts.program(source.header, new Set())
  const trailer = layouts.program(source.trailer, new Set())
  for (const [key, program] of [
    ['header', header],
    ['trailer', trailer],
  ] as const) {
    if (program.fixedSize < 0)
      problem(context, source, key, `${key} 的长度必须固定。`, `The ${key} must have a fixed size.`)
  }
  const { length, checksum } = source
  const at = [length.at].flat()
  const fields = layouts.fields
  const headerOffsets = offsets(header, fields)
  const lengthField = headerOffsets.find((field) => field.offset === at[0])
  const checksumSlot = context.names.slots.get(checksum.field)
  if (checksumSlot === undefined || !offsets(trailer, fields).some((field) => field.slot === checksumSlot)) {
    problem(
      context,
      source.checksum,
      'field',
      `trailer 里没有字段“${checksum.field}”。`,
      `The trailer has no field "${checksum.field}".`,
    )
  }
  if (!lengthField)
    problem(
      context,
      source.length,
      'at',
      `header 在偏移 ${at[0]} 没有字段。`,
      `The header has no field at offset ${at[0]}.`,
    )
  return {
    index,
    id: source.id,
    dialect: source.dialect ?? null,
    start: hexConstant(source.start),
    headerTestSize: source.header_size,
    when: source.when === undefined ? null : compileExpression(context, source, 'when', source.when),
    length: {
      at,
      size: widths[length.read],
      order: length.read.endsWith('be') ? 'big' : context.family.order,
      shift: length.shift ?? 0,
      add: length.add,
      min: length.min,
      max: length.max,
      counts: length.counts,
      slot: lengthField?.slot ?? -1,
    },
    checksum: {
      slot: checksumSlot ?? -1,
      algorithm: checksum.algorithm,
      from: checksum.from,
      to: checksum.to,
      size: checksum.size,
      order: checksum.order,
      swapped: checksum.swapped ?? false,
      shown: checksum.shown ?? 'bytes',
      trueLength: checksum.true_length ?? false,
    },
    header,
    headerSize: Math.max(header.fixedSize, 0),
    trailer,
    trailerSize: Math.max(trailer.fixedSize, 0),
    endMarks: marks(trailer, fields),
    startMarks: marks(header, fields),
    end: source.end,
    proven: source.accept === 'proven',
    messages: source.messages ?? true,
    foreign: source.foreign ?? false,
    finding: source.finding ? finding(source.finding) : null,
    smallest: source.smallest ?? 1,
    strictStart: source.strict_start ?? false,
    keys: source.messages === false ? [] : keyParts(context, source, headerOffsets, fields),
  }
}

interface Placed {
  slot: number
  offset: number
  index: number
  size: number
}

/** Fields of a fixed program with their offsets. */
function offsets(program: Program, fields: LayoutCompiler['fields']): Placed[] {
  const placed: Placed[] = []
  let offset = 0
  for (let i = 0; i < program.ops.length; i += 4) {
    const field = fields[program.ops[i + 1]!]
    if (!field) continue
    const size = field.kind === 'bits' || field.kind === 'value' ? program.ops[i + 2]! : 0
    placed.push({ slot: field.slot, offset, index: field.index, size })
    offset += size
  }
  return placed
}

function marks(program: Program, fields: LayoutCompiler['fields']): { offset: number; bytes: Uint8Array }[] {
  return offsets(program, fields).flatMap(({ offset, index }) => {
    const bytes = fields[index]!.constant
    return bytes ? [{ offset, bytes }] : []
  })
}

/** Where the values of select.by lie in this format's header. */
function keyParts(
  context: CompileContext,
  source: FrameDefinition,
  placed: readonly Placed[],
  fields: LayoutCompiler['fields'],
): KeyPart[] {
  return context.family.select.by.flatMap((id): KeyPart[] => {
    const slot = context.names.slots.get(id)
    for (const { offset, index, size } of placed) {
      const field = fields[index]!
      const base = { start: offset, size, order: field.reading.order }
      if (field.slot === slot) return [{ ...base, shift: 0, mask: 2 ** (size * 8) - 1 }]
      const bit = field.bits.find((one) => one.slot === slot)
      if (bit) return [{ ...base, shift: bit.from, mask: 2 ** bit.count - 1 }]
    }
    problem(
      context,
      source,
      'header',
      `header 没有选择报文的字段“${id}”。`,
      `The header has no field "${id}", which chooses messages.`,
    )
    return []
  })
}

function problem(context: CompileContext, where: object, key: string, zh: string, en: string): void {
  context.problems.push({
    where,
    key,
    message: { zh, en },
    remedy: { zh: '对照 docs/definitions.md 第 2 节改正。', en: 'Correct it after section 2 of docs/definitions.md.' },
  })
}
