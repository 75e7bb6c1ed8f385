// The kinds of files that Pilescope opens: for the dialogs, and to make it an "open with" choice of the system. What a file is, its content decides, never its name.
import type { Label } from '../../src-shared/bytes/range.ts'

export interface FileType {
  name: Label
  /** Without the dot. */
  extensions: readonly string[]
  /** For desktop files on Linux. */
  mimeTypes: readonly string[]
}

export const fileTypes: readonly FileType[] = [
  {
    name: { zh: '抓包文件', en: 'Captures' },
    extensions: ['pcapng', 'pcap', 'cap', 'ntar', 'gz'],
    mimeTypes: ['application/vnd.tcpdump.pcap', 'application/x-pcapng', 'application/gzip'],
  },
  {
    name: { zh: '日志与文本', en: 'Logs and text' },
    extensions: ['txt', 'log', 'hex', 'csv', 'md'],
    mimeTypes: ['text/plain', 'text/x-log'],
  },
]

/** The extension of the native file. */
export const nativeExtension = 'pcapng'
