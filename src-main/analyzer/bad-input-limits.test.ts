// Bad captures and logs, continued: what is too large, what changes while it is read, and what stands inside frames.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { StreamFramer } from '../../src-shared/protocol/framing.ts'
import { bundledProtocols } from '../definitions.ts'
import { allFields, decodeJson, runCli } from '../testing/run-cli.ts'
import { openFile, type OpenOptions } from './open-file.ts'
import { bytesOf, concat, heartbeat, heartbeatPackets, pcapParts, segmentPacket } from './testing/heartbeat-capture.ts'

const folder = mkdtempSync(join(tmpdir(), 'pilescope-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name: string, file: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, file)
  return path
}

function opened(path: string, options: Partial<OpenOptions> = {}) {
  return openFile(path, { protocols: bundledProtocols(), input: 'auto', ...options })
}

/** About 5 MB: several chunks. */
const manyFrames = 50_000
const largeCapture = concat(...pcapParts(heartbeatPackets(manyFrames)))

describe('too large', () => {
  test('15 a gzip bomb stops at the limit, and the frames so far are kept', async () => {
    const bomb = concat(largeCapture, new Uint8Array(64 * 1024 * 1024))
    const path = written('bomb.gz', gzipSync(bomb))
    const result = await opened(path, { inflateLimit: 2_000_000 })
    result.close()
    expect(result.damaged).toBe(true)
    expect(result.capture.frames.count).toBeGreaterThan(10_000)
    expect(result.capture.frames.count).toBeLessThan(manyFrames)
    expect(result.remarks[0]!.zh).toContain('超过上限 2000000 字节')
    expect(result.remarks[0]!.en).toContain('frames so far are kept')
  })

  test.each([
    ['a capture', 'many.pcap', largeCapture],
    ['a text', 'many.txt', `${heartbeat}\n`.repeat(500)],
  ])('23 of more frames than memory holds, %s keeps the first and counts the others', async (_what, name, file) => {
    const result = await opened(written(name, file), { mostFrames: 200 })
    result.close()
    const all = name === 'many.pcap' ? manyFrames : 500
    expect(result.damaged).toBe(true)
    expect([result.capture.frames.count, result.capture.droppedFrames]).toEqual([200, all - 200])
    expect(result.remarks.at(-1)!.zh).toContain(`保留了前 200 帧，其后 ${all - 200} 帧只计数`)
    expect(result.remarks.at(-1)!.en).toContain(`the first 200 frames are kept, ${all - 200} more were counted`)
  })

  test('19 one line of 60 MB is streamed', async () => {
    const filler = 'x'.repeat(1024 * 1024)
    const child = spawn(process.execPath, ['--max-old-space-size=300', 'out/main/cli.js', 'decode', '-', '--count'])
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    child.stdin.write(`${heartbeat} `)
    for (let i = 0; i < 60; i++)
      if (!child.stdin.write(filler)) await new Promise((go) => child.stdin.once('drain', go))
    child.stdin.end(` ${heartbeat}\n`)
    expect(await ended, stderr).toBe(0)
    expect(stdout.trim()).toBe('2')
    expect(stderr).toContain('1 MiB')
  })

  test('23 payload past the budget stays in the file and is read back', async () => {
    const path = written('large.pcap', largeCapture)
    const small = await opened(path, { memoryBudget: 0 })
    const whole = await opened(path)
    expect(small.capture.memory).toBeLessThan(whole.capture.memory)
    for (const row of [0, 1, 777, manyFrames - 1]) {
      expect(small.capture.bytes(row)).toEqual(whole.capture.bytes(row))
      expect(small.capture.bytes(row)).toEqual(bytesOf(heartbeat))
    }
    small.close()
    whole.close()
  })

  test('23 a compressed capture keeps its payload whatever the budget', async () => {
    const path = written('large.pcap.gz', gzipSync(largeCapture))
    const result = await opened(path, { memoryBudget: 0 })
    expect(result.capture.bytes(manyFrames - 1)).toEqual(bytesOf(heartbeat))
    result.close()
  })

  test('23 reading stops at the chunk in which it is cancelled', async () => {
    const path = written('cancelled.pcap', largeCapture)
    const stop = new AbortController()
    let read = 0
    const result = await opened(path, {
      signal: stop.signal,
      progress: (bytes) => {
        read = bytes
        if (bytes > 500_000) stop.abort()
      },
    })
    result.close()
    expect(result.bytesRead).toBe(read)
    expect(read).toBeLessThan(largeCapture.length)
    expect(result.capture.frames.count).toBeGreaterThan(0)
  })

  test.each(['68', 'aaf5', '7572ffff', '68040000', '68ff', '68686868686868fe'])(
    '27 a megabyte of %s costs linear time',
    (pattern) => {
      const bytes = new Uint8Array(1024 * 1024)
      const one = bytesOf(pattern)
      for (let i = 0; i < bytes.length; i++) bytes[i] = one[i % one.length]!
      for (const protocol of bundledProtocols()) {
        let given = 0
        const framer = new StreamFramer(protocol, {
          frame: (_bytes, start, end) => (given += end - start),
          skipped: (_bytes, start, end) => (given += end - start),
        })
        const begun = process.cpuUsage()
        for (let at = 0; at < bytes.length; at += 1448) framer.push(bytes, at, Math.min(at + 1448, bytes.length))
        framer.finish()
        const { user } = process.cpuUsage(begun)
        expect(given).toBe(bytes.length)
        expect(user / 1e6, `${protocol.id}: seconds`).toBeLessThan(2)
      }
    },
  )
})

describe('changing while it is read', () => {
  test('21 a file that becomes shorter: what was read is kept, and it is said', async () => {
    const path = written('shrinking.pcap', largeCapture)
    const { size } = statSync(path)
    const result = await opened(path, { progress: (bytes) => bytes < size / 2 && truncateSync(path, 1000) })
    result.close()
    expect(result.damaged).toBe(true)
    expect(result.capture.frames.count).toBeGreaterThan(100)
    expect(result.remarks.map(({ zh }) => zh).join()).toContain('变短')
    expect(result.remarks.map(({ en }) => en).join()).toContain('became shorter')
  })

  test('21 a file that vanishes is read to its end', async () => {
    const path = written('vanishing.pcap', largeCapture)
    const result = await opened(path, { progress: () => rmSync(path, { force: true }) })
    result.close()
    expect(result.capture.frames.count).toBe(manyFrames)
  })
})

describe('inside frames', () => {
  const codes = (hex: string) => decodeJson(['--hex', hex])[0]!.expert.map(({ code }) => code)

  test('28 a count of 65,535 with four bytes left ends where the bytes end', () => {
    const frame = decodeJson(['--hex', '757216001e2011001411 02 ffff 010b0101 02 68 00000000'.replaceAll(' ', '')])[0]!
    expect(allFields(frame.fields).length).toBeLessThan(40)
    expect(frame.expert.map(({ code }) => code)).toContain('count_mismatch')
  })

  test('29 digits that are none, and a date that cannot be, show their bytes', () => {
    expect(codes('680d140000031031904280abcd0100f5ae')).toContain('bcd_invalid')
    const timeSync = '6812f917005610319042800003ffffffffffffffb405'
    expect(codes(timeSync)).toContain('time_invalid')
    const time = allFields(decodeJson(['--hex', timeSync])[0]!.fields).find(({ raw }) => raw === 'ffffffffffffff')
    expect(time?.value).toBe('ffffffffffffff')
  })

  test('29 bytes that are no GBK are counted, and the frames beside them found', () => {
    const path = written('broken-gbk.log', concat(bytesOf('cad5b5bd20ff81ff20'), Buffer.from(`${heartbeat}\n`)))
    const run = runCli(['decode', path, '--format', 'ndjson'])
    expect(run.stdout).toContain(heartbeat)
    expect(run.stderr).toMatch(/处字节不是 .*文字/)
  })

  test('30 markup and control characters in texts reach no terminal', () => {
    // <b>, an escape sequence, NUL, a bell, a carriage return: the pile number of a heartbeat.
    const text = Buffer.from('<b>\u001b[31m\u0000\u0007\rx'.padEnd(32, '\u0000'), 'latin1').toString('hex')
    const body = `00000000${text}0100${'00'.repeat(16)}`
    const sum = [...bytesOf(`6600${body}`)].reduce((total, byte) => total + byte, 0) & 0xff
    const hex = `aaf53f0010016600${body}${sum.toString(16).padStart(2, '0')}`
    const capture = written('markup.pcap', concat(...pcapParts([segmentPacket(bytesOf(hex), { at: 0 })])))
    const log = written('markup.log', `\u001b[31m\u202e收到 \u0007${hex}\u0000\n`)
    for (const [path, format] of [
      [capture, 'list'],
      [capture, 'tree'],
      [capture, 'csv'],
      [log, 'list'],
    ] as const) {
      const { stdout, stderr } = runCli(['decode', path, '--format', format, '--events'])
      expect(stdout, format).toContain(format === 'tree' ? '<b>\\x1b[31m' : 'aaf5')
      expect(control(stdout + stderr), `${path} as ${format}`).toBeNull()
    }
    for (const path of [capture, log]) {
      const [frame] = decodeJson([path])
      expect(frame!.hex).toBe(hex)
    }
  })
})

/** The first control or direction-changing character but line feed and tab. */
function control(text: string): string | null {
  const wrong = [...text].find((letter) => {
    const code = letter.codePointAt(0)!
    const isControl = code < 32 ? code !== 10 && code !== 9 : code >= 0x7f && code < 0xa0
    return isControl || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
  })
  return wrong === undefined ? null : `U+${wrong.codePointAt(0)!.toString(16)}`
}
