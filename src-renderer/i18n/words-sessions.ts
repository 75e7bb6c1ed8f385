// Words of the sessions view: piles, timeline, bill and tariff.
import type { BillCode } from '../../src-shared/diagnosis/billing.ts'
import type { StepState } from '../../src-shared/diagnosis/session-steps.ts'
import type { SessionSummary } from '../../src-shared/diagnosis/session-summary.ts'
import type { PileIssue } from '../../src-shared/diagnosis/pile-summary.ts'
import type { Label } from '../../src-shared/bytes/range.ts'

export const sessionWords = {
  piles: { zh: '桩与枪', en: 'Piles and guns' },
  counts: (piles: number, sessions: number): Label => ({
    zh: `${piles} 桩 · ${sessions} 会话`,
    en: `${piles} piles · ${sessions} sessions`,
  }),
  gun: (gun: string): Label => ({ zh: `枪 ${gun}`, en: `Gun ${gun}` }),
  transaction: (transaction: string): Label => ({ zh: `交易 ${transaction}`, en: `Transaction ${transaction}` }),
  noTransaction: { zh: '无交易号', en: 'no transaction number' },
  idle: { zh: '无会话', en: 'no session' },
  noPileNumber: { zh: '未知桩号', en: 'Unknown pile' },
  online: (span: string): Label => ({ zh: `在线 ${span}`, en: `${span} online` }),
  frames: (count: number): Label => ({ zh: `${count} 帧`, en: count === 1 ? '1 frame' : `${count} frames` }),
  heartbeatsMissed: (count: number): Label => ({ zh: `心跳缺 ${count} 次`, en: `${count} heartbeats missed` }),
  late: (count: number): Label => ({ zh: `超时 ${count} 步`, en: `${count} late` }),
  missing: (count: number): Label => ({ zh: `缺 ${count} 步`, en: `${count} missing` }),
  repeated: (count: number): Label => ({ zh: `账单重复 ${count} 次`, en: `bill repeated ${count}×` }),
  findPile: { zh: '查找桩号或交易号', en: 'Find a pile or transaction' },
  onlyOdd: { zh: '只看有问题的', en: 'Only those with problems' },
  noneFound: { zh: '没有符合的桩或会话', en: 'No pile or session matches' },
  none: { zh: '没有充电桩', en: 'No charging piles' },
  noneHint: {
    zh: '这份抓包里没有报出桩号的报文。桩登录、充电之后，这里按桩和枪列出每次充电：时间线、账单核对、曲线。',
    en: 'No frame of this capture names a pile. Once one logs in and charges, every charge is listed here by pile and gun, with its timeline, bill and curves.',
  },
  reading: { zh: '正在分析…', en: 'Looking at the frames…' },
  looked: (frames: number, total: number): Label => ({
    zh: `已分析 ${frames} / ${total} 帧`,
    en: `${frames} of ${total} frames looked at`,
  }),
  pick: { zh: '在左边选一个桩或一次充电。', en: 'Pick a pile or a charge on the left.' },
  timeline: { zh: '时间线', en: 'Timeline' },
  unanswered: { zh: '未收到', en: 'not received' },
  frame: (number: number): Label => ({ zh: `第 ${number} 帧`, en: `Frame ${number}` }),
  frameRange: (first: number, last: number): Label => ({
    zh: first === last ? `第 ${first} 帧` : `第 ${first}–${last} 帧`,
    en: first === last ? `Frame ${first}` : `Frames ${first}–${last}`,
  }),
  openFrame: { zh: '在报文中查看', en: 'Show in frames' },
  filterSession: { zh: '只看此会话的报文', en: 'Filter its frames' },
  filterPile: { zh: '只看此桩的报文', en: 'Filter its frames' },
  billCheck: { zh: '账单核对', en: 'Bill check' },
  billRight: { zh: '相符', en: 'adds up' },
  billWrong: (count: number): Label => ({
    zh: `${count} 处不符`,
    en: count === 1 ? '1 discrepancy' : `${count} discrepancies`,
  }),
  noBill: { zh: '没有账单', en: 'No bill' },
  noBillHint: {
    zh: '这次充电没有交易记录，金额和费率无从核对。',
    en: 'There is no bill of this charge to be checked.',
  },
  period: { zh: '时段', en: 'Period' },
  energy: { zh: '电量', en: 'Energy' },
  price: { zh: '单价', en: 'Price' },
  due: { zh: '应收', en: 'Due' },
  billed: { zh: '账单', en: 'Billed' },
  verdict: { zh: '结论', en: 'Verdict' },
  right: { zh: '正确', en: 'right' },
  wrong: { zh: '不符', en: 'wrong' },
  notChecked: { zh: '无法核对', en: 'cannot be checked' },
  unused: { zh: '未用', en: 'not used' },
  total: { zh: '合计', en: 'Total' },
  sums: { zh: '时段之和', en: 'Sum of periods' },
  priceOfTariff: (price: string): Label => ({ zh: `计费模型 ${price}`, en: `price model ${price}` }),
  otherFigures: { zh: '其他核对', en: 'Other checks' },
  meter: { zh: '电表起 → 止', en: 'Meter start → end' },
  difference: (value: string): Label => ({ zh: `差 ${value}`, en: `difference ${value}` }),
  duration: { zh: '起止时间', en: 'Start → end' },
  statedDuration: { zh: '账单时长', en: 'Stated duration' },
  lastSample: { zh: '最后一条实时数据', en: 'Last sample' },
  before: (span: string): Label => ({ zh: `结束前 ${span}`, en: `${span} before the end` }),
  tariff: { zh: '48 个半小时费率', en: 'Tariff by half hour' },
  tariffFrom: (frame: number): Label => ({ zh: `计费模型：第 ${frame} 帧`, en: `price model: frame ${frame}` }),
  noTariff: {
    zh: '充电前没有收到计费模型，单价以账单为准。',
    en: 'No price model came before the charge: prices are those of the bill.',
  },
  charged: { zh: '充电时段', en: 'charge' },
  openFigure: (label: string, frame: number): Label => ({
    zh: `${label}：到第 ${frame} 帧的字段`,
    en: `${label}: go to the field in frame ${frame}`,
  }),
  connections: { zh: '连接', en: 'Connections' },
  logins: { zh: '登录', en: 'Logins' },
  versions: { zh: '版本', en: 'Versions' },
  heartbeats: { zh: '心跳', en: 'Heartbeats' },
  every: (span: string): Label => ({ zh: `每 ${span}`, en: `every ${span}` }),
  missed: (count: number): Label => ({ zh: `缺 ${count} 次`, en: `${count} missed` }),
  after: { zh: '之后', en: 'after' },
  clock: { zh: '时钟', en: 'Clock' },
  clockRight: { zh: '与抓包时间一致', en: 'agrees with the capture' },
  clockOff: (span: string): Label => ({ zh: `相差 ${span}`, en: `off by ${span}` }),
  issues: { zh: '发现', en: 'Findings' },
  noIssues: { zh: '没有发现问题', en: 'Nothing found' },
  sessions: { zh: '会话', en: 'Sessions' },
  time: { zh: '时间', en: 'Time' },
  amount: { zh: '金额', en: 'Amount' },
  state: { zh: '状态', en: 'State' },
  expected: { zh: '应有', en: 'expected' },
} as const

export const versionWords: Readonly<Record<string, Label>> = {
  protocol_version: { zh: '协议', en: 'protocol' },
  software_version: { zh: '软件', en: 'software' },
  hardware_version: { zh: '硬件', en: 'hardware' },
}

export const stepStateWords: Record<StepState, Label> = {
  done: { zh: '完成', en: 'done' },
  late: { zh: '超时', en: 'late' },
  missing: { zh: '缺', en: 'missing' },
  unseen: { zh: '未见', en: 'not seen' },
  open: { zh: '等待中', en: 'open' },
}

export const sessionStateWords: Record<SessionSummary['state'], Label> = {
  charging: { zh: '充电中', en: 'charging' },
  complete: { zh: '完成', en: 'complete' },
  incomplete: { zh: '未完成', en: 'incomplete' },
}

export const issueWords: Record<PileIssue['kind'], Label> = {
  heartbeat_gap: { zh: '心跳缺失', en: 'heartbeat gap' },
  reconnect_storm: { zh: '频繁重连', en: 'reconnect storm' },
  duplicate_login: { zh: '重复登录', en: 'repeated login' },
  clock_offset: { zh: '时钟偏差', en: 'clock is off' },
  login_elsewhere: { zh: '同号多处在线', en: 'online twice' },
}

export const billCodeWords: Record<BillCode, Label> = {
  bill_amount: { zh: '金额', en: 'amount' },
  bill_period: { zh: '时段', en: 'period' },
  bill_price: { zh: '单价', en: 'price' },
  bill_total: { zh: '合计', en: 'total' },
  bill_meter: { zh: '电表', en: 'meter' },
  bill_duration: { zh: '时长', en: 'duration' },
}
