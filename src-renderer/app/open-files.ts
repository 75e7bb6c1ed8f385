// Files chosen in a dialog or dropped: opened by path where the host knows it, else sent to the host first.
import { bridgeError } from '../../src-shared/bridge/bridge-error.ts'
import { bridge, pathOf, uploadFile } from '../connect.ts'
import { openSource, sayFailure } from './actions.ts'
import { chooseFiles } from './choose-files.ts'

/** More files than this at once are taken for a mistake. */
const mostFiles = 16

/** Opens each file; the last one is looked at. */
export async function openFiles(files: readonly File[]): Promise<void> {
  for (const file of files.slice(0, mostFiles)) {
    try {
      const path = pathOf(file)
      if (path !== null) await openSource({ kind: 'path', path })
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

/** Lets the person choose files: in the host's dialog, else in the browser's. */
export async function openWithDialog(hasDialogs: boolean): Promise<void> {
  try {
    if (!hasDialogs) return openFiles(await chooseFiles())
    for (const path of (await bridge.call('dialogs.open', {})) ?? []) await openSource({ kind: 'path', path })
  } catch (error) {
    sayFailure(error)
  }
}
