// How grave a finding is, and which kind of thing it is about: words that filters, colours and definitions share.

/** chat: information · note: unusual but accepted · warn: suspicious or incomplete · error: damage. In this order. */
export const severities = ['chat', 'note', 'warn', 'error'] as const
export const groups = ['checksum', 'malformed', 'sequence', 'semantic', 'undecoded', 'response'] as const

export type Severity = (typeof severities)[number]
export type FindingGroup = (typeof groups)[number]
