// Workers for captures, one of them always started ahead: a file's first rows then wait neither for a thread nor for the
// protocols to be compiled.
import type { FamilyDefinition } from '../src-shared/protocol/definition.ts'
import { AnalyzerClient } from './analyzer/analyzer-client.ts'

/** The next one is started when the capture that took the last has had a head start. */
const restartMillis = 1500

export class AnalyzerSupply {
  private readonly workerPath: string
  private spare: AnalyzerClient | null = null
  private timer: NodeJS.Timeout | null = null
  private isClosed = false

  private families: readonly FamilyDefinition[] = []

  constructor(workerPath: string) {
    this.workerPath = workerPath
    this.prepare()
  }

  take(): AnalyzerClient {
    const analyzer = this.spare ?? new AnalyzerClient(this.workerPath, this.families)
    this.spare = null
    this.timer ??= setTimeout(() => this.prepare(), restartMillis).unref()
    return analyzer
  }

  /** From now on workers know these families of the user. */
  async useFamilies(families: readonly FamilyDefinition[]): Promise<void> {
    const outdated = this.spare
    this.families = families
    this.spare = null
    this.prepare()
    await outdated?.close()
  }

  async close(): Promise<void> {
    this.isClosed = true
    if (this.timer) clearTimeout(this.timer)
    await this.spare?.close()
  }

  private prepare(): void {
    this.timer = null
    if (this.isClosed || this.spare) return
    this.spare = new AnalyzerClient(this.workerPath, this.families)
    // Should it fail, whoever takes it hears of that by their own first question.
    this.spare.ask('warmUp').catch(() => {})
  }
}
