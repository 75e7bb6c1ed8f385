// Keeps account of one damaged span while a capture reader looks for the next provable record, and reports it.
// Used by read-pcap and read-pcapng; the CaptureSink gets the hole.

import type { Label } from '../bytes/range.ts'
import type { CaptureNoteCode, CaptureSink, HoleCode } from './capture-sink.ts'

const reasons: Record<HoleCode, Label> = {
  cut: { zh: '文件在记录中间结束', en: 'The file ends inside a record' },
  zeros: { zh: '数据被零填充', en: 'Filled with zeros' },
  file_header: { zh: '文件头损坏', en: 'The file header is damaged' },
  record_header: { zh: '记录头不可信', en: 'The record header is not plausible' },
  record_too_long: { zh: '记录长度超过 256 KiB', en: 'The record claims more than 256 KiB' },
  block_length: { zh: '块长度无效', en: 'The block length is not valid' },
  block_lengths_differ: { zh: '块首尾长度不一致', en: 'The block’s two lengths differ' },
  block_too_short: { zh: '块太短，放不下其固定字段', en: 'The block is too short for its fields' },
  captured_length: { zh: '捕获长度超出块或超过 256 KiB', en: 'The captured length exceeds the block or 256 KiB' },
}

export class Damage {
  /** True from `begin` until `end`. */
  active = false
  private fileOffset = 0
  private code: HoleCode = 'cut'
  private onlyZeros = true
  private mayBeCut = false
  private readonly sink: CaptureSink

  constructor(sink: CaptureSink) {
    this.sink = sink
  }

  /** @param mayBeCut the file may simply end here: then the hole at its end is called `cut` */
  begin(fileOffset: number, code: HoleCode, mayBeCut = false): void {
    this.active = true
    this.fileOffset = fileOffset
    this.code = code
    this.mayBeCut = mayBeCut
    this.onlyZeros = true
  }

  /** Tells of a byte in the span that is not zero. */
  sawByte(): void {
    this.onlyZeros = false
  }

  /** The span ended before `fileOffset`: a good record starts there. */
  end(fileOffset: number): void {
    this.active = false
    this.report(this.fileOffset, fileOffset - this.fileOffset, this.onlyZeros ? 'zeros' : this.code)
  }

  /** The span reached the end of the file. Zeros up to the end are no damage: a file laid out in advance ends so. */
  endOfFile(fileOffset: number): void {
    this.active = false
    const length = fileOffset - this.fileOffset
    if (!this.onlyZeros) this.report(this.fileOffset, length, this.mayBeCut ? 'cut' : this.code)
    else if (length > 0) {
      this.note(this.fileOffset, 'zero_tail', {
        zh: `文件末尾有 ${length} 个零字节，视为正常结束`,
        en: `${length} zero bytes at the end of the file, taken as its clean end`,
      })
    }
  }

  report(fileOffset: number, length: number, code: HoleCode): void {
    if (length > 0) this.sink.hole({ fileOffset, length, code, reason: reasons[code] })
  }

  note(fileOffset: number, code: CaptureNoteCode, message: Label): void {
    this.sink.note({ fileOffset, code, message })
  }
}
