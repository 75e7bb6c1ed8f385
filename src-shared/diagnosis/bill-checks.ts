// What does not add up in a bill, in words, with the figures it was computed from. After billing.ts, whose sheet it reads.
import type { ExpertInfo } from '../protocol/expert.ts'
import { amountChecks } from './amount-checks.ts'
import { computeBill, readSheet, type BillCheck, type BillSheet, type BillSource } from './billing.ts'
import type { ChargingSession } from './charging-sessions.ts'
import type { RoleReader } from './frame-reader.ts'
import { durationChecks, meterChecks } from './reading-checks.ts'
import { periodChecks, priceChecks } from './tariff-checks.ts'
import { totalChecks } from './total-checks.ts'

/** The session's bill with all checks; null when it has no bill. */
export function checkBill(session: ChargingSession, from: BillSource): BillSheet | null {
  const context = computeBill(session, from)
  if (!context) return null
  const checks = [
    ...amountChecks(context),
    ...periodChecks(context),
    ...priceChecks(context),
    ...totalChecks(context),
    ...meterChecks(context),
    ...durationChecks(context),
  ]
  return { ...context.sheet, checks }
}

/**
 * Energy × price against the amounts of a bill by itself, which `reader` has read: a note, since what was agreed is not
 * known. The rest waits for the charge, or is among the checks of the definition.
 */
export function checkLoneBill(reader: RoleReader): BillCheck[] {
  const checks = amountChecks({ sheet: readSheet(reader), laterTariffs: [], charge: null })
  return checks.map((one) => ({ ...one, severity: 'note' }))
}

/** Checks as findings of the bill's frame (number from 1), each where its last figure is; else over `whole`. */
export function billFindings(checks: readonly BillCheck[], frame: number, whole: ExpertInfo['range']): ExpertInfo[] {
  return checks.map(({ code, severity, message, remedy, figures }) => ({
    code,
    severity,
    group: 'semantic' as const,
    range: figures.findLast((figure) => figure.frame === frame)?.range ?? whole,
    message,
    remedy,
  }))
}
