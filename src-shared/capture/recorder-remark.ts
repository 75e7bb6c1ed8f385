// What the proxy's recorder says of connections and of itself, in packet comments: lines `pilescope:key=value` with `event`
// first. Written by src-main/recorder, read by import-capture.ts. Counterpart: packet-comment.ts, frames out of text.
import type { Label } from '../bytes/range.ts'

export type Remark = { event: string } & Record<string, string>

const mark = 'pilescope:'

export function formatRemark(remark: Remark): string {
  return Object.entries(remark)
    .map(([key, value]) => `${mark}${key}=${value.replace(/[\r\n]+/g, ' ')}`)
    .join('\n')
}

/** The remark in a comment, or null when there is none. */
export function parseRemark(comment: string): Remark | null {
  if (!comment.startsWith(`${mark}event=`)) return null
  const remark: Remark = { event: '' }
  for (const line of comment.split('\n')) {
    const equals = line.indexOf('=')
    if (line.startsWith(mark) && equals > 0) remark[line.slice(mark.length, equals)] = line.slice(equals + 1)
  }
  return remark
}

type Words = (value: (key: string) => string) => Label

const words: Record<string, Words> = {
  connect: (value) => ({
    zh: `桩经代理 ${value('listener')} 连到平台 ${value('upstream')}`,
    en: `connected through the proxy ${value('listener')} to ${value('upstream')}`,
  }),
  refused: (value) => ({
    zh: `平台拒绝连接：${value('attempts')}${undelivered(value).zh}`,
    en: `the platform refused the connection: ${value('attempts')}${undelivered(value).en}`,
  }),
  timeout: (value) => ({
    zh: `平台没有应答：${value('attempts')}${undelivered(value).zh}`,
    en: `the platform did not answer: ${value('attempts')}${undelivered(value).en}`,
  }),
  unreachable: (value) => ({
    zh: `到不了平台：${value('attempts')}${undelivered(value).zh}`,
    en: `the platform cannot be reached: ${value('attempts')}${undelivered(value).en}`,
  }),
  name_not_found: (value) => ({
    zh: `找不到平台的域名：${value('attempts')}${undelivered(value).zh}`,
    en: `the platform's name was not found: ${value('attempts')}${undelivered(value).en}`,
  }),
  target_is_self: (value) => ({
    zh: `平台地址指回代理自己：${value('attempts')}`,
    en: `the platform's address leads back to the proxy: ${value('attempts')}`,
  }),
  pile_left: (value) => ({
    zh: `平台还没应答，桩已断开${undelivered(value).zh}`,
    en: `the pile left before the platform answered${undelivered(value).en}`,
  }),
  reset: (value) => ({
    zh: `${value('by') === 'platform' ? '平台' : '桩'}复位了连接（${value('reason')}），已转给另一方`,
    en: `${value('by') === 'platform' ? 'the platform' : 'the pile'} reset the connection (${value('reason')}); passed on`,
  }),
  idle: () => ({
    zh: '一方结束后 10 分钟没有数据，代理断开连接',
    en: 'nothing moved for 10 minutes after one side had ended: closed by the proxy',
  }),
  proxy_stopped: () => ({ zh: '代理停止，连接断开', en: 'closed because the proxy was stopped' }),
  cap: (value) => ({
    zh: `已达 ${value('cap')} 个连接的上限，关掉了 ${value('count')} 个新连接`,
    en: `${value('count')} new connections were closed: ${value('cap')} are open, the most there may be`,
  }),
  source_cap: (value) => ({
    zh: `来源 ${value('source')} 已有 ${value('cap')} 个连接，关掉了它的 ${value('count')} 个新连接`,
    en: `${value('count')} new connections of ${value('source')} were closed: it has ${value('cap')} open, the most for one address`,
  }),
  paused: (value) => ({
    zh: `停顿了 ${value('seconds')} 秒：机器休眠，或进程被挂起`,
    en: `nothing ran for ${value('seconds')} s: the machine slept, or the process was suspended`,
  }),
  gap: (value) => ({
    zh: `转发了 ${value('bytes')} 字节没有录下（${value('reason') === 'disk' ? '磁盘写不了' : '录制跟不上'}）`,
    en: `${value('bytes')} bytes were forwarded and not recorded (${value('reason') === 'disk' ? 'the disk took no more' : 'recording could not keep up'})`,
  }),
  clock: (value) => ({
    zh: `系统时间被改或机器休眠过：从 ${value('before')} 到 ${value('after')}`,
    en: `the system's clock was set, or the machine slept: from ${value('before')} to ${value('after')}`,
  }),
  disk_low: (value) => ({ zh: `磁盘只剩 ${value('free')} 字节`, en: `only ${value('free')} bytes of disk are left` }),
  disk_full: () => ({ zh: '磁盘已满，录制到此', en: 'the disk is full: the recording ends here' }),
  write_failed: (value) => ({
    zh: `录制文件写不了（${value('code')}），录制到此`,
    en: `the recording could not be written (${value('code')}) and ends here`,
  }),
  sync_failed: (value) => ({
    zh: `磁盘没能保证前一个文件 ${value('file')}，可靠的只有前 ${value('certain')} 字节`,
    en: `the disk could not vouch for the file before, ${value('file')}: its first ${value('certain')} bytes are certain`,
  }),
  entries_lost: (value) => ({
    zh: `${value('count')} 个连接事件没有录下`,
    en: `${value('count')} events of connections were not recorded`,
  }),
}

/** A remark in words; one of a later version keeps its own. */
export function remarkLabel(remark: Remark): Label {
  const value = (key: string) => (Object.hasOwn(remark, key) ? remark[key]! : '')
  const found = Object.hasOwn(words, remark.event) ? words[remark.event] : undefined
  return found ? found(value) : { zh: remark.event, en: remark.event }
}

function undelivered(value: (key: string) => string): Label {
  const bytes = value('undelivered')
  if (bytes === '' || bytes === '0') return { zh: '', en: '' }
  return { zh: `；桩已发的 ${bytes} 字节没有送达`, en: `; ${bytes} bytes of the pile were not delivered` }
}
