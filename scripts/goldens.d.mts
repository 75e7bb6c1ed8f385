export const goldenEnding: string
export function sampleFiles(): string[]
export function orphans(): string[]
export function decodeArguments(path: string, format: string): string[]
export function printed(path: string, format?: string): string
export function golden(path: string): string | null
