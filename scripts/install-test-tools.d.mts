export function missingTools(): string[]
export function reasonToSkip(): string | null
export function findChromium(): string | null
