// A bridge whose questions are answered by hand, in any order, and whose events are told by hand: for tests of what happens
// in between. Stands in for connect.ts.
import type { Bridge, BridgeEvent } from '../../src-shared/bridge/bridge.ts'
import type { CallName, CallParameters } from '../../src-shared/bridge/calls.ts'
import type { CallResults } from '../../src-shared/bridge/results.ts'

interface Question {
  name: CallName
  parameters: unknown
  resolve(result: unknown): void
}

export class BridgeByHand implements Bridge {
  private readonly questions: Question[] = []
  private readonly listeners = new Set<(event: BridgeEvent) => void>()

  call<Name extends CallName>(name: Name, parameters: CallParameters[Name]): Promise<CallResults[Name]> {
    return new Promise((resolve) => {
      this.questions.push({ name, parameters, resolve: (result) => resolve(result as CallResults[Name]) })
    })
  }

  subscribe(listener: (event: BridgeEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Names of the calls that wait for an answer. */
  get asked(): readonly CallName[] {
    return this.questions.map(({ name }) => name)
  }

  /** Answers the oldest waiting call of a name, and with what is meant; resolves when whoever asked has heard. */
  async answer<Name extends CallName>(
    name: Name,
    result: CallResults[Name],
    isMeant: (parameters: CallParameters[Name]) => boolean = () => true,
  ): Promise<void> {
    const place = this.questions.findIndex(
      (one) => one.name === name && isMeant(one.parameters as CallParameters[Name]),
    )
    if (place < 0) throw new Error(`nobody asked ${name}; asked: ${this.asked.join(', ')}`)
    this.questions.splice(place, 1)[0]!.resolve(result)
    await new Promise((done) => setTimeout(done, 0))
  }

  tell(event: BridgeEvent): void {
    for (const listener of this.listeners) listener(event)
  }
}
