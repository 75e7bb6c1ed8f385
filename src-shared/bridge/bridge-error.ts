// Why a call of the bridge was refused: a code for programs, words for people. Plain values, so that every carrier takes
// them as they are.
import type { BridgeError } from './bridge.ts'
import type { ProxyProblemCode } from './proxy.ts'

/** Codes of the main side and of the client; permanent. */
export type BridgeErrorCode =
  /** The message is no request: not an object, no id, extra keys. */
  | 'bad-message'
  | 'unknown-call'
  | 'bad-parameters'
  | 'too-large'
  /** Too many calls, captures or uploads at once. */
  | 'too-many'
  /** A path that the host did not give out. */
  | 'not-allowed'
  /** From someone who may only look. */
  | 'view-only'
  | 'no-such-capture'
  | 'no-such-sample'
  | 'no-such-subject'
  | 'no-such-upload'
  | 'unknown-protocol'
  /** The capture could not be loaded, or its worker ended. */
  | 'not-loaded'
  | 'not-saved'
  | 'no-dialogs'
  | 'no-such-proxy'
  | ProxyProblemCode
  | 'connection-lost'
  | 'internal'

/** What a rejected call carries. */
export function bridgeError(code: BridgeErrorCode, zh: string, en: string): BridgeError {
  return { code, message: { zh, en } }
}

/** True for what a rejected call carries. */
export function isBridgeError(value: unknown): value is BridgeError {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('message' in value)) return false
  const { code, message } = value
  return (
    typeof code === 'string' && typeof message === 'object' && message !== null && 'zh' in message && 'en' in message
  )
}

/** Thrown inside the main side, where an Error with its stack is wanted; it leaves as its `reason`. */
export class Refusal extends Error {
  readonly reason: BridgeError

  constructor(code: BridgeErrorCode, zh: string, en: string) {
    super(`${zh} / ${en}`)
    this.reason = bridgeError(code, zh, en)
  }
}

/** Any failure as a BridgeError; what is not a Refusal keeps its words and loses its stack. */
export function toBridgeError(error: unknown): BridgeError {
  if (error instanceof Refusal) return error.reason
  if (isBridgeError(error)) return error
  const text = error instanceof Error ? error.message : String(error)
  return bridgeError('internal', `内部错误：${text}`, `Internal error: ${text}`)
}
