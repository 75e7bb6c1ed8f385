// The examples of docs/definitions.md are right: the small protocol loads and decodes as the page shows, and so does the part.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCli } from './testing/run-cli.ts'
import { temporaryFolder } from './testing/service-options.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const page = readFileSync('docs/definitions.md', 'utf8')
const section = page.slice(page.indexOf('## 7.'))
const blocks = [...section.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, kind, text]) => ({ kind, text: text! }))
const [family, part] = blocks.filter(({ kind }) => kind === 'yaml')

const saved = (name: string, text: string) => {
  const path = join(folder.path, name)
  writeFileSync(path, text)
  return path
}

describe('section 7 of docs/definitions.md', () => {
  test('the small protocol is right, its samples too', () => {
    const { code, stdout } = runCli(['definitions', 'check', saved('demo.yaml', family!.text)])
    expect(stdout).toMatch(/^demo: .*✓\n$/)
    expect(code).toBe(0)
  })

  test('decodes as the page shows', () => {
    const path = saved('demo.yaml', family!.text)
    const [line, ...shown] = blocks.find(({ kind }) => kind === 'console')!.text.split('\n')
    const args = line!.replace('$ pilescope ', '').replace('demo.yaml', path).split(' ')
    expect(runCli(args).stdout.trimEnd()).toBe(shown.join('\n').trimEnd())
  })

  test('the part extends the bundled protocol', () => {
    const path = saved('mine.yaml', part!.text)
    expect(runCli(['definitions', 'check', path]).code).toBe(0)
    const { stdout } = runCli(['definitions', 'list', '--definitions', path])
    expect(stdout).toContain('ykc/mine')
  })
})

describe('every key of the language', () => {
  test('stands in docs/definitions.md', () => {
    const schema = JSON.parse(readFileSync('src-shared/protocol/definition.schema.json', 'utf8')) as unknown
    const keys = new Set<string>()
    const collect = (piece: unknown): void => {
      if (typeof piece !== 'object' || piece === null) return
      const { properties } = piece as { properties?: Record<string, unknown> }
      for (const key of Object.keys(properties ?? {})) keys.add(key)
      for (const inner of Object.values(piece)) collect(inner)
    }
    collect(schema)
    const missing = [...keys].filter((key) => !new RegExp(`\\b${key}\\b`).test(page))
    expect(keys.size).toBeGreaterThan(80)
    expect(missing).toEqual([])
  })
})

describe('definitions on the command line', () => {
  const hex = /hex: "(\w+)"/.exec(family!.text)![1]!

  test('a file that is named and wrong stops the command, with its place', () => {
    const path = saved('wrong.yaml', family!.text.replace('read: bcd', 'read: bcdd'))
    const { code, stderr } = runCli(['decode', '--definitions', path, '--hex', hex])
    expect(code).toBe(2)
    expect(stderr).toMatch(/wrong\.yaml:\d+:\d+: /)
  })

  test('a file that is not there is a usage error', () => {
    const { code, stderr } = runCli(['decode', '--definitions', join(folder.path, 'none.yaml'), '--hex', hex])
    expect(code).toBe(2)
    expect(stderr).toContain('no such file')
  })

  test('frames of the same form as those of a bundled protocol: a warning says which one comes first', () => {
    const like = `${family!.text
      .replace('start: "aa55"', 'start: "68"')
      .replace('at: 2, read: u8, add: 5', 'at: 1, read: u8, add: 4')
      .replace('size: 2, const: "aa55"', 'size: 1, const: "68"')
      .replace(/samples:[^]*/, '')}`
    const { stderr, stdout } = runCli([
      'decode',
      '--definitions',
      saved('like.yaml', like),
      '--hex',
      '680d14000003103190428000030100a38d',
    ])
    expect(stderr).toContain('(demo) has frames of the same form as YKC (ykc)')
    expect(stdout).toContain('云快充')
  })
})
