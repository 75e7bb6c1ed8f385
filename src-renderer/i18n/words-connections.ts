// Words of the view of connections and of what happened beside the frames.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { ConnectionRow } from '../../src-shared/view/connections.ts'
import { formatCount } from './numbers.ts'

export const connectionsWords = {
  connections: { zh: '连接', en: 'Connections' },
  openOnly: { zh: '只看在线', en: 'Open only' },
  none: { zh: '没有连接', en: 'There are no connections' },
  noneOpen: { zh: '现在没有在线的连接', en: 'No connection is open now' },
  events: { zh: '事件', en: 'Events' },
  eventsWhat: { zh: '最新的在上；点一下到它后面的报文', en: 'Newest first; a click leads to the frame that follows' },
  noEvents: { zh: '没有事件', en: 'Nothing happened beside the frames' },
  state: { zh: '状态', en: 'State' },
  stream: { zh: '连接', en: 'Stream' },
  pileNumber: { zh: '桩号', en: 'Pile' },
  pile: { zh: '桩地址', en: 'From' },
  platform: { zh: '平台地址', en: 'Platform' },
  protocol: { zh: '协议', en: 'Protocol' },
  upSince: { zh: '建立', en: 'Up since' },
  heartbeat: { zh: '最近心跳', en: 'Last heartbeat' },
  lastFrame: { zh: '最近报文', en: 'Last frame' },
  frames: { zh: '帧', en: 'Frames' },
  badFrames: { zh: '坏帧', en: 'Bad' },
  bytesUp: { zh: '上行', en: 'Up' },
  bytesDown: { zh: '下行', en: 'Down' },
  time: { zh: '时间', en: 'Time' },
  event: { zh: '事件', en: 'Event' },
  what: { zh: '说明', en: 'What' },
  filterOf: (stream: number): Label => ({
    zh: `只看连接 ${stream} 的报文`,
    en: `Show only the frames of connection ${stream}`,
  }),
  count: (count: number): Label => ({ zh: `${formatCount(count)} 个`, en: formatCount(count) }),
  eventCount: (count: number): Label => ({ zh: `${formatCount(count)} 条`, en: formatCount(count) }),
  placeInFile: (offset: number, length: number): Label => ({
    zh: `文件第 ${offset} 字节起，共 ${length} 字节`,
    en: `${length} ${length === 1 ? 'byte' : 'bytes'} from byte ${offset} of the file on`,
  }),
  toFrame: (number: number): Label => ({ zh: `到第 ${number} 帧`, en: `To frame ${number}` }),
} as const

export const connectionStateWords: Record<ConnectionRow['status'], Label> = {
  open: { zh: '在线', en: 'Open' },
  closed: { zh: '已关闭', en: 'Closed' },
  reset: { zh: '被复位', en: 'Reset' },
  refused: { zh: '未连上', en: 'Not reached' },
}

/** By `event`, or `kind` where there is no event. */
export const eventWords: Readonly<Record<string, Label>> = {
  connect: { zh: '建立', en: 'Connected' },
  close: { zh: '关闭', en: 'Closed' },
  reset: { zh: '复位', en: 'Reset' },
  refused: { zh: '拒绝', en: 'Refused' },
  timeout: { zh: '超时', en: 'Timed out' },
  unreachable: { zh: '不可达', en: 'Unreachable' },
  name_not_found: { zh: '找不到域名', en: 'Name not found' },
  target_is_self: { zh: '指回自己', en: 'Leads back' },
  pile_left: { zh: '桩离开', en: 'Pile left' },
  idle: { zh: '空闲断开', en: 'Idle' },
  proxy_stopped: { zh: '代理停止', en: 'Proxy stopped' },
  cap: { zh: '达上限', en: 'Cap' },
  gap: { zh: '缺口', en: 'Gap' },
  hole: { zh: '损坏', en: 'Hole' },
  skipped: { zh: '跳过', en: 'Skipped' },
  unknown_protocol: { zh: '未知协议', en: 'Unknown' },
  conflict: { zh: '冲突', en: 'Conflict' },
  note: { zh: '说明', en: 'Note' },
  clock: { zh: '时钟', en: 'Clock' },
  disk_low: { zh: '磁盘将满', en: 'Disk low' },
  disk_full: { zh: '磁盘已满', en: 'Disk full' },
  write_failed: { zh: '写不了', en: 'Write failed' },
  sync_failed: { zh: '未保证', en: 'Not certain' },
  entries_lost: { zh: '未录', en: 'Not recorded' },
}
