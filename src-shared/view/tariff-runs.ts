// A day of 48 half hours as stretches of one period, for drawing and for telling in words. Pure.

export interface TariffRun {
  /** Place in the tariff's periods; −1: none. */
  period: number
  /** Half hours [from, to). */
  from: number
  to: number
}

/** Stretches of equal neighbours, tiling the day. */
export function tariffRuns(slots: readonly number[]): TariffRun[] {
  const runs: TariffRun[] = []
  slots.forEach((period, slot) => {
    const last = runs.at(-1)
    if (last?.period === period) last.to = slot + 1
    else runs.push({ period, from: slot, to: slot + 1 })
  })
  return runs
}

/** `17:30` of half hour 35; half hour 48 is `24:00`. */
export function slotTime(slot: number): string {
  return `${String(Math.floor(slot / 2)).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`
}
