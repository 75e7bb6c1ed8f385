// What the analyzer answers about a capture that may grow: asked again when the capture changed, a few times a second at most.
import { useEffect, useRef, useState } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'

const againMillis = 300

/**
 * The latest answer, or null before the first. `question` names what is asked: an answer to another question is dropped, the
 * old one is shown until the new one is there.
 */
export function useAnswer<Answer>(capture: CaptureState, question: string, ask: () => Promise<Answer>): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const now = useRef({ question, ask })
  now.current = { question, ask }
  const asked = useRef({ question: '', at: 0, waiting: false })
  useEffect(() => {
    const last = asked.current
    const isNew = last.question !== question
    // One question at a time, unless it is another one.
    const wait = isNew ? 0 : Math.max(last.at + againMillis - performance.now(), last.waiting ? againMillis : 0)
    const timer = setTimeout(() => {
      const mine = { question, at: performance.now(), waiting: true }
      asked.current = mine
      const done = (): void => void (mine.waiting = false)
      now.current.ask().then((next) => {
        done()
        if (now.current.question === question) setAnswer(next)
      }, done)
    }, wait)
    return () => clearTimeout(timer)
  }, [question, capture])
  return answer
}
