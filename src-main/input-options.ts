// Options of the commands that read files: what the input is, as what it is decoded, how its text is written.
import type { TextEncodingName } from '../src-shared/capture/text/encoding.ts'
import type { DecodeAsRules } from '../src-shared/capture/capture.ts'
import type { DecodeAs } from '../src-shared/view/decoded-frame.ts'
import type { OpenOptions } from './analyzer/open-file.ts'
import { CommandError } from './command-error.ts'
import { parseDecodeAs } from './decode-as.ts'
import { knownProtocols } from './definitions.ts'
import { layoutRules } from './layout-rules.ts'

export const inputOptions = {
  input: { type: 'string' },
  as: { type: 'string', multiple: true },
  rules: { type: 'string' },
  encoding: { type: 'string' },
  definitions: { type: 'string', multiple: true },
} as const

interface InputValues {
  input?: string | undefined
  as?: string[] | undefined
  rules?: string | undefined
  encoding?: string | undefined
}

const inputs = ['auto', 'pcap', 'text'] as const
const encodings: readonly TextEncodingName[] = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030']

/** How files are opened; usage errors for wrong values. */
export async function openOptions(
  values: InputValues,
): Promise<Required<Pick<OpenOptions, 'protocols' | 'input' | 'decodeAs' | 'rules' | 'encoding'>>> {
  return {
    protocols: knownProtocols(),
    input: oneOf('input', values.input ?? 'auto', inputs),
    decodeAs: decodeAsOptions(values.as ?? []),
    rules: await layoutRules(values.rules ?? null),
    encoding: values.encoding === undefined ? null : oneOf('encoding', values.encoding, encodings),
  }
}

const scoped = /^(?:(stream:)?(\d{1,9})=)?(.*)$/s

/** `--as PROTOCOL` for everything, `--as PORT=PROTOCOL`, `--as stream:N=PROTOCOL` for one conversation (tcp.stream). */
export function decodeAsOptions(texts: readonly string[]): DecodeAsRules {
  const ports = new Map<number, DecodeAs>()
  const conversations = new Map<number, DecodeAs>()
  let all: DecodeAs | null = null
  for (const text of texts) {
    const [, stream, number, protocol] = scoped.exec(text)!
    const as = parseDecodeAs(protocol!, knownProtocols())
    if (number === undefined) all = as
    else if (stream !== undefined) conversations.set(Number(number), as)
    else if (Number(number) >= 1 && Number(number) <= 65535) ports.set(Number(number), as)
    else throw new CommandError(`--as：端口 ${number} 不在 1–65535`, `--as: port ${number} is not within 1–65535`)
  }
  return { all, ports, conversations }
}

/** The value of an option that has a few. */
export function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined)
    throw new CommandError(
      `--${name} 不能是“${value}”，可用：${allowed.join('、')}`,
      `--${name} cannot be "${value}"; it can be ${allowed.join(', ')}`,
    )
  return found
}
