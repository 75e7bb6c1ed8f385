// The user's definitions as the service keeps them: read at the start, watched, read again when they change. A family that
// is wrong now stays as it was when it was last right. Part of service.ts.
import { mkdirSync, watch, type FSWatcher } from 'node:fs'
import { dirname } from 'node:path'
import type { DefinitionsState } from '../src-shared/bridge/bridge.ts'
import type { FamilyDefinition } from '../src-shared/protocol/definition.ts'
import { labelOf } from './command-error.ts'
import { withUserFamilies } from './definitions.ts'
import { definitionFiles, definitionsFolder, readDefinitions, type UserDefinitions } from './user-definitions.ts'

/** Editors write a file in several steps; it is read when they are done. */
const settleMillis = 150

const nothing: UserDefinitions = { families: [], files: [], mistakes: [], refused: [], warnings: [] }

export class WatchedDefinitions {
  /** Families of the user that count now: those that are right, and of those that are wrong the last that were right. */
  families: readonly FamilyDefinition[] = []
  private readonly folder: string
  private readonly named: readonly string[]
  /** Hears of every reading; `isChanged`: other families count now. */
  private readonly changed: (isChanged: boolean) => void
  private read = nothing
  private kept: string[] = []
  private watchers: FSWatcher[] = []
  private timer: NodeJS.Timeout | null = null
  private reading: Promise<void>

  /** `named`: files and folders beside the configuration folder's own. */
  constructor(configFolder: string, named: readonly string[], changed: (isChanged: boolean) => void) {
    this.folder = definitionsFolder(configFolder)
    this.named = named
    this.changed = changed
    this.watch()
    this.reading = this.readAll()
  }

  /** Resolves when the files as they are now have been read. */
  get ready(): Promise<void> {
    return this.reading
  }

  get state(): DefinitionsState {
    const { read, kept } = this
    return {
      folder: this.folder,
      files: read.files,
      protocols: this.families.map(({ id, name }) => ({ id, name, isOutdated: kept.includes(id) })),
      mistakes: read.mistakes.map(({ file, line, column, message, remedy }) => ({
        file,
        line,
        column,
        message,
        remedy,
      })),
      warnings: read.warnings,
    }
  }

  /** All families, bundled ones first. */
  get all(): FamilyDefinition[] {
    return withUserFamilies(this.families)
  }

  /** Reads everything again now. */
  reload(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    if (this.watchers.length === 0) this.watch()
    this.reading = this.reading.then(() => this.readAll())
    return this.reading
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer)
    for (const watcher of this.watchers) watcher.close()
    this.watchers = []
  }

  private async readAll(): Promise<void> {
    const before = this.families
    try {
      this.read = await readDefinitions(this.list())
    } catch (error) {
      this.read = { ...nothing, warnings: [labelOf(error)] }
    }
    const right = this.read.families
    const outdated = before.filter(
      ({ id }) => this.read.refused.includes(id) && !right.some((family) => family.id === id),
    )
    this.kept = outdated.map(({ id }) => id)
    const next = [...right, ...outdated].toSorted((a, b) => orderOf(before, a) - orderOf(before, b))
    const isChanged = JSON.stringify(next) !== JSON.stringify(before)
    if (isChanged) this.families = next
    this.changed(isChanged)
  }

  private list(): string[] {
    const files = new Set<string>()
    for (const path of [this.folder, ...this.named]) {
      try {
        for (const file of definitionFiles([path])) files.add(file)
      } catch {
        // A folder that is not there has no definitions.
      }
    }
    return [...files]
  }

  /** Changes are noticed where the system tells of them; elsewhere the user reads again. */
  private watch(): void {
    try {
      mkdirSync(this.folder, { recursive: true })
    } catch {
      // Nothing is kept on this machine; there is nothing to watch then either.
    }
    const folders = new Set([this.folder, ...this.named.flatMap((path) => [path, dirname(path)])])
    for (const folder of folders) {
      try {
        const watcher = watch(folder, { persistent: false }, () => this.soon())
        watcher.on('error', () => watcher.close())
        this.watchers.push(watcher)
      } catch {
        // Not there, or no folder.
      }
    }
  }

  private soon(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.reload(), settleMillis)
  }
}

/** Families keep their places, so that a mistake and its correction change no priorities. */
function orderOf(before: readonly FamilyDefinition[], { id }: FamilyDefinition): number {
  const place = before.findIndex((family) => family.id === id)
  return place < 0 ? before.length : place
}
