// Tables of messages and of conversations for a spreadsheet, in one language. Numbers are plain: bytes and seconds.
import type { Label } from '../bytes/range.ts'
import type { ConversationStatistics, MessageStatistics } from '../diagnosis/statistics.ts'
import { csvText } from './csv.ts'
import type { Clock } from './wall-clock.ts'

type Language = 'zh' | 'en'

/** A column with what stands in it. */
type Columns<Row> = readonly (readonly [Label, (row: Row) => string | number | null])[]

const directions: Record<MessageStatistics['direction'], Label> = {
  up: { zh: '上行', en: 'up' },
  down: { zh: '下行', en: 'down' },
  unknown: { zh: '未知', en: 'unknown' },
}

/** One line for each kind of message that came. */
export function messageCsv(rows: readonly MessageStatistics[], language: Language): string {
  const total = Math.max(
    1,
    rows.reduce((sum, { frames }) => sum + frames, 0),
  )
  return tableOf<MessageStatistics>(rows, language, [
    [{ zh: '协议', en: 'Protocol' }, (row) => row.protocol],
    [{ zh: '类型', en: 'Type' }, (row) => (row.type === row.id ? null : row.type)],
    [{ zh: '报文', en: 'Message' }, (row) => row.name[language]],
    [{ zh: '方向', en: 'Direction' }, (row) => directions[row.direction][language]],
    [{ zh: '帧数', en: 'Frames' }, (row) => row.frames],
    [{ zh: '占比 %', en: 'Share %' }, (row) => ((row.frames / total) * 100).toFixed(2)],
    [{ zh: '字节', en: 'Bytes' }, (row) => row.bytes],
    [{ zh: '坏帧', en: 'Bad' }, (row) => row.bad],
    [{ zh: '最短间隔 s', en: 'Shortest interval s' }, (row) => seconds(row.interval?.shortest)],
    [{ zh: '平均间隔 s', en: 'Mean interval s' }, (row) => seconds(row.interval?.mean)],
    [{ zh: '最长间隔 s', en: 'Longest interval s' }, (row) => seconds(row.interval?.longest)],
    [{ zh: '首帧', en: 'First frame' }, (row) => row.firstFrame],
  ])
}

/** One line for each conversation that has frames. */
export function conversationCsv(rows: readonly ConversationStatistics[], language: Language, clock: Clock): string {
  const at = (time: number | null) =>
    time === null ? null : `${clock.date(time)} ${clock.time(time, 3)}${clock.zone(time)}`.trim()
  return tableOf<ConversationStatistics>(rows, language, [
    [{ zh: '对话', en: 'Conversation' }, (row) => row.conversation],
    [{ zh: '一端', en: 'One end' }, (row) => row.a],
    [{ zh: '另一端', en: 'Other end' }, (row) => row.b],
    [{ zh: '协议', en: 'Protocol' }, (row) => row.protocol],
    [{ zh: '方言', en: 'Dialect' }, (row) => row.dialect],
    [{ zh: '桩号', en: 'Piles' }, (row) => row.piles.join(' ')],
    [{ zh: '帧数', en: 'Frames' }, (row) => row.frames],
    [{ zh: '上行', en: 'Up' }, (row) => row.up],
    [{ zh: '下行', en: 'Down' }, (row) => row.down],
    [{ zh: '字节', en: 'Bytes' }, (row) => row.bytes],
    [{ zh: '坏帧', en: 'Bad' }, (row) => row.bad],
    [{ zh: '首帧', en: 'First frame' }, (row) => row.firstFrame],
    [{ zh: '开始', en: 'From' }, (row) => at(row.from)],
    [{ zh: '结束', en: 'To' }, (row) => at(row.to)],
    [
      { zh: '时长 s', en: 'Duration s' },
      (row) => (row.from === null || row.to === null ? null : seconds(row.to - row.from)),
    ],
  ])
}

/** Milliseconds are all that interval columns need. */
const seconds = (value: number | undefined): string | null => (value === undefined ? null : value.toFixed(3))

function tableOf<Row>(rows: readonly Row[], language: Language, columns: Columns<Row>): string {
  const head = columns.map(([name]) => name[language])
  return csvText([head, ...rows.map((row) => columns.map(([, cell]) => String(cell(row) ?? '')))])
}
