// The one place where messages from the screen are checked: envelope, name and parameters of every call, whatever carried
// them. Counterpart: calls.ts holds the schemas.
import { z } from 'zod'
import { Refusal } from './bridge-error.ts'
import { callSchemas, type CallName, type CallParameters } from './calls.ts'
import type { BridgeRequest } from './channel.ts'

const request = z.strictObject({ id: z.int().min(0), call: z.string().max(100), parameters: z.unknown() })

/** One call with parameters of its kind. */
export type Call = { [Name in CallName]: { name: Name; parameters: CallParameters[Name] } }[CallName]

/** The request in a message; a Refusal when it is none. */
export function readRequest(message: unknown): BridgeRequest {
  const result = request.safeParse(message)
  if (result.success) return result.data
  throw new Refusal(
    'bad-message',
    '消息格式不对：应有 id、call、parameters。',
    'Not a request: id, call, parameters are due.',
  )
}

/** The id of a message that is no request, as far as it has one: so that its sender hears of the refusal. */
export function idOf(message: unknown): number | null {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : null
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null
}

/** A call with checked parameters; a Refusal names the call and what is wrong, never the value. */
export function readCall(name: string, parameters: unknown): Call {
  if (!Object.hasOwn(callSchemas, name)) throw new Refusal('unknown-call', '没有这个调用。', 'There is no such call.')
  const schema: z.ZodType = callSchemas[name as CallName]
  const result = schema.safeParse(parameters)
  if (result.success) return { name, parameters: result.data } as Call
  const issue = result.error.issues[0]
  const isSize = result.error.issues.some((one) => one.code === 'too_big' && one.origin === 'string')
  const where = [name, ...(issue?.path.map(String) ?? [])].join('.').slice(0, 200)
  throw isSize
    ? new Refusal('too-large', `${where}：内容过大。`, `${where} is too large.`)
    : new Refusal('bad-parameters', `${where}：参数不对（${issue?.code ?? ''}）。`, `${where}: ${issue?.code ?? ''}`)
}

/** Characters of JSON that a request of this name may take, escapes included. */
export function largestRequest(name: string): number {
  const isLarge = name === 'text.preview' || name === 'captures.open' || name === 'picture.save'
  return isLarge ? 32 * 1024 * 1024 : 1024 * 1024
}
