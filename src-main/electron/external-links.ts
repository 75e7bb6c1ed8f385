// The only web pages that the app may hand to the system's browser, each as a whole: a page is opened when its address
// is one of these letter for letter, and the user says yes. Counterpart: guards.ts, which refuses everything else.
export const externalLinks = {
  wireshark: 'https://www.wireshark.org/download.html',
} as const

export type ExternalLink = keyof typeof externalLinks

/** The address as it may be opened, or null. */
export function allowedExternalUrl(url: string): string | null {
  return Object.values<string>(externalLinks).find((allowed) => allowed === url) ?? null
}
