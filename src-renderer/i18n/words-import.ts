// Words of the import desk, where pasted text becomes frames.
import type { Label } from '../../src-shared/bytes/range.ts'
import { formatCount as count } from './numbers.ts'

const plural = (value: number, one: string, several = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : several}`

export const importWords = {
  title: { zh: '粘贴报文', en: 'Paste frames' },
  subtitle: { zh: '边粘贴边识别', en: 'recognised as you type' },
  editor: { zh: '日志或报文文本', en: 'Log or frame text' },
  editorHint: {
    zh: '方向键移动光标，下方状态行说明光标处的字符为何采用或忽略',
    en: 'Move the caret with the arrow keys; the status line below tells why the character is used or ignored',
  },
  encoding: { zh: '编码', en: 'Encoding' },
  encodingOfPaste: { zh: '粘贴的文字', en: 'pasted text' },
  decodeAs: { zh: '解析为', en: 'Decode as' },
  automatic: { zh: '自动识别', en: 'Automatic' },
  openFile: { zh: '打开文件…', en: 'Open file…' },
  clear: { zh: '清空', en: 'Clear' },
  reading: { zh: '识别中', en: 'Reading' },

  legend: { zh: '图例', en: 'Legend' },
  kindHex: { zh: '帧', en: 'Frame' },
  kindTime: { zh: '时间', en: 'Time' },
  kindDirection: { zh: '方向', en: 'Direction' },
  kindEndpoint: { zh: '地址', en: 'Address' },
  kindLabel: { zh: '标题', en: 'Heading' },
  kindIgnored: { zh: '忽略', en: 'Ignored' },
  kindDoubtful: { zh: '忽略的数字', en: 'Ignored number' },
  hexWhy: { zh: '一帧一种颜色，相邻的帧颜色不同', en: 'One colour per frame; neighbours differ' },
  timeWhy: { zh: '作为帧的时间', en: 'Taken as the time of the frame' },
  directionWhy: { zh: '说明上行还是下行', en: 'Tells which way the frame went' },
  endpointWhy: { zh: '作为地址和端口', en: 'Taken as address and port' },
  labelWhy: { zh: '作为帧的标题', en: 'Taken as the caption of the frame' },
  ignoredWhy: { zh: '没有采用；悬停或移动光标看原因', en: 'Not used; hover or move the caret to see why' },
  doubtfulWhy: { zh: '像字节但没有采用；请看原因', en: 'Looks like bytes but is not used; see why' },
  notJudged: { zh: '正在识别', en: 'Being read' },
  ofFrame: (number: number): Label => ({ zh: `第 ${number} 帧`, en: `frame ${number}` }),
  position: (line: number, column: number): Label => ({
    zh: `第 ${count(line)} 行，第 ${count(column)} 列`,
    en: `Line ${count(line)}, column ${count(column)}`,
  }),
  usage: (used: number, ignored: number): Label => ({
    zh: `已用 ${count(used)} 字符 · 忽略 ${count(ignored)} 字符`,
    en: `${plural(used, 'character')} used · ${count(ignored)} ignored`,
  }),
  lines: (value: number): Label => ({ zh: `${count(value)} 行`, en: plural(value, 'line') }),

  frames: (value: number): Label => ({ zh: `识别到 ${count(value)} 帧`, en: `${plural(value, 'frame')} found` }),
  noFrames: { zh: '没有识别到帧', en: 'No frame found' },
  noFramesWhy: {
    zh: '文本里没有任何协议的完整帧。检查是否少复制了开头的字节，或在上方指定协议。',
    en: 'No frame of any protocol is in this text. Were the first bytes copied too? Or name the protocol above.',
  },
  goodCount: (value: number): Label => ({ zh: `${count(value)} 帧校验正确`, en: `${count(value)} good` }),
  badCount: (value: number): Label => ({ zh: `${count(value)} 帧错误`, en: `${count(value)} bad` }),
  noteCount: (value: number): Label => ({ zh: `${count(value)} 帧待确认`, en: `${count(value)} to check` }),
  duplicateCount: (value: number): Label => ({
    zh: `${count(value)} 帧重复`,
    en: `${plural(value, 'duplicate')}`,
  }),
  good: { zh: '正确', en: 'Good' },
  swapped: { zh: '反序', en: 'Swapped' },
  bad: { zh: '校验错误', en: 'Bad checksum' },
  lengthBad: { zh: '长度错误', en: 'Bad length' },
  absent: { zh: '无校验', en: 'No checksum' },
  cut: { zh: '不完整', en: 'Incomplete' },
  suspicious: { zh: '可疑', en: 'Suspicious' },
  unknownProtocol: { zh: '未知协议', en: 'Unknown protocol' },
  unknownMessage: { zh: '未知报文', en: 'Unknown message' },
  line: (value: number): Label => ({ zh: `第 ${count(value)} 行`, en: `Line ${count(value)}` }),
  bytes: (value: number): Label => ({ zh: `${count(value)} 字节`, en: plural(value, 'byte') }),
  pile: (value: string): Label => ({ zh: `桩 ${value}`, en: `pile ${value}` }),
  missing: (value: number): Label => ({ zh: `缺 ${count(value)} 字节`, en: `${plural(value, 'byte')} missing` }),
  duplicateOf: (number: number): Label => ({ zh: `与第 ${number} 帧重复`, en: `repeats frame ${number}` }),
  up: { zh: '上行', en: 'up' },
  down: { zh: '下行', en: 'down' },
  directionUnknown: { zh: '方向未知', en: 'direction not known' },
  frameList: { zh: '识别到的帧', en: 'Frames found' },

  ties: { zh: '有两种读法，请选择', en: 'Two readings fit; please choose' },
  tieAt: (line: number, chosen: string, other: string): Label => ({
    zh: `第 ${count(line)} 行按${chosen}和按${other}都说得通`,
    en: `Line ${count(line)} makes sense both as ${chosen} and as ${other}`,
  }),
  tieKeep: (reading: string): Label => ({ zh: `${reading}（已采用）`, en: `${reading} (taken)` }),
  tieTake: (reading: string): Label => ({ zh: `改按${reading}读`, en: `Read as ${reading}` }),
  tieTaken: (line: number, reading: string): Label => ({
    zh: `第 ${count(line)} 行已改写为按${reading}读出的字节`,
    en: `Line ${count(line)} was rewritten with the bytes read as ${reading}`,
  }),
  undo: { zh: '撤销', en: 'Undo' },
  showInText: { zh: '在文本中显示', en: 'Show in the text' },

  skipped: (value: number): Label => ({
    zh: `${count(value)} 处十六进制没有成帧`,
    en: `${plural(value, 'piece')} of hex made no frame`,
  }),
  skippedMore: (value: number): Label => ({ zh: `还有 ${count(value)} 处`, en: `${count(value)} more` }),

  cancel: { zh: '取消', en: 'Cancel' },
  import: { zh: '导入', en: 'Import' },
  importFrames: (value: number): Label => ({ zh: `导入 ${count(value)} 帧`, en: `Import ${plural(value, 'frame')}` }),
  importing: { zh: '导入中…', en: 'Importing…' },
  pastedName: { zh: '粘贴的报文', en: 'Pasted frames' },
  previewLimited: (listed: number): Label => ({
    zh: `只列出前 ${count(listed)} 帧；导入时读取全部。`,
    en: `The first ${count(listed)} are listed; all are imported.`,
  }),
  notColoured: {
    zh: '有的行过长，文本不着色；右侧的帧不受影响。',
    en: 'Some lines are too long to be coloured; the frames on the right are complete.',
  },
  tooLong: (shown: number, total: number): Label => ({
    zh: `文本较长，只预览前 ${count(shown)} 个字符；导入时读取全部 ${count(total)} 个。`,
    en: `The text is long: only its first ${count(shown)} characters are previewed; all ${count(total)} are imported.`,
  }),
  overLimit: {
    zh: '文本超过 3200 万字符，请存成文件后用“打开”读取。',
    en: 'The text has more than 32 million characters. Save it to a file and open that.',
  },
  previewFailed: { zh: '预览失败', en: 'The preview failed' },
  importFailed: { zh: '导入失败', en: 'The import failed' },
  fileUnreadable: { zh: '无法读取文件', en: 'The file cannot be read' },
  fileTooLarge: {
    zh: '文件超过 64 MB，请用“打开”读取，那里不限大小。',
    en: 'The file is larger than 64 MB. Open it instead: there is no limit there.',
  },

  emptyTitle: { zh: '粘贴任何带有报文的文本', en: 'Paste any text that holds frames' },
  emptyWhat: {
    zh: '网关日志、串口助手记录、规范里的样例、十六进制转储、代码里的数组、聊天记录——不用整理，时间、方向和注释会自动认出来。',
    en: 'Gateway logs, serial tool records, specification examples, hex dumps, arrays in source code, chats – as they are. Times, directions and remarks are recognised.',
  },
  emptyKey: { zh: '粘贴', en: 'paste' },
  emptyOr: { zh: '或把文本文件拖到这里，或试试这些例子：', en: 'or drop a text file here, or try one of these:' },
  emptyFrames: { zh: '识别到的帧会列在这里', en: 'Frames found will be listed here' },
  emptyFramesWhat: {
    zh: '每一帧说明取自哪一行、往哪个方向、是什么报文、校验是否正确。点一帧，左边对应的字符会标出来；反过来也一样。',
    en: 'Each with its line, direction, message and verdict. Click a frame to see its characters on the left, and the other way round.',
  },
} as const satisfies Record<string, Label | ((...values: never[]) => Label)>

/** How bytes are written in text, by the text reader's name for it. */
const readings: Record<string, Label> = {
  hex: { zh: '十六进制', en: 'hex' },
  'short-hex': { zh: '省略前导零的十六进制', en: 'hex without leading zeros' },
  decimal: { zh: '十进制', en: 'decimal' },
  'word-swapped': { zh: '双字节对调的转储', en: 'a dump of swapped words' },
  'ascii-hex': { zh: '十六进制文本的再编码', en: 'hex of hex text' },
  base64: { zh: 'Base64', en: 'Base64' },
  string: { zh: '转义字符串', en: 'an escaped string' },
}

/** The name of a way to write bytes, in words. */
export function readingLabel(reading: string): Label {
  return readings[reading] ?? { zh: reading, en: reading }
}
