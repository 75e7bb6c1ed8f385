// An open capture as a pcapng file: packets as they were, frames out of text as synthesised TCP.
import { createCaptureReader, detectFormat } from '../../src-shared/capture/capture-format.ts'
import { PacketCopy } from '../../src-shared/capture/copy-packets.ts'
import { exportText } from '../../src-shared/capture/export-pcapng.ts'
import { CommandError } from '../command-error.ts'
import type { TargetFile } from '../target-file.ts'
import { plainChunks, type OpenedFile } from './open-file.ts'

const application = `Pilescope ${__VERSION__}`

/** Writes what was opened from `path` (`-`: standard input). The caller completes the target. */
export async function writePcapng(path: string, opened: OpenedFile, target: TargetFile): Promise<void> {
  if (opened.kind === 'text' && opened.origins) {
    exportText(opened.capture, opened.origins, application, (block) => target.write(block))
    return
  }
  if (path === '-')
    throw new CommandError(
      '从标准输入读的抓包不能再导出，请给出文件',
      'a capture from standard input cannot be exported; name a file',
    )
  const copy = new PacketCopy(application, (block) => target.write(block))
  let reader: ReturnType<typeof createCaptureReader> = null
  for await (const chunk of plainChunks(path)) {
    reader ??= createCaptureReader(detectFormat(chunk).kind, copy)
    reader?.push(chunk)
    await target.ready()
  }
  reader?.end()
}
