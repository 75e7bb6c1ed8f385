// A mistake of the user, or something that cannot be read: one clear line in both languages, and the exit code.
import type { Label } from '../src-shared/bytes/range.ts'

/** Ends a command; cli.ts prints the message and exits with the code. */
export class CommandError extends Error {
  readonly exitCode: number
  readonly label: Label

  constructor(zh: string, en: string, exitCode = 2) {
    super(`${zh} / ${en}`)
    this.exitCode = exitCode
    this.label = { zh, en }
  }
}

const fileReasons: Record<string, [string, string]> = {
  ENOENT: ['文件不存在', 'no such file'],
  EACCES: ['没有读取权限', 'permission denied'],
  EISDIR: ['是文件夹，不是文件', 'is a folder, not a file'],
  ENOTDIR: ['路径中有一段不是文件夹', 'a part of the path is not a folder'],
}

/** The error of the file system in the user's words. */
export function fileError(path: string, error: unknown): CommandError {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const [zh, en] = fileReasons[code] ?? [
    `读不了（${code || String(error)}）`,
    `cannot be read (${code || String(error)})`,
  ]
  return new CommandError(`${path}：${zh}`, `${path}: ${en}`)
}

/** Any error in words for people. */
export function labelOf(error: unknown): Label {
  if (error instanceof CommandError) return error.label
  const text = error instanceof Error ? error.message : String(error)
  return { zh: `内部错误：${text}`, en: `internal error: ${text}` }
}
