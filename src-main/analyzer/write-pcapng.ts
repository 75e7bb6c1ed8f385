// An open capture as a pcapng file: packets as they were, frames out of text as synthesised TCP.
import { existsSync } from 'node:fs'
import { createCaptureReader, detectFormat } from '../../src-shared/capture/capture-format.ts'
import { PacketCopy } from '../../src-shared/capture/copy-packets.ts'
import { exportText } from '../../src-shared/capture/export-pcapng.ts'
import { commentWriter } from '../../src-shared/capture/note-comment.ts'
import { CommandError } from '../command-error.ts'
import type { TargetFile } from '../target-file.ts'
import type { OpenedFile } from './open-file.ts'
import { plainChunks } from './source-chunks.ts'

const application = `Pilescope ${__VERSION__}`

/** Writes what was opened from `paths`, several for a recording (`-`: standard input). The caller completes the target. */
export async function writePcapng(paths: readonly string[], opened: OpenedFile, target: TargetFile): Promise<void> {
  if (opened.kind === 'text' && opened.origins) {
    exportText(opened.capture, opened.origins, opened.notes, application, (block) => target.write(block))
    return
  }
  if (paths[0] === '-')
    throw new CommandError(
      '从标准输入读的抓包不能再导出，请给出文件',
      'a capture from standard input cannot be exported; name a file',
    )
  const copy = new PacketCopy(application, (block) => target.write(block), commentWriter(opened.capture, opened.notes))
  for (const path of paths) await copyFile(path, copy, target, paths.length > 1)
}

/** `mayBeGone`: a file of a ring that has turned. */
async function copyFile(path: string, copy: PacketCopy, target: TargetFile, mayBeGone: boolean): Promise<void> {
  if (mayBeGone && !existsSync(path)) return
  let reader: ReturnType<typeof createCaptureReader> = null
  for await (const chunk of plainChunks(path)) {
    reader ??= createCaptureReader(detectFormat(chunk).kind, copy)
    reader?.push(chunk)
    await target.ready()
  }
  reader?.end()
}
