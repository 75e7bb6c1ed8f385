import { test } from 'vitest'
import { readText } from '/work/main/src-shared/capture/text/read-text.ts'
import { probeDouble } from '/work/main/src-shared/capture/text/testing/probe-double.ts'
const MB = 1 << 20
const rep = (s: string) => s.repeat(Math.ceil(MB / s.length)).slice(0, MB)
const good = '680d14000003103190428000030100a38d'
const cases: Record<string, string> = {
  good: rep(`2023-05-01 12:00:00.123 [nioEventLoopGroup-3-1] INFO c.y.Gateway - 收到报文：${good}\n`),
  goodbare: rep(good + '\n'),
  goodone: rep(good),
  spaced: rep(good.replace(/../g, '$& ') + '\n'),
  start68: rep('68'),
  start68s: rep('68 '),
  lines68: rep('68\n'),
  lines68ff: rep('68ff00000000\n'),
  aaf5: rep('aaf5ff7f'),
  aaf5l: rep('aaf5ff7f00001122\n'),
  aaf5s: rep('aa f5 ff 7f '),
  aaf5log: rep('recv aaf5ff7f00001122\n'),
  ur: rep('7572fe07'),
  gw: rep('68ff7fff7f68'),
  gwl: rep('68ff7fff7f68\n'),
  brackets: rep('((((['),
  close: rep(')])>'),
  pairs: rep('()[]'),
  nest: '('.repeat(MB / 2) + ')'.repeat(MB / 2),
  quotes: rep('"\'`'),
  dq: rep('"\\x68'),
  digits: rep('1'),
  digits2: rep('12 '),
  digits1: rep('1 '),
  dots: rep('1.2.3.4.'),
  dash: rep('1-a-2-b-'),
  colon: rep('12:34:56:'),
  dates: rep('2023-05-01 '),
  times: rep('12:00:00 '),
  spaces: rep(' ') + 'x',
  tabs: rep('\t68'),
  arrows: rep('-->'),
  arrows2: rep('<='),
  cjk: rep('充电桩'),
  cjkhex: rep('68充电桩0d'),
  base64: rep('aA0UAAADEDGQQoAAAwEAo40='),
  base64b: rep('aA0UAAADEDGQQoAAAwEAo40 '),
  words: rep('hello world '),
  newline: rep('\n'),
  cr: rep('\r'),
  x: rep('\\x68\\x0d'),
  zx: rep('0x68,'),
  neg: rep('-104,'),
  page: rep('42 / 44\n'),
  dump: rep('00000000: 680d 1400\n'),
  nul: rep('\0'),
  fw: rep('６８'),
  html: rep('<td>68</td>'),
  json: rep('{"a":"680d"},'),
  esc: rep('\x1b[31m68'),
  uuid: rep('5c1c3f9a-68ab-4e1d-9f00-123456789abc '),
  exploded: rep('68 起始\n0d 长度\n'),
  fields: rep('起始: 68\n长度: 0d\n'),
  ip: rep('10.1.2.3:5 '),
}
test('bench', () => {
  for (const [name, text] of Object.entries(cases)) {
    const t = performance.now()
    const r = readText(text, probeDouble)
    const ms = performance.now() - t
    console.log(
      name.padEnd(12),
      ms.toFixed(0).padStart(6),
      'ms',
      r.frames.length,
      'frames',
      r.skipped.length,
      'skipped',
      r.runs.length,
      'runs',
    )
  }
}, 600000)
