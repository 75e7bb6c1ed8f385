// Lines of a file or of standard input, one after another.
import { createReadStream, statSync } from 'node:fs'
import { stdin } from 'node:process'
import { createInterface } from 'node:readline'
import { CommandError, fileError } from '../command-error.ts'

/** Refuses folders and devices before anything is read; `-` is standard input. */
export function openInput(path: string): NodeJS.ReadableStream {
  if (path === '-') return stdin
  let kind
  try {
    kind = statSync(path)
  } catch (error) {
    throw fileError(path, error)
  }
  if (kind.isDirectory()) throw fileError(path, { code: 'EISDIR' })
  if (!kind.isFile())
    throw new CommandError(`${path}：不是普通文件（管道或设备）`, `${path}: not a regular file (a pipe or a device)`)
  return createReadStream(path)
}

/** The lines of `path` with their numbers from 1, without line ends. */
export async function* readLines(path: string): AsyncGenerator<{ number: number; text: string }> {
  const input = openInput(path)
  let failure: unknown = null
  input.on('error', (error) => (failure = error))
  let number = 0
  for await (const text of createInterface({ input, crlfDelay: Infinity }))
    yield { number: ++number, text: number === 1 ? text.replace(/^\uFEFF/, '') : text }
  if (failure) throw fileError(path, failure)
}
