// Other traffic in a log, read with the bundled definitions.
import { describe, expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { readText } from './read-text.ts'
import { bundledDetector } from '../../protocol/testing/bundled-detector.ts'
import { low } from './testing/printed-logs.ts'

describe('other traffic in a log is no frame', () => {
  test.each([
    [
      'Modbus RTU',
      `Tx: 01 03 00 68 00 0D 84 13\nRx: 01 03 1A 00 68 00 68 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 9B 4C`,
    ],
    [
      'IEC 104',
      `68 04 07 00 00 00\n68 04 0B 00 00 00\n68 0E 00 00 00 00 64 01 06 00 01 00 00 00 00 14\n68 04 43 00 00 00 68 04 83 00 00 00`,
    ],
    ['DL/T 645', `FE FE FE FE 68 AA AA AA AA AA AA 68 13 00 DF 16\n68 12 34 56 78 90 12 68 11 04 33 33 34 33 B1 16`],
    ['TLS', `16 03 01 00 75 72 00 68 03 03 aa f5 ${low('5c'.repeat(28))}`],
    ['AT commands', `AT+CSQ\r\n+CSQ: 28,99\r\nOK\r\nAT+CIPSEND=68\r\n>`],
    [
      'stack trace',
      `java.lang.NullPointerException\n\tat com.ev.gw.PileHandler.channelRead(PileHandler.java:68)\n\tat io.netty.channel.AbstractChannelHandlerContext.invokeChannelRead(AbstractChannelHandlerContext.java:379)\n... 68 common frames omitted`,
    ],
    [
      'JWT and hashes',
      `token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI2ODBkIn0.aPUoAAoAEAJQBABUaA sha256=680d14000003103190428000030100a38caaf50a00100250040055757200001234`,
    ],
    ['bank cards and phones', `卡号 6822 0300 1234 5678 901 手机 13812345678 订单 3201060001923602240517083412073168`],
    ['coordinates and prices', `经度 116.680212 纬度 39.756872 电价 0.68,0.72,0.75,0.72 服务费 0.4 0.4 0.4`],
  ])('%s', (_name, text) => {
    const { frames } = readText(text, bundledDetector)
    expect(frames.map((frame) => `${formatHex(frame.bytes)} missing ${frame.missing}`)).toEqual([])
  })
})
