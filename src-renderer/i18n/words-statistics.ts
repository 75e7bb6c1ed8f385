// Words of the statistics view.
import type { CoverageVerdict } from '../../src-shared/diagnosis/statistics.ts'
import type { Label } from '../../src-shared/bytes/range.ts'

export const statisticsWords = {
  coverage: { zh: '联调检查表', en: 'Commissioning checklist' },
  messages: { zh: '报文统计', en: 'Messages' },
  conversations: { zh: '网络对话', en: 'Conversations' },
  tables: { zh: '统计表', en: 'Tables' },
  allPiles: { zh: '全部桩', en: 'All piles' },
  pile: { zh: '桩', en: 'Pile' },
  type: { zh: '类型', en: 'Type' },
  message: { zh: '报文', en: 'Message' },
  direction: { zh: '方向', en: 'Direction' },
  clause: { zh: '条款', en: 'Clause' },
  seen: { zh: '收到', en: 'Seen' },
  good: { zh: '正确', en: 'Good' },
  bad: { zh: '有错', en: 'Bad' },
  verdict: { zh: '结论', en: 'Verdict' },
  covered: (seen: number, total: number): Label => ({
    zh: `已测 ${seen} / ${total}`,
    en: `${seen} of ${total} tested`,
  }),
  withErrors: (count: number): Label => ({ zh: `${count} 种有错`, en: `${count} with errors` }),
  show: { zh: '显示', en: 'Show' },
  all: { zh: '全部', en: 'All' },
  exportMarkdown: { zh: '导出 Markdown', en: 'Export Markdown' },
  exportCsv: { zh: '导出 CSV', en: 'Export CSV' },
  filterMessage: { zh: '只看这种报文', en: 'Filter these frames' },
  protocol: { zh: '协议', en: 'Protocol' },
  frames: { zh: '帧数', en: 'Frames' },
  bytes: { zh: '字节', en: 'Bytes' },
  badFrames: { zh: '坏帧', en: 'Bad' },
  ignored: (count: string): Label => ({
    zh: `已忽略 ${count} 帧，不计入诊断、会话和统计`,
    en: `${count} ignored frames are left out of findings, sessions and statistics`,
  }),
  share: { zh: '占比 %', en: 'Share %' },
  messageCount: (kinds: number, frames: string): Label => ({
    zh: `${kinds} 种报文 · ${frames} 帧`,
    en: `${kinds} kinds of messages · ${frames} frames`,
  }),
  conversationCount: (count: number): Label => ({
    zh: `${count} 个对话`,
    en: count === 1 ? '1 conversation' : `${count} conversations`,
  }),
  interval: { zh: '间隔 最短 / 平均 / 最长', en: 'Interval shortest / mean / longest' },
  first: { zh: '首帧', en: 'First' },
  ends: { zh: '两端', en: 'Ends' },
  piles: { zh: '桩号', en: 'Piles' },
  up: { zh: '上行', en: 'Up' },
  down: { zh: '下行', en: 'Down' },
  duration: { zh: '时长', en: 'Duration' },
  rate: { zh: '速率', en: 'Rate' },
  unknown: { zh: '未知', en: 'unknown' },
  noCoverage: { zh: '没有桩可检查', en: 'No piles to check' },
  noCoverageHint: {
    zh: '桩报出桩号之后，这里列出它的协议的全部报文：哪些测过、哪些有错、哪些还没见过。',
    en: 'Once a pile has told its number, all messages of its protocol are listed here: tested, with errors, never seen.',
  },
} as const

export const coverageVerdictWords: Record<CoverageVerdict, Label> = {
  good: { zh: '通过', en: 'passed' },
  bad: { zh: '有错', en: 'errors' },
  never: { zh: '未测', en: 'never seen' },
}
