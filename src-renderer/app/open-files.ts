// Files chosen in a dialog or dropped: opened by path where the host knows it, else sent to the host first.
import { bridgeError } from '../../src-shared/bridge/bridge-error.ts'
import { bridge, isDesktop, pathOf, uploadFile } from '../connect.ts'
import { openSource, sayFailure, type Source } from './actions.ts'
import { chooseFiles } from './choose-files.ts'

/** More files than this at once are taken for a mistake. */
const mostFiles = 16
/** Bytes of a file without a path that are read as text. */
const mostText = 16 * 1024 * 1024

/** Opens each file; the last one is looked at. */
export async function openFiles(files: readonly File[]): Promise<void> {
  for (const file of files.slice(0, mostFiles)) {
    try {
      const path = pathOf(file)
      if (path !== null) await openSource({ kind: 'path', path })
      else if (isDesktop()) await openSource(await textOf(file))
      else await openSource({ kind: 'upload', uploadId: await uploadFile(file) })
    } catch (error) {
      sayFailure(error)
    }
  }
  if (files.length > mostFiles)
    sayFailure(
      bridgeError('too-many', `一次最多打开 ${mostFiles} 个文件。`, `At most ${mostFiles} files are opened at once.`),
    )
}

/** A dropped file that lies on no disk, out of a mail say: its text, where it is one. */
async function textOf(file: File): Promise<Source> {
  const text = file.size <= mostText ? await file.text() : '\0'
  if (text.includes('\0'))
    throw bridgeError(
      'not-allowed',
      `${file.name} 不在磁盘上；先存成文件，再拖进来。`,
      `${file.name} is not on a disk; save it as a file first, then drop that.`,
    )
  return { kind: 'text', name: file.name, text }
}

/** Lets the person choose files: in the host's dialog, else in the browser's. */
export async function openWithDialog(hasDialogs: boolean): Promise<void> {
  try {
    if (!hasDialogs) return openFiles(await chooseFiles())
    for (const path of (await bridge.call('dialogs.open', {})) ?? []) await openSource({ kind: 'path', path })
  } catch (error) {
    sayFailure(error)
  }
}
