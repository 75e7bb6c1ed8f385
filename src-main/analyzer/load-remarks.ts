// What is said of a file as a whole once it is read: its encoding, layouts, damage, and what was too much to be kept.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { Capture } from '../../src-shared/capture/capture.ts'
import type { CaptureImport } from '../../src-shared/capture/import-capture.ts'
import { linkTypeName } from '../../src-shared/capture/link.ts'
import type { TextSource } from './text-source.ts'

/** A file that is read, with what is to be said of it. */
export interface Remarked {
  capture: Capture
  /** Damage and remarks about the file as a whole. */
  remarks: Label[]
  /** True when something could not be read. */
  damaged: boolean
}

/** Places of damage that are named one by one. */
const mostRemarks = 3

/** Something could not be read. */
export function remarkDamage(opened: Remarked, zh: string, en: string): void {
  opened.damaged = true
  opened.remarks.push({ zh, en })
}

/** What a reader of the result should know of the text as a whole. */
export function remarkText(opened: Remarked, text: TextSource): void {
  const { encoding, replaced } = text.report
  if (encoding !== 'utf-8') opened.remarks.push({ zh: `按 ${encoding} 编码读取。`, en: `Read as ${encoding}.` })
  if (replaced > 0)
    opened.remarks.push({
      zh: `有 ${replaced} 处字节不是 ${encoding} 文字。`,
      en: `${replaced} places are no ${encoding} text.`,
    })
  for (const [name, lines] of text.layoutCounts)
    opened.remarks.push({
      zh: `版式“${name}”读取了 ${lines} 行。`,
      en: `Layout "${name}" read ${lines} ${lines === 1 ? 'line' : 'lines'}.`,
    })
  if (text.splitLines > 0)
    opened.remarks.push({
      zh: `${text.splitLines} 行超过 1 MiB，分段读取。`,
      en: `${text.splitLines} lines are longer than 1 MiB and were read in pieces.`,
    })
}

/** What is too much to be kept. */
export function remarkLimits(opened: Remarked): void {
  const { frames, droppedFrames, droppedEvents } = opened.capture
  if (droppedFrames > 0)
    remarkDamage(
      opened,
      `文件太大：保留了前 ${frames.count} 帧，其后 ${droppedFrames} 帧只计数、未列出。可先按时间拆分文件（如 editcap -i 3600）再打开。`,
      `The file is too large: the first ${frames.count} frames are kept, ${droppedFrames} more were counted and are not listed. Split it by time (editcap -i 3600, say) to see them.`,
    )
  if (droppedEvents > 0)
    remarkDamage(
      opened,
      `事件太多：另有 ${droppedEvents} 条（缺口、跳过的字节等）只计数、未列出。`,
      `Too many events: ${droppedEvents} more (gaps, skipped bytes …) were counted and are not listed.`,
    )
}

/** The holes of a capture file, the first few by place, and what else was odd about it. */
export function remarkCapture(opened: Remarked, capture: CaptureImport): void {
  const { events } = opened.capture
  for (const { message } of events.filter((event) => event.kind === 'note').slice(0, mostRemarks))
    opened.remarks.push({ zh: `${message.zh}。`, en: `${message.en}.` })
  const { linkUnknown } = capture.packets.counts
  if (linkUnknown > 0) {
    const types = [...new Set(capture.interfaces.map((one) => one.linkType))].map(linkTypeName).join(', ')
    opened.remarks.push({
      zh: `${linkUnknown} 个数据包的链路类型不支持，没有解析（接口的链路类型：${types}）。`,
      en: `${linkUnknown} packets have a link type that is not read (link types of the interfaces: ${types}).`,
    })
  }
  const holes = events.filter((event) => event.kind === 'hole')
  for (const { offset, length, message } of holes.slice(0, mostRemarks))
    remarkDamage(
      opened,
      `文件第 ${offset} 字节起 ${length} 字节读不了：${message.zh}。前后的完整数据包保留。`,
      `${length} bytes from offset ${offset} of the file could not be read: ${message.en}. Whole packets before and after are kept.`,
    )
  if (capture.holes > mostRemarks)
    remarkDamage(
      opened,
      `共有 ${capture.holes} 处读不了，用 --events 列出。`,
      `${capture.holes} such places in all; --events lists them.`,
    )
}
