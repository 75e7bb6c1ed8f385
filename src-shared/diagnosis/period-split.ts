// How a charge's energy falls into the periods of its price model, by the samples: for bills over several periods.
import type { BillContext } from './billing.ts'
import type { ChargingSession } from './charging-sessions.ts'
import { parseSeconds, type FrameSource } from './frame-times.ts'
import { energyAt, energyPoints } from './sample-energy.ts'

/** Zones are quarters of an hour apart; what is left is the difference of the clocks. */
const zoneStep = 900
const fewestSamples = 4
const longestRest = 300

/** Energy by period id and how exact that is, in kWh; null when the samples do not tell. */
export function splitByPeriod(
  sheet: BillContext['sheet'],
  session: ChargingSession,
  source: FrameSource,
): { energy: Map<string, number>; tolerance: number } | null {
  const { tariff, start, end, total } = sheet
  const points = energyPoints(session, source)
  if (!tariff || points.length < fewestSamples || typeof total.energy?.value !== 'number') return null
  const [from, to] = [parseSeconds(String(start?.value)), parseSeconds(String(end?.value))]
  if (Number.isNaN(from) || Number.isNaN(to)) return null
  // Bills are in the pile's local time, captures in UTC.
  const last = points.at(-1)!.seconds
  const zone = Math.round((to - last) / zoneStep) * zoneStep
  // Samples that stop long before the end would be taken for a zone.
  if (Math.abs(to - last - zone) > longestRest) return null
  const energy = new Map<string, number>()
  for (let at = from; at < to;) {
    const next = Math.min(to, (Math.floor(at / 1800) + 1) * 1800)
    const id = tariff.periods[tariff.slots[Math.floor(at / 1800) % 48]!]?.id
    if (id === undefined) return null
    const until = next === to ? total.energy.value : energyAt(points, next - zone)
    const since = at === from ? 0 : energyAt(points, at - zone)
    energy.set(id, (energy.get(id) ?? 0) + until - since)
    at = next
  }
  const steps = points.map((point, at) => point.energy - (points[at - 1]?.energy ?? 0))
  return { energy, tolerance: 2 * Math.max(...steps, total.energy.value - points.at(-1)!.energy) + 0.02 }
}
