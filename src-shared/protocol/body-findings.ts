// Findings about a frame's body: which message it is, how its layout fits, what the definition checks. Part of findings.ts.
import type { ByteRange, Label } from '../bytes/range.ts'
import { remarks } from './body-remarks.ts'
import type { Decoded } from './decode.ts'
import type { ExpertInfo } from './expert.ts'
import { fillTemplates } from './fill-template.ts'
import { possibleChecks } from './message-names.ts'
import type { FieldPlan, FindingPlan } from './plan.ts'
import { about } from './remark.ts'
import type { RunProblem } from './run-problem.ts'
import { fillNumber } from './slot-text.ts'

/** Findings of one code that are listed one by one. */
const mostOfOneCode = 100

/** What the definition itself finds. */
export interface DefinitionFindings {
  /** Errors, and what a frame format says of itself: they explain the rest. */
  causes: ExpertInfo[]
  /** Of the message's layout as such. */
  layout: ExpertInfo[]
  /** Of values. */
  checks: ExpertInfo[]
}

/** Findings of frame format and message, and the checks that hold. */
export function definitionFindings(decoded: Decoded): DefinitionFindings {
  const { frame, protocol, encrypted } = decoded
  const message = encrypted ? null : decoded.message
  const whole = { start: 0, end: decoded.bytes.length }
  const format = frame.finding ? [fromPlan(frame.finding, decoded, whole)] : []
  const layout = message?.finding ? [fromPlan(message.finding, decoded, whole)] : []
  const isUsual = message !== null && frame === protocol.frames[0]
  const possible = isUsual ? possibleChecks(protocol, message) : [...(message?.checks ?? []), ...protocol.checks]
  const checks = possible.flatMap((check) =>
    check.when.matches(decoded.environment) ? [fromPlan(check, decoded, rangeOf(decoded, check.slot))] : [],
  )
  return {
    causes: [...format, ...[...layout, ...checks].filter(isError)],
    layout: layout.filter((one) => !isError(one)),
    checks: checks.filter((one) => !isError(one)),
  }
}

const isError = (one: ExpertInfo): boolean => one.severity === 'error'

function fromPlan(
  { code, severity, group, message, remedy }: FindingPlan,
  decoded: Decoded,
  range: ByteRange,
): ExpertInfo {
  return about(range, {
    code,
    severity,
    group,
    message: fillTemplates(message, decoded),
    ...(remedy ? { remedy } : {}),
  })
}

/** Where a field (by name slot) lies first; the whole frame when it is not there. */
function rangeOf({ slots, protocol, bytes }: Decoded, name: number): ByteRange {
  for (let slot = 0; slot < slots.count; slot++) {
    const field = protocol.plans[slots.field[slot]!]!
    const bit = field.bits.find((one) => one.slot === name)
    const range = { start: slots.start[slot]!, end: slots.end[slot]! }
    if (field.slot === name) return range
    if (bit) return { ...range, bits: { from: bit.from, count: bit.count } }
  }
  return { start: 0, end: bytes.length }
}

function bodyRange(decoded: Decoded): ByteRange {
  return { start: decoded.bodyStart, end: decoded.bodyEnd }
}

/** Why the body is not read by a layout: encrypted, or of no known message. */
export function messageFindings(decoded: Decoded): ExpertInfo[] {
  const { protocol, message, frame, type } = decoded
  if (decoded.encrypted) return [about(bodyRange(decoded), remarks.encrypted(protocol.encrypted!.message))]
  const key = frame.keys[0]
  if (message || !key || type === null) return []
  const range = { start: key.start, end: key.start + key.size }
  return [about(range, remarks.unknownType(type === 'unknown' ? '' : ` ${type}`))]
}

/** The layout of the message is a guess. */
export function uncertainLayout(decoded: Decoded): ExpertInfo[] {
  const uncertain = decoded.encrypted ? false : (decoded.message?.uncertain ?? false)
  if (!uncertain) return []
  return [about(bodyRange(decoded), remarks.uncertainLayout(typeof uncertain === 'object' ? uncertain : null))]
}

/** Where lists and units of the layout go wrong. */
export function layoutFindings(decoded: Decoded): ExpertInfo[] {
  const counts = new Map<string, number>()
  const findings: ExpertInfo[] = []
  for (const problem of decoded.problems) {
    const finding = problemFinding(decoded, problem)
    const count = (counts.get(finding.code) ?? 0) + 1
    counts.set(finding.code, count)
    if (count <= mostOfOneCode) findings.push(finding)
  }
  for (const [code, count] of counts)
    if (count > mostOfOneCode) findings.push(about(bodyRange(decoded), remarks.more(code, count - mostOfOneCode)))
  return findings
}

function problemFinding(decoded: Decoded, problem: RunProblem): ExpertInfo {
  const { slots, bodyEnd } = decoded
  const range =
    'slot' in problem
      ? { start: slots.start[problem.slot]!, end: slots.end[problem.slot]! }
      : { start: problem.at, end: bodyEnd }
  switch (problem.kind) {
    case 'count':
      return about(
        range,
        problem.fixed
          ? remarks.itemsMissing(problem.field.label, problem.said, problem.found)
          : remarks.countMismatch(problem.field.label, problem.said, problem.found),
      )
    case 'item_cut':
      return about({ start: problem.at, end: bodyEnd }, remarks.itemCut(problem.field.label))
    case 'size':
      return about(range, remarks.innerLength(problem.field.label, problem.size, problem.left))
    case 'overflow':
      return about(range, remarks.unitOverflow(problem.size, problem.left))
    case 'unit_size': {
      const label = numbered(problem.field.label, slots.item[problem.slot]!)
      return about(range, remarks.unitSize(label, problem.found, problem.documented, problem.raw))
    }
    case 'unit_rest': {
      const label = numbered(problem.field.label, slots.item[problem.slot]!)
      if (problem.missing.length > 0) return about(range, remarks.unitTooShort(label, names(problem.missing)))
      return about(range, remarks.unitTooLong(label, range.end - range.start))
    }
    case 'unknown_tag':
      return about(range, remarks.unknownTag(problem.tag))
    case 'limit':
      return about(range, remarks.tooManyNodes())
  }
}

/** A label with the number of the item in it. */
function numbered(label: Label, item: number): Label {
  return { zh: fillNumber(label.zh, item), en: fillNumber(label.en, item) }
}

/** Labels of fields; of a number that holds bit fields, theirs, since those are what the specification names. */
function labelsOf(fields: readonly FieldPlan[]): Label[] {
  return fields.flatMap((field) =>
    field.bits.length > 0 && !field.valueFrom ? field.bits.map((bit) => bit.label) : [field.label],
  )
}

function names(fields: readonly FieldPlan[]): Label {
  const labels = labelsOf(fields)
  return { zh: labels.map((label) => label.zh).join('、'), en: labels.map((label) => label.en).join(', ') }
}

/** Fields that the body is too short for, and bytes that it is too long by. */
export function sizeFindings(decoded: Decoded): ExpertInfo[] {
  const { missing, extra, protocol } = decoded
  const findings: ExpertInfo[] = []
  if (missing.length > 0) {
    // Without its type a frame has no body yet: it is the header that ends too early.
    const remark = decoded.type === null ? remarks.headerFieldsMissing : remarks.fieldsMissing
    findings.push(about(bodyRange(decoded), remark(labelsOf(missing).length, names(missing))))
  }
  if (extra && !extra.cut && protocol.extra.report)
    findings.push(about({ start: extra.start, end: extra.end }, remarks.extraBytes(extra.end - extra.start)))
  return findings
}

/** Header fields with other values than this message has. */
export function headerFindings(decoded: Decoded): ExpertInfo[] {
  const { message, environment } = decoded
  return (message?.expect ?? []).flatMap(({ slot, name, values }) => {
    const found = environment.values(slot)[0]
    if (typeof found !== 'number' || values.includes(found)) return []
    return [about(rangeOf(decoded, slot), remarks.headerUnexpected(message!.name, name, found, values))]
  })
}
