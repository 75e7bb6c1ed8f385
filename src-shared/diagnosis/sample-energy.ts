// How the energy of a charge grew by its samples: what a bill is held against. Part of billing.ts.
import type { ChargingSession } from './charging-sessions.ts'
import type { Figure, FrameReader } from './frame-reader.ts'
import { frameSeconds, type FrameSource } from './frame-times.ts'

export interface LastSample {
  energy: Figure
  /** Samples that say an energy. */
  samples: number
  /** Most kWh a second between two samples; NaN: not known. */
  fastest: number
  /** Seconds of capture time from this sample to the end of the charge; NaN: no times. */
  before: number
}

/** Energy at a time of capture. */
export interface EnergyPoint {
  seconds: number
  energy: number
}

/** The last sample with an energy; null when there is none. */
export function lastSample(session: ChargingSession, source: FrameSource, reader: FrameReader): LastSample | null {
  const points = energyPoints(session, source)
  for (let at = session.samples.count - 1; at >= 0; at--) {
    if (Number.isNaN(session.energies[at]!)) continue
    const row = session.samples.at(at)
    reader.read(row)
    const energy = reader.figure('energy')
    if (!energy || typeof energy.value !== 'number') continue
    const end = frameSeconds(source, session.endRow >= 0 ? session.endRow : session.bills.first)
    return { energy, samples: points.length, fastest: fastestOf(points), before: end - frameSeconds(source, row) }
  }
  return null
}

/** Energies by capture time; samples without either are left out. */
export function energyPoints(session: ChargingSession, source: FrameSource): EnergyPoint[] {
  const points: EnergyPoint[] = []
  for (const [place, row] of session.samples.values().entries()) {
    const energy = session.energies[place]!
    const seconds = frameSeconds(source, row)
    if (!Number.isNaN(energy) && !Number.isNaN(seconds)) points.push({ seconds, energy })
  }
  return points
}

function fastestOf(points: readonly EnergyPoint[]): number {
  let fastest = NaN
  for (let at = 1; at < points.length; at++) {
    const [a, b] = [points[at - 1]!, points[at]!]
    const rate = (b.energy - a.energy) / Math.max(b.seconds - a.seconds, 1)
    if (!(rate <= fastest)) fastest = rate
  }
  return fastest
}

/** Energy at `seconds`, between the samples around it; the last one's after it, 0 before the first. */
export function energyAt(points: readonly EnergyPoint[], seconds: number): number {
  const after = points.findIndex((point) => point.seconds >= seconds)
  if (after < 0) return points.at(-1)?.energy ?? 0
  if (after === 0) return points[0]!.energy * (seconds >= points[0]!.seconds ? 1 : 0)
  const [a, b] = [points[after - 1]!, points[after]!]
  return a.energy + ((b.energy - a.energy) * (seconds - a.seconds)) / Math.max(b.seconds - a.seconds, 1e-9)
}
