import type { FamilyDefinition } from '../src-shared/protocol/definition.ts'

export const goldenEnding: string
export function sampleFiles(root?: string): string[]
export function withoutGolden(root?: string): string[]
export function orphans(root?: string): string[]
export function messagesWithoutSample(families: readonly FamilyDefinition[], root?: string): string[]
export function decodeArguments(path: string, format: string): string[]
export function printed(path: string, format?: string): string
export function golden(path: string): string | null
