// Names of a recording's files: as asked for, with a number where the name is taken or a ring goes on.
import { basename, dirname, extname, join } from 'node:path'

/** `NAME.pcapng`, `NAME-2.pcapng` … for one file; `NAME_00001.pcapng` … for the files of a ring. `number` from 1. */
export function recordingName(path: string, number: number, isRing: boolean): string {
  if (!isRing && number === 1) return path
  const extension = extname(path)
  const stem = basename(path, extension)
  const suffix = isRing ? `_${String(number).padStart(5, '0')}` : `-${number}`
  return join(dirname(path), `${stem}${suffix}${extension}`)
}
