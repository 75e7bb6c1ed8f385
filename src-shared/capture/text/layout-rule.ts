import type { LineShape } from './line-shape.ts'
import type { SourceLine } from './lines.ts'
export interface LayoutRule {
  name: string
}
export class RuleReader {
  constructor(_rules: readonly LayoutRule[]) {}
  read(_line: SourceLine): LineShape | null {
    return null
  }
}
