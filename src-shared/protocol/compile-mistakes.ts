// The mistakes that the compiler finds in a definition: what they are called and how to mend them. Texts only; the
// compile files say when.
import type { Label } from '../bytes/range.ts'
import { fieldLimit, layoutDepthLimit } from './definition-limits.ts'
import { mistake, type Mistake } from './mistake.ts'
import { counted } from './remark.ts'

/** Names, and expressions over them. */
const naming = {
  unknownName: (name: string, near: readonly string[]): Mistake =>
    mistake(
      `没有名为“${name}”的定义。`,
      `Nothing is called "${name}".`,
      near.length > 0 ? `是否想写：${near.join('、')}？` : '先定义它，或改正名字。',
      near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Define it first, or correct the name.',
    ),
  expression: (words: Label): Mistake =>
    mistake(
      `表达式有误：${words.zh}`,
      `The expression is wrong: ${words.en}`,
      '按 docs/definitions.md 第 6 节改写。',
      'Rewrite it as section 6 of docs/definitions.md says.',
    ),
  frameTest: (): Mistake =>
    mistake(
      '帧的 when 在字段读出之前判断，只能用 frame。',
      'The test of a frame comes before any field is read; it can look at `frame` only.',
      '按位置写，例如 frame[4]。',
      'Name bytes by their place, such as frame[4].',
    ),
}

/** Fields and layouts. */
const layouts = {
  fieldTwice: (id: string): Mistake =>
    mistake(
      `本报文已有字段“${id}”。`,
      `This layout has a field "${id}" already.`,
      '字段名在一种报文内必须唯一。',
      'Give each field of a message its own id.',
    ),
  kinds: (kinds: readonly string[], found: readonly string[]): Mistake =>
    mistake(
      `字段必须恰好有 ${kinds.join('、')} 之一，这里${found.length > 0 ? `有 ${found.join('、')}` : '没有'}。`,
      `A field has exactly one of ${kinds.join(', ')}; here is ${found.length > 0 ? found.join(', ') : 'none'}.`,
      '保留其中一个。',
      'Keep one of them.',
    ),
  noIdOrLabel: (): Mistake =>
    mistake(
      '字段缺少 id 或 label。',
      'The field has no id or no label.',
      '补上 id 与中英文 label。',
      'Give it an id and a label in both languages.',
    ),
  untilWhat: (): Mistake =>
    mistake(
      'until 只用于没有 size 的 text 和 bytes。',
      '`until` goes with text and bytes that have no size.',
      '去掉 size 或 until。',
      'Leave out size or until.',
    ),
  bytesAndCount: (): Mistake =>
    mistake(
      '写了 bytes 时，count 必须是 rest。',
      'With `bytes`, count is rest.',
      '写 count: rest，或去掉 bytes。',
      'Write count: rest, or leave out bytes.',
    ),
  tooDeep: (): Mistake =>
    mistake(
      `字段嵌套超过 ${layoutDepthLimit} 层。`,
      `Fields are nested more than ${layoutDepthLimit} deep.`,
      '减少嵌套。',
      'Nest less.',
    ),
  tooManyFields: (): Mistake =>
    mistake(
      `字段总数超过 ${fieldLimit} 个（字段组每用一次计一次）。`,
      `More than ${fieldLimit} fields, each use of a group counted.`,
      '减少字段，或少用字段组。',
      'Have fewer fields, or use groups less often.',
    ),
  groupCircle: (chain: readonly string[]): Mistake =>
    mistake(
      `字段组互相引用：${chain.join(' → ')}`,
      `Groups use each other in a circle: ${chain.join(' → ')}`,
      '去掉其中一个 use。',
      'Take one of these uses away.',
    ),
  dictionaryCircle: (name: string): Mistake =>
    mistake(
      `字典“${name}”里又用到它自己。`,
      `The dictionary "${name}" is used inside itself.`,
      '去掉里面的 tlv。',
      'Take the tlv inside it away.',
    ),
  repeatContents: (): Mistake =>
    mistake(
      'repeat 必须恰好有 item、fields 之一。',
      'A repeat has exactly one of item, fields.',
      '一个值用 item，几个字段用 fields。',
      'Use item for one value, fields for several.',
    ),
  endlessRepeat: (): Mistake =>
    mistake(
      '重复到末尾的项不占任何字节，会无限重复。',
      'An item without bytes would repeat for ever.',
      '给项至少一个有长度的字段，或写明次数。',
      'Give the item a field with a size, or state a count.',
    ),
  tagTwice: (tag: number): Mistake =>
    mistake(`标签 ${tag} 重复。`, `Tag ${tag} stands twice.`, '每个标签只写一次。', 'List each tag once.'),
  tagRange: (first: number, last: number): Mistake =>
    mistake(
      `标签范围 ${first} 到 ${last} 是反的。`,
      `The tags ${first} to ${last} are in descending order.`,
      '先写小的。',
      'Put the smaller one first.',
    ),
}

/** How bytes are read. */
const readings = {
  noSize: (read: string): Mistake =>
    mistake(
      `${read} 需要 size。`,
      `${read} needs a size.`,
      '写明字节数、rest 或表达式。',
      'State the bytes, rest, or an expression.',
    ),
  ownSize: (read: string, size: number): Mistake =>
    mistake(
      `${read} 总是 ${size} 字节，不能另写 size。`,
      `${read} always has ${counted(size, 'byte')} and takes no other size.`,
      '去掉 size，或换一种 read。',
      'Take the size away, or choose another read.',
    ),
  numberSize: (read: string): Mistake =>
    mistake(
      `${read} 至少有 1 字节。`,
      `A number read as ${read} has at least one byte.`,
      '改正 size，或用 bytes。',
      'Correct the size, or read bytes.',
    ),
  timeLayout: (): Mistake =>
    mistake(
      '时间格式有不认识的部分。',
      'The time layout has a part that is not known.',
      '可用：YYYY YYYY< YY yy MM MM&1f DD hh mm ss --',
      'Known are: YYYY YYYY< YY yy MM MM&1f DD hh mm ss --',
    ),
  noParts: (): Mistake =>
    mistake(
      'version 需要 parts。',
      'A version needs parts.',
      '写明各段，例如 parts: [u8, u8, u16be]。',
      'State them, such as parts: [u8, u8, u16be].',
    ),
  codesOf: (key: string, read: string): Mistake =>
    mistake(
      `${read} 的值不是代码，不能用 ${key}。`,
      `A value read as ${read} is no code, so it takes no ${key}.`,
      `去掉 ${key}，或按整数读。`,
      `Take ${key} away, or read a whole number.`,
    ),
  flagOutside: (bit: string, width: number): Mistake =>
    mistake(
      `位 ${bit} 超出 ${width} 位。`,
      `Bit ${bit} is outside the ${width} bits.`,
      '改正位号，或加大 size。',
      'Correct the bit number, or the size.',
    ),
  bitOutside: (bit: number, width: number): Mistake =>
    mistake(
      `位 ${bit} 超出 ${width} 位。`,
      `Bit ${bit} is outside the ${width} bits.`,
      '改正 from 或 count。',
      'Correct from or count.',
    ),
  bitTaken: (bit: number, by: string): Mistake =>
    mistake(
      `位 ${bit} 已属于字段“${by}”。`,
      `Bit ${bit} belongs to the field "${by}" already.`,
      '改正 from 或 count。',
      'Correct from or count.',
    ),
  constantSize: (bytes: number, size: number): Mistake =>
    mistake(
      `const 有 ${bytes} 字节，字段是 ${size} 字节。`,
      `const has ${counted(bytes, 'byte')}, the field has ${size}.`,
      '让两者一致。',
      'Make them agree.',
    ),
}

/** Frames. */
const frames = {
  frameTwice: (id: string): Mistake =>
    mistake(`帧格式“${id}”重复。`, `Two frame formats are called "${id}".`, '换一个 id。', 'Choose another id.'),
  notFixed: (part: string): Mistake =>
    mistake(
      `${part} 的长度必须固定。`,
      `The ${part} must have a fixed size.`,
      '只用有固定长度的字段。',
      'Use fields of fixed size only.',
    ),
  noLength: (): Mistake =>
    mistake(
      '这种帧既没有 length 也没有 ending。',
      'The frame has neither a length nor an ending.',
      '写明长度域，或结束标志。',
      'Say where its length stands, or which mark ends it.',
    ),
  noEnd: (): Mistake =>
    mistake(
      '有 length 时必须写 end。',
      'A frame with a length says in `end` where its trailer is.',
      '例如 end: [valid_declared, real]。',
      'For instance end: [valid_declared, real].',
    ),
  endingNotInTrailer: (mark: string): Mistake =>
    mistake(
      `trailer 的最后不是 ${mark}。`,
      `The trailer does not end with ${mark}.`,
      `在 trailer 最后加一个 const: "${mark}" 的字段。`,
      `Let its last field have const: "${mark}".`,
    ),
  escapeForm: (): Mistake =>
    mistake(
      'escape 必须恰好有 xor 和 pairs 之一。',
      'An escape has exactly one of xor and pairs.',
      '例如 xor: 0x20，或 pairs: { "01": "7d", "02": "7e" }。',
      'For instance xor: 0x20, or pairs: { "01": "7d", "02": "7e" }.',
    ),
  sentWithoutEscape: (): Mistake =>
    mistake(
      '没有转义时 over 没有意义。',
      'Without escapes `over` means nothing.',
      '去掉 over，或写明 ending.escape。',
      'Leave it out, or describe ending.escape.',
    ),
  preambleIsStart: (): Mistake =>
    mistake(
      '前导字节与起始字节相同，无法区分。',
      'The preamble is the start byte: the two cannot be told apart.',
      '改正其中一个。',
      'Correct one of them.',
    ),
  noChecksumField: (id: string): Mistake =>
    mistake(
      `trailer 里没有字段“${id}”。`,
      `The trailer has no field "${id}".`,
      '在 trailer 里加上它。',
      'Add it to the trailer.',
    ),
  checksumSize: (field: number, checksum: number): Mistake =>
    mistake(
      `校验字段有 ${field} 字节，checksum.size 是 ${checksum}。`,
      `The checksum field has ${counted(field, 'byte')}, checksum.size is ${checksum}.`,
      '让两者一致。',
      'Make them agree.',
    ),
  noLengthField: (offset: number): Mistake =>
    mistake(
      `header 在偏移 ${offset} 没有字段。`,
      `The header has no field at offset ${offset}.`,
      '让 at 指向长度字段的第一个字节。',
      'Let `at` be the first byte of the length field.',
    ),
  sizeBounds: (min: number, max: number): Mistake =>
    mistake(
      `min ${min} 大于 max ${max}。`,
      `min ${min} is above max ${max}.`,
      '改正帧长的上下限。',
      'Correct the bounds of the frame size.',
    ),
  noKeyField: (id: string): Mistake =>
    mistake(
      `header 没有选择报文的字段“${id}”。`,
      `The header has no field "${id}", which chooses messages.`,
      '在 header 里加上它，或写 messages: false。',
      'Add it to the header, or write messages: false.',
    ),
}

/** Messages and dialects. */
const messages = {
  messageTwice: (id: string): Mistake =>
    mistake(
      `报文名“${id}”重复。`,
      `Two messages are called "${id}".`,
      '每种报文（含变体）用不同的 id。',
      'Give each message, variants too, its own id.',
    ),
  noSelection: (wanted: readonly string[]): Mistake =>
    mistake(
      `报文没有说明由 ${wanted.join('、')} 的什么值选中。`,
      `The message does not say which values of ${wanted.join(', ')} choose it.`,
      '写 type，或 match 列出每个字段。',
      'Write type, or match with each of these fields.',
    ),
  notSelecting: (name: string, wanted: readonly string[]): Mistake =>
    mistake(
      `“${name}”不参与选择报文。`,
      `"${name}" does not choose messages.`,
      `select.by 是 ${wanted.join('、')}。`,
      `select.by is ${wanted.join(', ')}.`,
    ),
  bodyBounds: (min: number, max: number): Mistake =>
    mistake(
      `body 的下限 ${min} 大于上限 ${max}。`,
      `The body's min ${min} is above its max ${max}.`,
      '改正上下限。',
      'Correct the bounds.',
    ),
  dialectTwice: (id: string): Mistake =>
    mistake(`方言“${id}”重复。`, `Two dialects are called "${id}".`, '换一个 id。', 'Choose another id.'),
  dialectCircle: (chain: readonly string[]): Mistake =>
    mistake(
      `方言互相继承：${chain.join(' → ')}`,
      `Dialects inherit in a circle: ${chain.join(' → ')}`,
      '去掉其中一个 inherits。',
      'Take one inherits away.',
    ),
}

export const mistakes = { ...naming, ...layouts, ...readings, ...frames, ...messages }
