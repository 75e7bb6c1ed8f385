// Files and standard input into a Capture: by content, not by name. Streams, reports progress, can be cancelled; a
// capture file's payload past the memory budget stays in the file.
import { detectFormat, detectFormatLength } from '../../src-shared/capture/capture-format.ts'
import { Capture, type DecodeAsRules } from '../../src-shared/capture/capture.ts'
import { FrameNotes } from '../../src-shared/capture/frame-notes.ts'
import type { Protocol } from '../../src-shared/protocol/plan.ts'
import { CommandError, fileError } from '../command-error.ts'
import type { GrowingFile } from '../sources/growing-file.ts'
import { FileLoader, type LoadedFile, type LoadOptions } from './file-loader.ts'
import { fileChunks, growingSource, sourceFile, stdinChunks, type SourceFile } from './source-chunks.ts'
import { ZipArchive } from './zip-archive.ts'

export interface OpenOptions extends LoadOptions {
  protocols: readonly Protocol[]
  decodeAs?: DecodeAsRules
  memoryBudget?: number
  /** Frames to keep at most; else as the store does. */
  mostFrames?: number
  /** Told at once, before anything is read: rows can be looked at while the file loads. */
  begun?: (opened: OpenedFile) => void
  /** A recording that grows, in place of the file: its end is waited for. */
  growing?: GrowingFile
  /** Everything that a growing recording holds so far has been read. */
  caughtUp?: () => Promise<void> | void
}

/** A file and what was read of it. */
export interface OpenedFile extends LoadedFile {
  close(): void
}

/** Reads a whole file or standard input (`-`). Throws CommandError when it cannot be read at all. */
export async function openFile(path: string, options: OpenOptions): Promise<OpenedFile> {
  const { growing } = options
  const source = path === '-' ? null : growing ? growingSource(growing) : sourceFile(path)
  const capture = new Capture({
    protocols: options.protocols,
    ...(options.memoryBudget === undefined ? {} : { memoryBudget: options.memoryBudget }),
    ...(options.mostFrames === undefined ? {} : { mostFrames: options.mostFrames }),
    ...(options.decodeAs ? { decodeAs: options.decodeAs } : {}),
    readSource: source ? (offset, length) => source.read(offset, length) : null,
  })
  const opened: OpenedFile = {
    kind: 'capture',
    capture,
    captureImport: null,
    origins: null,
    notes: new FrameNotes(),
    remarks: [],
    damaged: false,
    bytesRead: 0,
    close: () => source?.close(),
  }
  options.begun?.(opened)
  const loader = new FileLoader(path, options, opened)
  if (source && options.input !== 'text' && isZip(source)) {
    await loader.archive(await ZipArchive.open(path))
    await loader.end()
    return opened
  }
  try {
    for await (const chunk of growing
      ? growingChunks(growing, opened, options)
      : source
        ? fileChunks(path, () => loader.keepsNothing)
        : stdinChunks()) {
      opened.bytesRead += chunk.length
      await loader.push(chunk)
      options.progress?.(opened.bytesRead, source?.size ?? 0)
      if (options.signal?.aborted || loader.isStopped) break
    }
  } catch (error) {
    if (error instanceof CommandError || opened.bytesRead === 0)
      throw error instanceof CommandError ? error : fileError(path, error)
    opened.damaged = true
    opened.remarks.push({
      zh: `读取中断（${(error as NodeJS.ErrnoException).code ?? String(error)}），已读的 ${opened.bytesRead} 字节保留。`,
      en: `Reading broke off (${(error as NodeJS.ErrnoException).code ?? String(error)}); the ${opened.bytesRead} bytes read are kept.`,
    })
  }
  const isWhole = !source || growing || opened.bytesRead >= source.size || options.signal?.aborted || loader.isStopped
  if (!isWhole && !opened.damaged) {
    opened.damaged = true
    opened.remarks.push({
      zh: `文件在读取时变短：原有 ${source.size} 字节，只读到 ${opened.bytesRead} 字节，已读的保留。`,
      en: `The file became shorter while it was read: it had ${source.size} bytes, ${opened.bytesRead} were read and are kept.`,
    })
  }
  await loader.end()
  return opened
}

/** At every end so far, what waits for more is settled, as far as it can be. */
function growingChunks(
  growing: GrowingFile,
  opened: OpenedFile,
  { caughtUp, signal }: OpenOptions,
): AsyncGenerator<Uint8Array> {
  const settled = () => {
    opened.captureImport?.settle(Date.now() / 1000)
    return caughtUp?.()
  }
  return growing.chunks(settled, signal)
}

function isZip(source: SourceFile): boolean {
  const head = source.read(0, Math.min(detectFormatLength, source.size))
  return head !== null && detectFormat(head).kind === 'zip'
}
