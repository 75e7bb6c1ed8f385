// What the bridge answers to a question about a capture, asked again when the capture changed: one question at a time, and
// at most a few a second while a capture grows. The answer before stays until the next one is there.
import { useEffect, useRef, useState } from 'react'
import type { CallName, CallParameters } from '../../src-shared/bridge/calls.ts'
import type { CallResults } from '../../src-shared/bridge/results.ts'
import { bridge } from '../connect.ts'

const slowestMillis = 400

/**
 * The answer, or null until there is one. Parameters that are null ask nothing. `revision` names the state of the capture
 * that the answer is wanted of; until the next answer is there, the one before to the same parameters stands. `before`: what
 * the question waits for, null: nothing.
 */
export function useAnswer<Name extends CallName>(
  name: Name,
  parameters: CallParameters[Name] | null,
  revision: string,
  before?: () => Promise<void> | null,
): CallResults[Name] | null {
  const question = parameters === null ? null : JSON.stringify(parameters)
  const [answer, setAnswer] = useState<{ question: string; result: CallResults[Name] } | null>(null)
  const askedAt = useRef({ question: '', at: 0 })
  const isAsking = useRef(false)
  const again = useRef<(() => void) | null>(null)
  useEffect(() => {
    if (question === null) return
    let isCurrent = true
    const ask = () => {
      if (!isCurrent) return
      if (isAsking.current) {
        again.current = ask
        return
      }
      isAsking.current = true
      askedAt.current = { question, at: performance.now() }
      bridge
        .call(name, JSON.parse(question) as CallParameters[Name])
        .then(
          (result) => setAnswer({ question, result }),
          // A capture that was closed, or a broken connection: both are told by events.
          () => {},
        )
        .finally(() => {
          isAsking.current = false
          const next = again.current
          again.current = null
          next?.()
        })
    }
    const last = askedAt.current
    const wait = last.question === question ? Math.max(0, last.at + slowestMillis - performance.now()) : 0
    const timer = setTimeout(() => {
      const first = before?.()
      if (first) void first.then(ask)
      else ask()
    }, wait)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [name, question, revision])
  return answer !== null && answer.question === question ? answer.result : null
}

/** The value before as long as the new one says the same, so that what is made of it is not made anew. */
export function useSame<Value>(value: Value): Value {
  const kept = useRef({ value, told: '' })
  if (kept.current.value !== value) {
    const told = JSON.stringify(value)
    if (told !== kept.current.told) kept.current = { value, told }
  }
  return kept.current.value
}
