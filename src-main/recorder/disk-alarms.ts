// What people are told while the recording is in trouble with its disk. Part of recording.ts.
import type { Label } from '../../src-shared/bytes/range.ts'

/** Little space is left. */
export function lowAlarm(free: number): Label {
  return {
    zh: `磁盘只剩 ${megabytes(free)} MB，录制满了会停下；请腾出空间。`,
    en: `Only ${megabytes(free)} MB of disk are left; recording stops when it is full. Make room.`,
  }
}

/** The disk took no more. `resumeFree`: from this many bytes on, recording goes on. `recordFirst`: traffic waits for it. */
export function suspendedAlarm(code: string, resumeFree: number, recordFirst: boolean): Label {
  const room = megabytes(resumeFree)
  if (code !== 'ENOSPC' && code !== 'EDQUOT')
    return {
      zh: `录制文件写不了（${code}），将换新文件；${traffic(recordFirst).zh}。`,
      en: `The recording cannot be written (${code}); a new file will be tried, ${traffic(recordFirst).en}.`,
    }
  return recordFirst
    ? {
        zh: `磁盘已满，录制优先：转发也停下等待。腾出 ${room} MB 后自动继续。`,
        en: `The disk is full, and recording comes first: traffic waits. It resumes by itself with ${room} MB free.`,
      }
    : {
        zh: `磁盘已满，录制暂停；转发照常，没录的会留缺口。腾出 ${room} MB 后自动继续。`,
        en: `The disk is full: recording is suspended, forwarding goes on, gaps will show what is missing. It resumes by itself with ${room} MB free.`,
      }
}

/** No new file could be made. */
export function noFileAlarm(code: string, recordFirst: boolean): Label {
  return {
    zh: `新的录制文件建不了（${code}）；${traffic(recordFirst).zh}，每秒再试。`,
    en: `No new recording file can be made (${code}); ${traffic(recordFirst).en}, it is tried every second.`,
  }
}

function traffic(recordFirst: boolean): Label {
  return recordFirst
    ? { zh: '录制优先，转发等待', en: 'recording comes first, so traffic waits' }
    : { zh: '转发照常', en: 'forwarding goes on' }
}

function megabytes(bytes: number): string {
  return String(Math.round(bytes / 1e6))
}
