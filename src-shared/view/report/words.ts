// Words of reports.
import type { Label } from '../../bytes/range.ts'
import type { Severity } from '../../protocol/severity.ts'
import type { SessionSummary } from '../../diagnosis/session-summary.ts'
import type { StepState } from '../../diagnosis/session-steps.ts'

export const reportWords = {
  ofCapture: { zh: '桩镜诊断报告', en: 'Pilescope report' },
  ofPile: { zh: '充电桩报告', en: 'Charging pile report' },
  ofSession: { zh: '充电会话报告', en: 'Charging session report' },
  source: { zh: '来源', en: 'Source' },
  time: { zh: '时间', en: 'Time' },
  duration: { zh: '时长', en: 'Duration' },
  zone: { zh: '时区', en: 'Time zone' },
  asWritten: { zh: '按原文，未注明时区', en: 'as written, without a zone' },
  protocol: { zh: '协议', en: 'Protocol' },
  protocols: { zh: '协议', en: 'Protocols' },
  frames: { zh: '报文', en: 'Frames' },
  frameCount: { zh: '帧数', en: 'Frames' },
  ignored: { zh: '已忽略', en: 'Ignored' },
  ignoredFrames: (count: number): Label => ({
    zh: `${count} 帧，不计入本报告`,
    en: `${count} frames, left out of this report`,
  }),
  bytes: { zh: '字节', en: 'Bytes' },
  checksum: { zh: '校验', en: 'Checksums' },
  checksumCounts: (good: number, swapped: number, bad: number): Label => ({
    zh: `正确 ${good} · 反序 ${swapped} · 错误 ${bad}`,
    en: `${good} good · ${swapped} byte-swapped · ${bad} bad`,
  }),
  lengthBad: { zh: '长度错误', en: 'Wrong lengths' },
  gaps: { zh: 'TCP 缺口', en: 'TCP gaps' },
  remarks: { zh: '文件说明', en: 'About the file' },
  conclusion: { zh: '结论', en: 'In short' },
  nothing: { zh: '没有发现问题。', en: 'Nothing wrong was found.' },
  findingCount: (kinds: number, frames: number): Label => ({
    zh: `${kinds} 类诊断，涉及 ${frames} 帧次。`,
    en: `${kinds} kinds of findings in ${frames} frames, counted by kind.`,
  }),
  findings: { zh: '诊断', en: 'Findings' },
  inFrames: (count: number): Label => ({ zh: `${count} 帧`, en: count === 1 ? '1 frame' : `${count} frames` }),
  cause: { zh: '说明', en: 'What' },
  origin: { zh: '常见来由', en: 'Usual origin' },
  remedy: { zh: '怎么办', en: 'What to do' },
  numbers: { zh: '帧号', en: 'Frame numbers' },
  more: (count: number): Label => ({ zh: `… 另有 ${count} 帧`, en: `… ${count} more` }),
  example: { zh: '例', en: 'Example' },
  piles: { zh: '充电桩', en: 'Piles' },
  pile: { zh: '桩', en: 'Pile' },
  guns: { zh: '枪', en: 'Guns' },
  gun: { zh: '枪', en: 'Gun' },
  connections: { zh: '连接', en: 'Connections' },
  sessions: { zh: '充电会话', en: 'Charging sessions' },
  session: { zh: '会话', en: 'Session' },
  transaction: { zh: '交易', en: 'Transaction' },
  noTransaction: { zh: '无交易号', en: 'no transaction number' },
  energy: { zh: '电量', en: 'Energy' },
  amount: { zh: '金额', en: 'Amount' },
  state: { zh: '状态', en: 'State' },
  bill: { zh: '账单', en: 'Bill' },
  noticed: { zh: '发现', en: 'Noticed' },
  versions: { zh: '版本', en: 'Versions' },
  clock: { zh: '桩时钟', en: 'Pile clock' },
  clockOff: (span: string): Label => ({ zh: `与抓包时间相差 ${span}`, en: `off by ${span} against the capture` }),
  clockRight: { zh: '与抓包时间一致', en: 'agrees with the capture' },
  timeline: { zh: '时间线', en: 'Timeline' },
  step: { zh: '步骤', en: 'Step' },
  took: { zh: '用时', en: 'Took' },
  detail: { zh: '说明', en: 'Detail' },
  frame: (number: number): Label => ({ zh: `第 ${number} 帧`, en: `Frame ${number}` }),
  billCheck: { zh: '账单核对', en: 'Bill check' },
  noBill: { zh: '这次充电没有账单。', en: 'This charge has no bill.' },
  billRight: { zh: '账单相符。', en: 'The bill adds up.' },
  period: { zh: '时段', en: 'Period' },
  price: { zh: '单价', en: 'Price' },
  due: { zh: '应收', en: 'Due' },
  billed: { zh: '账单', en: 'Billed' },
  difference: { zh: '差', en: 'Difference' },
  total: { zh: '合计', en: 'Total' },
  meter: { zh: '电表起 → 止', en: 'Meter start → end' },
  startEnd: { zh: '起止时间', en: 'Start → end' },
  lastSample: { zh: '最后一条实时数据', en: 'Last sample' },
  tariff: { zh: '计费模型', en: 'Price model' },
  noTariff: {
    zh: '充电前没有收到计费模型，单价以账单为准。',
    en: 'No price model came before the charge: prices are those of the bill.',
  },
  steps: (missing: number, late: number): Label => ({
    zh: [missing > 0 ? `缺 ${missing} 步` : '', late > 0 ? `超时 ${late} 步` : ''].filter(Boolean).join('，'),
    en: [missing > 0 ? `${missing} ${missing === 1 ? 'step' : 'steps'} missing` : '', late > 0 ? `${late} late` : '']
      .filter(Boolean)
      .join(', '),
  }),
  sessionsMore: (count: number): Label => ({
    zh: `另有 ${count} 个会话未逐个列出。`,
    en: `${count} more sessions are not told one by one.`,
  }),
  oddFrames: { zh: '有问题的报文', en: 'Frames with findings' },
  framesMore: (count: number): Label => ({
    zh: `另有 ${count} 帧有问题，未逐帧列出。`,
    en: `${count} more frames with findings are not told one by one.`,
  }),
  comments: { zh: '备注', en: 'Comments' },
  hidden: {
    zh: '卡号、VIN、车牌等个人信息已隐去（··）。',
    en: 'Personal data (card, VIN, plate …) is hidden (··).',
  },
  repairHidden: {
    zh: '修复副本含个人信息，未列出。',
    en: 'The repaired copy holds personal data and is left out.',
  },
} as const

export const severityWords: Record<Severity, Label> = {
  chat: { zh: '说明', en: 'info' },
  note: { zh: '注意', en: 'note' },
  warn: { zh: '可疑', en: 'warning' },
  error: { zh: '错误', en: 'error' },
}

export const stepWords: Record<StepState, Label> = {
  done: { zh: '✓', en: '✓' },
  late: { zh: '⚠ 超时', en: '⚠ late' },
  missing: { zh: '✕ 缺', en: '✕ missing' },
  unseen: { zh: '– 未见', en: '– not seen' },
  open: { zh: '… 等待中', en: '… open' },
}

export const sessionStates: Record<SessionSummary['state'], Label> = {
  charging: { zh: '充电中', en: 'charging' },
  complete: { zh: '完成', en: 'complete' },
  incomplete: { zh: '未完成', en: 'incomplete' },
}
