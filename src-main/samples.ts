// The bundled samples that the windows offer: the readable inputs of samples/, found by listing, with names for people from
// samples/samples.json.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { SampleInfo } from '../src-shared/bridge/bridge.ts'

const label = z.strictObject({ zh: z.string(), en: z.string() })
const names = z.record(z.string(), z.strictObject({ name: label, description: label }))

/** Samples in the order of samples.json, then those without names. Empty where the folder is missing. */
export function listSamples(folder: string): SampleInfo[] {
  const named = readNames(folder)
  const ids = sampleIds(folder)
  const known = Object.keys(named).filter((id) => ids.includes(id))
  return [...known, ...ids.filter((id) => !known.includes(id))].map((id) => ({
    id,
    ...(named[id] ?? { name: { zh: id, en: id }, description: { zh: '', en: '' } }),
  }))
}

/** Path of a sample and what it is decoded as; null when there is no such sample. */
export function findSample(folder: string, id: string): { path: string; decodeAs: string | null } | null {
  if (!sampleIds(folder).includes(id)) return null
  const path = join(folder, id)
  // `# as: PROTOCOL/DIALECT` in the first line settles what the bytes of a .hex file leave open.
  const as = id.endsWith('.hex') ? /^# as: (\S+)/.exec(readFileSync(path, 'utf8')) : null
  return { path, decodeAs: as?.[1] ?? null }
}

/** `FOLDER/NAME` of the readable inputs. */
function sampleIds(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name: system }) =>
        readdirSync(join(folder, system))
          .filter((name) => /\.(hex|txt|md|log|pcap|pcapng)$/.test(name) && name !== 'README.md')
          .map((name) => `${system}/${name}`),
      )
  } catch {
    return []
  }
}

function readNames(folder: string): z.infer<typeof names> {
  try {
    return names.parse(JSON.parse(readFileSync(join(folder, 'samples.json'), 'utf8')))
  } catch {
    return {}
  }
}
