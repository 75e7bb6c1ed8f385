// Slots → the tree of fields that people look at: names, values, texts, findings in place. Made for one frame at a time.
// Leaves tile the frame: every byte belongs to exactly one leaf (bit fields share the bytes of their number).
import { formatHex } from '../bytes/hex.ts'
import type { ByteRange, Label } from '../bytes/range.ts'
import type { Decoded } from './decode.ts'
import { readBits, readingOf, slotValue } from './environment.ts'
import type { ExpertInfo } from './expert.ts'
import { frameFindings } from './findings.ts'
import { bitValue, formatBit, type FormatStyle } from './format.ts'
import { inspectValue } from './inspect.ts'
import { canBeOdd, uncertainReading, usualTest } from './odd-values.ts'
import type { FieldPlan } from './plan.ts'
import { findingsInSentBytes, inSentBytes } from './sent-tree.ts'
import { fillNumber, slotText } from './slot-text.ts'
import type { FieldValue } from './value.ts'

/** One line of the tree. Ranges are frame-relative; children lie inside parents. */
export interface FieldNode {
  /** Permanent full name, `ykc.pile_no`. */
  name: string
  label: Label
  range: ByteRange
  /** The bytes in hex. */
  raw: string
  /** Absent for groups and lists; null for a list without items. */
  value?: FieldValue
  /** A list whose value is that of its items. */
  isListed?: boolean
  unit: string | null
  text: Label
  reference?: string
  uncertain?: boolean
  /** What exactly is not certain. */
  doubt?: Label
  note?: Label
  /** Made of other fields, not of bytes of its own. */
  generated?: boolean
  sensitive?: string
  children: FieldNode[]
  expert: ExpertInfo[]
}

export interface FrameTree {
  fields: FieldNode[]
  /** Everything found, the likely cause first; fields' findings among them. */
  expert: ExpertInfo[]
}

const empty: Label = { zh: '', en: '' }

/** The tree of a decoded frame and all findings. */
export function buildTree(decoded: Decoded): FrameTree {
  const { slots, protocol } = decoded
  const style: FormatStyle = { unknownHex: protocol.unknownHex }
  const roots: FieldNode[] = []
  const nodes: FieldNode[] = []
  const valueFindings: ExpertInfo[] = []
  const uncertain: FieldNode[] = []
  for (let slot = 0; slot < slots.count; slot++) {
    const node = buildNode(decoded, slot, style)
    nodes.push(node)
    const parent = slots.parent[slot]!
    if (parent < 0) roots.push(node)
    else nodes[parent]!.children.push(node)
    for (const one of [node, ...node.children]) valueFindings.push(...one.expert)
    if (node.uncertain) uncertain.push(node)
  }
  for (const node of nodes) {
    if (isLeafWithoutValue(node)) showRaw(node)
    else if (node.isListed && node.children.length > 0) showItems(node)
  }
  const expert = [...frameFindings(decoded), ...valueFindings, ...uncertainReadings(uncertain)]
  const tree = { fields: roots, expert }
  return decoded.plain ? inSentBytes(tree, protocol, decoded.plain) : tree
}

/** A structure whose bytes could not be taken apart, such as a unit of another length than documented. */
function isLeafWithoutValue({ value, children, range }: FieldNode): boolean {
  return value === undefined && children.length === 0 && range.end > range.start
}

function showItems(node: FieldNode): void {
  const texts = (language: 'zh' | 'en') => node.children.map(({ text }) => text[language]).join(' ')
  node.text = { zh: texts('zh'), en: texts('en') }
}

function showRaw(node: FieldNode): void {
  node.value = node.raw
  node.text = { zh: node.raw, en: node.raw }
}

/** All findings, as buildTree gives them, without the tree: for counting over many frames. */
export function findingsOf(decoded: Decoded): ExpertInfo[] {
  const found = plainFindings(decoded)
  return decoded.plain ? findingsInSentBytes(found, decoded.plain) : found
}

/** The same at their places in `decoded.bytes`, wherever these come from. */
export function plainFindings(decoded: Decoded): ExpertInfo[] {
  const { slots, protocol, bytes } = decoded
  const style: FormatStyle = { unknownHex: protocol.unknownHex }
  const found = frameFindings(decoded)
  const uncertain: FieldNode[] = []
  for (let slot = 0; slot < slots.count; slot++) {
    const field = protocol.plans[slots.field[slot]!]!
    const variant = slots.variant[slot]!
    const reading = field.kind === 'value' || field.kind === 'bits' ? readingOf(field, variant) : null
    const [start, end] = [slots.start[slot]!, slots.end[slot]!]
    if (field.kind === 'value' && reading && mayBeOdd(decoded, field, variant, start, end)) {
      const value = slotValue(protocol, slots, slot, bytes)
      for (const odd of inspectValue(field, reading, value, bytes, start, end, style))
        found.push({ ...odd, range: { start, end } })
    }
    if (field.uncertain || reading?.uncertain) uncertain.push(buildNode(decoded, slot, style))
  }
  return [...found, ...uncertainReadings(uncertain)]
}

/** Something odd about a value is possible; told cheaply for the usual reading of a field, which nearly all have. */
function mayBeOdd(
  { protocol, bytes }: Decoded,
  field: FieldPlan,
  variant: number,
  start: number,
  end: number,
): boolean {
  if (variant > 0) return canBeOdd(readingOf(field, variant)!)
  const test = usualTest(protocol, field)
  return test !== null && test(bytes, start, end).length > 0
}

function buildNode(decoded: Decoded, slot: number, style: FormatStyle): FieldNode {
  const { slots, protocol, bytes } = decoded
  const field = protocol.plans[slots.field[slot]!]!
  const range = { start: slots.start[slot]!, end: slots.end[slot]! }
  const node: FieldNode = {
    name: slotName(decoded, slot),
    label: slotLabel(decoded, slot),
    range,
    raw: formatHex(bytes, range.start, range.end),
    unit: null,
    text: empty,
    children: [],
    expert: [],
  }
  describe(node, field)
  if (field.kind === 'value' || field.kind === 'bits') addValue(decoded, node, field, slot, style)
  else if ((field.kind === 'repeat' || field.kind === 'tlv') && range.start === range.end) addNothing(node)
  return node
}

/** Full name of a slot's node. */
export function slotName({ protocol, slots }: Decoded, slot: number): string {
  const field = protocol.plans[slots.field[slot]!]!
  return field.templated ? fillNumber(field.name, slots.item[slot]!) : field.name
}

/** Label of a slot's node, with the number of its item. */
export function slotLabel(decoded: Decoded, slot: number): Label {
  const field = decoded.protocol.plans[decoded.slots.field[slot]!]!
  const item = decoded.slots.item[slot]!
  const reading = readingOf(field, decoded.slots.variant[slot]!)
  const label = reading?.label ?? field.label
  const parent = decoded.slots.parent[slot]!
  const listed = parent >= 0 ? decoded.protocol.plans[decoded.slots.field[parent]!]!.itemEnum : null
  if (listed) return listed.texts.get(item) ?? { zh: `${label.zh} ${item}`, en: `${label.en} ${item}` }
  if (field.templated) return { zh: fillNumber(label.zh, item), en: fillNumber(label.en, item) }
  return field.kind === 'item' || field.name.endsWith('.item')
    ? { zh: `${label.zh} [${item}]`, en: `${label.en} [${item}]` }
    : label
}

function describe(node: FieldNode, field: FieldPlan): void {
  if (field.reference) node.reference = field.reference
  if (field.uncertain) node.uncertain = true
  if (typeof field.uncertain === 'object') node.doubt = field.uncertain
  if (field.note) node.note = field.note
  if (field.sensitive) node.sensitive = field.sensitive
  if (field.isListed) node.isListed = true
}

/** A list without items is there all the same; it has no children to show it. */
function addNothing(node: FieldNode): void {
  node.value = null
  node.text = { zh: '无', en: 'none' }
}

function addValue(decoded: Decoded, node: FieldNode, field: FieldPlan, slot: number, style: FormatStyle): void {
  const { bytes, slots, protocol } = decoded
  const { start, end } = node.range
  const reading = readingOf(field, slots.variant[slot]!)
  node.value = slotValue(protocol, slots, slot, bytes)
  if (reading?.uncertain) node.uncertain = true
  if (typeof reading?.uncertain === 'object' && reading.uncertain) node.doubt = reading.uncertain
  if (!reading) {
    node.text = { zh: String(node.value), en: String(node.value) }
    return
  }
  node.unit = (field.valueFrom?.reading ?? reading).unit
  node.text = slotText(decoded, slot)
  for (const odd of field.kind === 'bits' ? [] : inspectValue(field, reading, node.value, bytes, start, end, style))
    node.expert.push({ ...odd, range: node.range })
  for (const bit of field.bits) node.children.push(bitNode(decoded, node, bit.field, bit, style))
  if (field.derived) addDerived(decoded, node, field)
}

function bitNode(
  decoded: Decoded,
  parent: FieldNode,
  field: FieldPlan,
  bit: FieldPlan['bits'][number],
  style: FormatStyle,
): FieldNode {
  const { start, end } = parent.range
  const raw = readBits(bit, decoded.bytes, start, end)
  const node: FieldNode = {
    name: bit.name,
    label: bit.label,
    range: { start, end, bits: { from: bit.from, count: bit.count } },
    raw: raw.toString(2).padStart(bit.count, '0'),
    value: bitValue(bit.reading, raw),
    unit: bit.reading.unit,
    text: formatBit(bit.reading, raw, style),
    children: [],
    expert: [],
  }
  describe(node, field)
  return node
}

/** The value that is generated from a field and others; null when there is none in this frame. */
export function derivedText(decoded: Decoded, { derived }: FieldPlan): string | null {
  if (!derived || (derived.when && !derived.when.matches(decoded.environment))) return null
  const value = derived.value.value(decoded.environment)
  return value === null || typeof value === 'boolean' || value instanceof Uint8Array ? null : String(value)
}

/** A generated value stands below its field, over the same bytes. */
function addDerived(decoded: Decoded, node: FieldNode, field: FieldPlan): void {
  const { derived } = field
  const text = derivedText(decoded, field)
  if (!derived || text === null) return
  node.children.push({
    name: derived.name,
    label: derived.label,
    range: node.range,
    raw: node.raw,
    value: text,
    unit: null,
    text: { zh: text, en: text },
    generated: true,
    children: [],
    expert: [],
  })
}

function doubt(node: FieldNode, language: 'zh' | 'en'): string {
  if (!node.doubt) return ''
  return language === 'zh' ? `（${node.doubt.zh}）` : ` (${node.doubt.en})`
}

/** One remark for all readings that the specification leaves open. */
function uncertainReadings(nodes: readonly FieldNode[]): ExpertInfo[] {
  if (nodes.length === 0) return []
  const list = (language: 'zh' | 'en') =>
    [...new Set(nodes.map((node) => node.label[language] + doubt(node, language)))].join(
      language === 'zh' ? '、' : ', ',
    )
  const range = {
    start: Math.min(...nodes.map((node) => node.range.start)),
    end: Math.max(...nodes.map((node) => node.range.end)),
  }
  return [
    {
      ...uncertainReading,
      range,
      message: {
        zh: `规范对这些字段没有说清，显示的是最可能的读法，请对照原始字节：${list('zh')}。`,
        en: `The specification is not clear about these fields; the likeliest reading is shown, compare the raw bytes: ${list('en')}.`,
      },
    },
  ]
}
