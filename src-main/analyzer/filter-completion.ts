// What completion of filters needs to know of one capture: names, types, values with their labels and counts.
import { FilterNames } from '../../src-shared/capture/filter-names.ts'
import { FrameFilter, type FrameKnowledge } from '../../src-shared/capture/frame-filter.ts'
import { checksumCodes } from '../../src-shared/capture/frame-table.ts'
import { nameEntries } from '../../src-shared/capture/name-entries.ts'
import type { Capture } from '../../src-shared/capture/capture.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import type { CompletionSource, NameEntry, ValueEntry } from '../../src-shared/expression/complete.ts'
import type { ValueType } from '../../src-shared/expression/value.ts'
import { groups, severities } from '../../src-shared/protocol/severity.ts'
import { ValueCounts } from './value-counts.ts'

/** Values that a question is answered with, the frequent ones first. */
const mostListed = 400

export class FilterCompletion implements CompletionSource {
  private readonly capture: Capture
  private readonly known: FrameKnowledge
  private readonly filterNames: FilterNames
  private readonly counted = new Map<string, ValueCounts | null>()
  private entries: { of: number; names: NameEntry[] } | null = null

  constructor(capture: Capture, known: FrameKnowledge) {
    this.capture = capture
    this.known = known
    this.filterNames = new FilterNames(capture.protocols)
  }

  names(): readonly NameEntry[] {
    const { frames } = this.capture
    // Which protocols are there is settled soon; a growing capture is looked through again only when it doubled.
    if (this.entries && frames.count < this.entries.of * 2) return this.entries.names
    const present = new Set<number>()
    for (let row = 0; row < frames.count; row++) present.add(frames.protocol[row]!)
    const names = nameEntries(this.capture.protocols, this.filterNames, present)
    this.entries = { of: Math.max(frames.count, 1), names }
    return names
  }

  typeOf(name: string): ValueType | null {
    return this.filterNames.resolve(name)?.type ?? null
  }

  valuesOf(name: string): readonly ValueEntry[] {
    const counts = this.countsOf(name)
    const labels = this.labelsOf(name)
    const values: ValueEntry[] = [...labels].map(([value, label]) => ({
      value,
      label,
      count: counts?.get(value) ?? 0,
    }))
    const more = [...(counts ?? [])].filter(([value]) => !labels.has(value)).sort((a, b) => b[1] - a[1])
    for (const [value, count] of more.slice(0, mostListed)) values.push({ value, label: null, count })
    return values.sort((a, b) => (b.count ?? 0) - (a.count ?? 0))
  }

  private countsOf(name: string): ReadonlyMap<string, number> | null {
    let counts = this.counted.get(name)
    if (counts === undefined) {
      const reader = FrameFilter.reader(name, this.capture, this.known)
      const isCountable = reader !== null && reader.info.type !== 'presence' && name !== 'frame'
      this.counted.set(name, (counts = isCountable ? new ValueCounts(reader) : null))
    }
    counts?.count(this.capture.frames.count)
    return counts?.counts ?? null
  }

  /** Values that are known without looking at frames; null labels: the value says it all. */
  private labelsOf(name: string): Map<string, Label | null> {
    switch (name) {
      case 'direction':
        return plain(['up', 'down', 'unknown'])
      case 'protocol':
        return new Map(this.capture.protocols.map(({ id }) => [id, null]))
      case 'checksum.status':
        return plain(checksumCodes)
      case 'length.status':
        return plain(['good', 'bad'])
      case 'expert.severity':
        return plain(severities)
      case 'expert.group':
        return plain(groups)
      case 'message.type':
        return this.messageTypes()
      default:
        return this.enumLabels(name)
    }
  }

  private messageTypes(): Map<string, Label | null> {
    const labels = new Map<string, Label | null>()
    for (const protocol of this.capture.protocols)
      for (const { type, name } of protocol.messages) {
        const key = Number.isNaN(Number(type)) ? type : String(Number(type))
        if (!labels.has(key)) labels.set(key, name)
      }
    return labels
  }

  /** Codes of every field that the name means. */
  private enumLabels(name: string): Map<string, Label | null> {
    const labels = new Map<string, Label | null>()
    const info = this.filterNames.resolve(name)
    if (!info?.enumTexts) return labels
    const { slots } = this.filterNames.target(info.slot).target
    for (const [index, wanted] of slots) {
      const protocol = this.capture.protocols[index]!
      for (const field of protocol.fields) {
        if (!wanted.includes(field.slot)) continue
        for (const { enum: codes } of [field.reading, ...field.cases.map(({ reading }) => reading)])
          for (const [code, label] of codes?.texts ?? []) if (!labels.has(String(code))) labels.set(String(code), label)
      }
    }
    return labels
  }
}

function plain(values: readonly string[]): Map<string, Label | null> {
  return new Map(values.map((value) => [value, null]))
}
