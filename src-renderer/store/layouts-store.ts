// Taught layouts of logs as the host keeps them, mirrored: a change is sent, and what holds then comes back as an event.
import { create } from 'zustand'
import type { LayoutList } from '../../src-shared/bridge/results.ts'
import type { LayoutRule } from '../../src-shared/capture/text/layout-rule.ts'
import { bridge } from '../connect.ts'

export const useLayouts = create<LayoutList>(() => ({ rules: [], problem: null }))

/** Has the host keep `rules`. Rejects with a BridgeError when it cannot; those before hold then. */
export async function changeLayouts(rules: readonly LayoutRule[]): Promise<void> {
  useLayouts.setState(await bridge.call('layouts.set', { rules: [...rules] }))
}

/** The rules with `rule` in place of the one named `before`, or last when there is none; its name is then its alone. */
export function withLayout(rules: readonly LayoutRule[], rule: LayoutRule, before: string | null): LayoutRule[] {
  const place = rules.findIndex((one) => one.name === before)
  const next = place < 0 ? [...rules, rule] : rules.with(place, rule)
  return next.filter((one) => one === rule || one.name !== rule.name)
}

export function withoutLayout(rules: readonly LayoutRule[], name: string): LayoutRule[] {
  return rules.filter((rule) => rule.name !== name)
}
