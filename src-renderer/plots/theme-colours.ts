// The theme that shows, for what is painted on a canvas and has to be painted anew when it changes.
import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

export const useThemeName = (): string =>
  useSyncExternalStore(subscribe, () => document.documentElement.dataset['theme'] ?? 'light')

/** A design token's value now: `--line`. */
export const tokenValue = (token: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(token).trim()
