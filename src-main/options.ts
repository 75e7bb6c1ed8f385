// Options of a command: node:util's parser with errors in our words.
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { similarWords } from '../src-shared/expression/similar.ts'
import { CommandError } from './command-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true; strict: true }>>

/** Parses the arguments of `command`; mistakes are usage errors. */
export function parseOptions<T extends Options>(command: string, args: string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const name = /'(-{1,2}[^']+)'/.exec(message)?.[1] ?? message
      const similar = similarWords(name.replace(/^-+/, ''), Object.keys(options), 1).map((one) => `--${one}`)
      const hint = similar.length > 0 ? [`，是否想写 ${similar[0]}`, `; did you mean ${similar[0]}`] : ['', '']
      throw new CommandError(`${command}：未知选项 ${name}${hint[0]}`, `${command}: unknown option ${name}${hint[1]}`)
    }
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
      const name = /'-{1,2}([\w-]+)/.exec(message)?.[1] ?? ''
      throw new CommandError(
        `${command}：选项 --${name} 的值缺失或多余`,
        `${command}: option --${name} lacks its value or takes none`,
      )
    }
    throw new CommandError(`${command}：${message}`, `${command}: ${message}`)
  }
}

/** The value of an option that has a few. */
