// Which files the command line asks for: of this start, or of a second start that hands them to the first. Pure.
// Counterpart: desktop.ts opens them.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** More than anyone selects by hand; keeps a hostile second start small. */
export const mostLaunchFiles = 50
const longestPath = 4096

export interface Launch {
  /** As process.argv: the program first. */
  argv: readonly string[]
  workingDirectory: string
  /** The program is Electron itself with the app's folder as its first argument (`electron .`). */
  isDefaultApp: boolean
}

/** Absolute paths of the files to open, in order, each once. Switches and addresses of other kinds are passed over. */
export function launchFiles({ argv, workingDirectory, isDefaultApp }: Launch): string[] {
  const files: string[] = []
  let isAfterDashes = false
  let isAppFolderDue = isDefaultApp
  for (const argument of argv.slice(1)) {
    if (argument === '--' && !isAfterDashes) isAfterDashes = true
    else if (!isAfterDashes && argument.startsWith('-')) continue
    else if (isAppFolderDue) isAppFolderDue = false
    else files.push(...pathOf(argument, workingDirectory))
  }
  return usableFiles(files)
}

/** What a second start hands over is checked like everything that comes from outside. */
export function handedOverFiles(additionalData: unknown): string[] {
  if (typeof additionalData !== 'object' || additionalData === null || !('files' in additionalData)) return []
  const { files } = additionalData
  return Array.isArray(files) ? usableFiles(files.filter((file) => typeof file === 'string')) : []
}

/** Absolute paths of sane length, each once, not too many. */
export function usableFiles(paths: readonly string[]): string[] {
  const usable = paths.filter(
    (path) => path.length > 0 && path.length <= longestPath && !path.includes('\0') && resolve(path) === path,
  )
  return [...new Set(usable)].slice(0, mostLaunchFiles)
}

/** None for addresses other than files'. */
function pathOf(argument: string, workingDirectory: string): string[] {
  if (argument === '') return []
  if (/^file:/i.test(argument)) {
    try {
      return [resolve(fileURLToPath(argument))]
    } catch {
      return []
    }
  }
  // A drive letter is one character long; a scheme is longer.
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(argument)) return []
  return [resolve(workingDirectory, argument)]
}
