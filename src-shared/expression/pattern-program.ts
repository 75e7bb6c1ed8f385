// A pattern's tree as a program of small steps (Thompson's construction): read a character, fork, go on, look at the
// place, accept. pattern.ts turns the program into bit tables.

import type { CharSet } from './char-set.ts'
import type { Assertion, PatternNode } from './pattern-syntax.ts'

export type Step =
  | { kind: 'read'; set: CharSet; /** Counted from 0 over all reading steps. */ reader: number }
  | { kind: 'fork'; targets: number[] }
  | { kind: 'assertion'; assertion: Assertion }
  | { kind: 'accept' }

/**
 * Most characters to be read (with the accepting bit, four words of bits) and steps in all. They bound the time per
 * character of the subject, about 0.1 µs at worst, and the memory.
 */
export const mostReaders = 127
const mostSteps = 2048
/** Repeats of empty groups add no steps, only work. */
const mostVisits = 20_000

export interface Program {
  steps: readonly Step[]
  readers: readonly CharSet[]
}

/** Null when the program would pass the limits. Steps go on to the next one unless they fork. */
export function compileProgram(node: PatternNode): Program | null {
  const compiler = new ProgramCompiler()
  compiler.append(node)
  compiler.add({ kind: 'accept' })
  return compiler.tooLarge ? null : { steps: compiler.steps, readers: compiler.readers }
}

class ProgramCompiler {
  readonly steps: Step[] = []
  readonly readers: CharSet[] = []
  private visits = 0

  get tooLarge(): boolean {
    return this.visits > mostVisits || this.steps.length > mostSteps || this.readers.length > mostReaders
  }

  add(step: Step): number {
    return this.steps.push(step) - 1
  }

  append(node: PatternNode): void {
    this.visits++
    if (this.tooLarge) return
    switch (node.kind) {
      case 'set':
        this.add({ kind: 'read', set: node.set, reader: this.readers.push(node.set) - 1 })
        return
      case 'assertion':
        this.add(node)
        return
      case 'sequence':
        for (const item of node.items) this.append(item)
        return
      case 'choice':
        this.appendChoice(node.items)
        return
      case 'repeat':
        this.appendRepeat(node.item, node.least, node.most)
    }
  }

  private appendChoice(items: readonly PatternNode[]): void {
    const targets: number[] = []
    this.add({ kind: 'fork', targets })
    const exits: number[][] = []
    for (const item of items) {
      targets.push(this.steps.length)
      this.append(item)
      const exit: number[] = []
      this.add({ kind: 'fork', targets: exit })
      exits.push(exit)
    }
    for (const exit of exits) exit.push(this.steps.length)
  }

  private appendRepeat(item: PatternNode, least: number, most: number): void {
    let begin = this.steps.length
    for (let i = 0; i < least && !this.tooLarge; i++) {
      begin = this.steps.length
      this.append(item)
    }
    if (most === Infinity) {
      if (least > 0) {
        const targets = [begin]
        this.add({ kind: 'fork', targets })
        targets.push(this.steps.length)
      } else {
        const targets = [this.steps.length + 1]
        const fork = this.add({ kind: 'fork', targets })
        this.append(item)
        this.add({ kind: 'fork', targets: [fork] })
        targets.push(this.steps.length)
      }
      return
    }
    const leaves: number[][] = []
    for (let i = least; i < most && !this.tooLarge; i++) {
      const targets = [this.steps.length + 1]
      this.add({ kind: 'fork', targets })
      leaves.push(targets)
      this.append(item)
    }
    for (const targets of leaves) targets.push(this.steps.length)
  }
}
