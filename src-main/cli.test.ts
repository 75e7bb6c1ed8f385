// The command line's contract: exit codes and one clear line for every kind of bad input.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { decodeJson, runCli } from './testing/run-cli.ts'

const heartbeat = '680d14000003103190428000030100a38d'
const folder = mkdtempSync(join(tmpdir(), 'pilescope-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Arguments, exit code, words of the one line on standard error. */
const mistakes: [string, string[], number, string[]][] = [
  ['an odd digit', ['decode', '--hex', '680'], 2, ['位数为奇数', 'odd number']],
  ['no hex digit', ['decode', '--hex', '68zz'], 2, ['第 3 个字符', 'character 3']],
  ['empty hex', ['decode', '--hex', ''], 2, ['没有十六进制', 'no hex']],
  ['a folder', ['decode', folder], 2, ['文件夹', 'a folder']],
  ['a missing file', ['decode', join(folder, 'none')], 2, ['不存在', 'no such file']],
  ['a device', ['decode', '/dev/null'], 2, ['不是普通文件', 'not a regular file']],
  ['an unknown option', ['decode', '--formt', 'tree'], 2, ['--formt', 'did you mean --format']],
  ['an option without its value', ['decode', '--as'], 2, ['--as']],
  ['an unknown protocol', ['decode', '--as', 'foo', '--hex', heartbeat], 2, ['没有协议“foo”', 'known: aaf5']],
  ['an unknown dialect', ['decode', '--as', 'ykc/foo', '--hex', heartbeat], 2, ['没有方言“foo”', 'ykc-legacy']],
  ['an unknown format', ['decode', '--format', 'xml', '--hex', heartbeat], 2, ['xml', 'list, tree, ndjson, csv']],
  ['an unknown field', ['decode', '--fields', 'ykc.sco', '--hex', heartbeat], 2, ['ykc.sco', 'ykc.soc']],
  ['an unknown command', ['decod'], 2, ['decod']],
  ['a wrong filter', ['decode', '--filter', 'frame.len = 3', 'samples/ykc/first-steps.hex'], 2, ['--filter', '^']],
  ['a wrong filter over hex', ['decode', '--filter', 'foo ==', '--hex', heartbeat], 2, ['--filter', '^']],
  ['a wrong time zone', ['decode', '--tz', 'mars', '--hex', heartbeat], 2, ['mars', 'utc, local']],
  ['events of hex', ['decode', '--events', '--hex', heartbeat], 2, ['--events', '--hex']],
  ['hex and an input', ['decode', '--input', 'lines', '--hex', heartbeat], 2, ['--hex', '--input']],
  ['several unknown fields', ['decode', '--fields', 'foo,bar', '--hex', heartbeat], 2, ['"foo", "bar"']],
  ['too much behind list', ['definitions', 'list', 'all'], 2, ['all']],
  ['nothing to decode', ['decode', '--input', 'lines', '-'], 2, ['没有一行']],
]

describe('bad input', () => {
  test.each(mistakes)('%s gets a clear line and exit 2', (_name, args, code, words) => {
    const run = runCli(args)
    expect(run.code).toBe(code)
    for (const word of words) expect(run.stderr).toContain(word)
    expect(run.stderr).not.toContain('    at ')
    expect(run.stdout).toBe('')
  })
})

describe('decode --input lines', () => {
  test('gives one result per line, errors in their places', () => {
    const lines = decodeJson(['--input', 'lines', '-'], `# a comment\n\n${heartbeat}\nnot hex\n680\n${heartbeat}\n`)
    expect(lines.map((line) => line.kind)).toEqual(['frame', 'error', 'error', 'frame'])
    expect(lines[3]!.source).toEqual({ line: 6, column: 1 })
  })

  test('exits 1 when a line is no hex, 0 when all is well', () => {
    expect(runCli(['decode', '--input', 'lines', '-'], `${heartbeat}\nxx\n`).code).toBe(1)
    expect(runCli(['decode', '--input', 'lines', '-'], `${heartbeat}\n`).code).toBe(0)
  })
})

test('summary --no-findings counts without looking at every frame', () => {
  const file = 'samples/ykc/first-steps.hex'
  const withFindings = JSON.parse(runCli(['summary', '--json', file]).stdout) as Record<string, unknown>
  const without = JSON.parse(runCli(['summary', '--json', '--no-findings', file]).stdout) as Record<string, unknown>
  expect(withFindings['findings']).not.toEqual([])
  expect(without).not.toHaveProperty('findings')
  expect(withFindings).toMatchObject(without)
})

describe('--filter and --count over frames that stand alone', () => {
  const bad = heartbeat.replace(/a38d$/, '0000')
  const lines = `${heartbeat}\n${bad}\n00112233\n`
  test.each([
    ['checksum.status == "bad"', [2]],
    ['frame.bad', [2]],
    ['桩编号 == "10319042800003"', [1, 2]],
    ['message.type == 3 and not frame.bad', [1]],
    ['expert.code == "foreign_protocol"', [3]],
    ['frame.len < 5', [3]],
    ['ykc', [1, 2]],
    ['ip.addr == 10.0.0.1', []],
  ])('%s', (filter, numbers) => {
    const found = decodeJson(['--input', 'lines', '--filter', filter, '-'], lines).map((line) => line.number)
    expect(found).toEqual(numbers)
    expect(runCli(['decode', '--input', 'lines', '--filter', filter, '--count', '-'], lines).stdout).toBe(
      `${numbers.length}\n`,
    )
  })

  test('what a filter leaves out does not count for the exit code', () => {
    expect(runCli(['decode', '--hex', heartbeat, '--hex', bad, '--filter', 'checksum.status == "good"']).code).toBe(0)
    expect(runCli(['decode', '--hex', heartbeat, '--hex', bad]).code).toBe(1)
  })
})

test('--help behind a command tells the usage', () => {
  const run = runCli(['decode', '--help'])
  expect(run.code).toBe(0)
  expect(run.stdout).toContain('pilescope decode')
})

describe('decode', () => {
  test('exits 0 for a good frame, 0 for a swapped checksum, 1 for a bad one', () => {
    expect(runCli(['decode', '--hex', heartbeat]).code).toBe(0)
    expect(runCli(['decode', '--hex', heartbeat.replace(/a38d$/, '8da3')]).code).toBe(0)
    expect(runCli(['decode', '--hex', heartbeat.replace(/a38d$/, '0000')]).code).toBe(1)
  })

  test('reads a log from standard input', () => {
    const [frame] = decodeJson(['-'], `2023-05-01 12:00:00.123 INFO 收到报文：${heartbeat}`)
    expect(frame).toMatchObject({ protocol: 'ykc', time: '2023-05-01T12:00:00.123', hex: heartbeat })
  })

  test('--fields keeps the columns asked for', () => {
    const run = runCli(['decode', '--format', 'csv', '--fields', 'frame.number,pile_no,枪号', '--hex', heartbeat])
    expect(run.stdout).toBe('frame.number,pile_no,枪号\n1,10319042800003,01\n')
  })

  test('captured text cannot steer the terminal', () => {
    // A 0x94 with escape sequences in its file path, checksum wrong; only harmless characters may be printed.
    const path = Buffer.from('\u001b[31m\u0007evil\u202e').toString('hex')
    const run = runCli(['decode', '--hex', `686200000094${'10319042800003'}01${'0000'.repeat(1)}${path}`])
    // eslint-disable-next-line no-control-regex -- control characters are what must not appear
    expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  })
})

describe('export', () => {
  test('a text saved as pcapng reads back as the same frames', () => {
    const out = join(folder, 'saved.pcapng')
    expect(runCli(['export', 'samples/ykc/ykc-field-test-log.txt', '--to', 'pcapng', '--out', out]).code).toBe(0)
    const before = runCli(['decode', '--format', 'ndjson', 'samples/ykc/ykc-field-test-log.txt']).stdout
    expect(runCli(['decode', '--format', 'ndjson', out]).stdout).toBe(before)
  })

  test.each(['csv', 'ndjson'])('%s hides personal data and says so; --include-raw keeps it', (to) => {
    const sim = '898604d11722d0348606'
    const out = join(folder, `personal.${to}`)
    const args = ['export', 'samples/ykc/ykc-1.5-simulated.md', '--to', to, '--out', out, '--force']
    const hidden = runCli(args)
    expect(readFileSync(out, 'utf8')).not.toContain(sim)
    expect(hidden.stderr).toMatch(/已隐去.* \/ .*--include-raw/)
    const kept = runCli([...args, '--include-raw'])
    expect(readFileSync(out, 'utf8')).toContain(sim)
    expect(kept.stderr).toBe('')
  })

  test('pcapng is the frames as they are, which is said', () => {
    const args = ['export', 'samples/ykc/ykc-1.5-simulated.md', '--to', 'pcapng', '--force']
    const out = ['--out', join(folder, 'personal.pcapng')]
    expect(runCli([...args, ...out]).stderr).toMatch(/没有隐去 \/ .*not hidden/)
    expect(runCli([...args, ...out, '--include-raw']).stderr).toBe('')
  })

  test('does not overwrite without --force', () => {
    const out = join(folder, 'taken')
    writeFileSync(out, 'old')
    const run = runCli(['export', 'samples/ykc/ykc-field-test-log.txt', '--to', 'csv', '--out', out])
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('--force')
  })
})

describe('decode of a file whose frames are well by themselves', () => {
  const up = '10.0.0.1:4000 -> 10.0.0.2:8767'
  const down = '10.0.0.2:8767 -> 10.0.0.1:4000'
  const answered = [
    `2025-11-20 10:00:00.000 ${up} ${heartbeat}`,
    `2025-11-20 10:00:00.100 ${down} 680d140000041031904280000301001257`,
  ]
  // A heartbeat without an answer, and the next one minutes later.
  const silence = [
    ...answered,
    `2025-11-20 10:00:10.000 ${up} 680d15000003103190428000030100a10c`,
    `2025-11-20 10:05:00.000 ${up} 680d16000003103190428000030100a4cf`,
    `2025-11-20 10:05:00.100 ${down} 680d160000041031904280000301001515`,
  ]

  test.each([
    ['with all answers', answered, 'message.id', 'heartbeat,heartbeat_reply', 0],
    ['one answer missing', silence, 'message.id', 'heartbeat,heartbeat_reply,heartbeat,heartbeat,heartbeat_reply', 1],
    ['one answer missing, which is shown', silence, 'expert.code', ',,no_response,,', 1],
  ])('exits by what frames tell of each other: %s', (_what, lines, field, shown, expected) => {
    const file = join(folder, 'record.log')
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
    const { stdout, code } = runCli(['decode', file, '--format', 'csv', '--fields', field])
    expect(stdout.split('\n').slice(1, -1).join()).toBe(shown)
    expect(code).toBe(expected)
  })
})

describe('definitions', () => {
  test('list names every protocol and dialect', () => {
    const { stdout, code } = runCli(['definitions', 'list'])
    expect(code).toBe(0)
    for (const name of ['ykc/ykc-legacy', 'aaf5/lvneng', 'gw376-68', 'ur-7572']) expect(stdout).toContain(name)
  })

  test('check prints all mistakes with their places, and exits 1', () => {
    const file = join(folder, 'wrong.yaml')
    writeFileSync(file, 'id: wrong\nprefix: wrong\ncolour: red\nname: { zh: 错 }\n')
    const { stdout, code } = runCli(['definitions', 'check', file])
    expect(code).toBe(1)
    expect(stdout).toContain(`${file}:3:1`)
    expect(stdout).toContain(`${file}:4:`)
  })
})
