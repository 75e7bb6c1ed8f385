// Texts to try on an empty import desk: one of each kind that people bring. The frames are those of the samples.
import type { Label } from '../../src-shared/bytes/range.ts'

export interface Example {
  id: string
  name: Label
  what: Label
  text: string
  /** The lines that show best what it is, for the button. */
  peek: string
}

/** Two lines of `text` with bytes in them, from the 0-based `first` such line on. */
const peekOf = (text: string, first: number): string =>
  text
    .split('\n')
    .filter((line) => /[0-9a-f]{2}.*[0-9a-f]{2}/i.test(line))
    .slice(first, first + 2)
    .join('\n')

const gatewayLog = `2023-05-01 12:00:00.123 [nioEventLoopGroup-3-1] INFO  c.y.Gateway - 收到报文：680D14000003103190428000030100A38D
2023-05-01 12:00:00.131 [nioEventLoopGroup-3-1] INFO  c.y.Gateway - 下发报文：680D140000041031904280000301001257
2023-05-01 12:00:02.480 [nioEventLoopGroup-3-2] INFO  [10.1.2.3:51234] <== AA F5 0A 00 10 02 50 04 00 54 (10 bytes)
`

const annotated = `3、心跳OK
6.3 充电桩心跳包
c-->s:68（起始标志） 0D（数据长度） 0001（序列号域） 00（加密标志） 03（类型） 55031412782305（桩编码） 01（枪号： 1 号枪） 00（枪状态： 正常） 6890（桢校验域）
c-->s:68             0d             1400             00             03         10319042800003           01                  00                  a38d
6.4 心跳包应答
s-->c:68             0d             1400             00             04         10319042800003           01                  00                  1257

42 / 44
`

const dumps = `[id: 0x5c1c3f9a, L:/10.0.0.2:8767 - R:/10.0.0.9:51234] READ: 17B
         +-------------------------------------------------+
         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |
+--------+-------------------------------------------------+----------------+
|00000000| 68 0d 14 00 00 03 10 31 90 42 80 00 03 01 00 a3 |h......1.B......|
|00000010| 8d                                              |.               |
+--------+-------------------------------------------------+----------------+

00000000: 680d 1400 0004 1031 9042 8000 0301 0012  h......1.B......
00000010: 57                                       W
`

const source = `unsigned char buf[10] = { 0xAA, 0xF5, 0xA, 0, 0x10, 2, 0x50, 4, 0, 0x54 };

byte[] heartbeat = [104, 13, 20, 0, 0, 3, 16, 49, -112, 66, -128, 0, 3, 1, 0, -93, -115]

b'h\\r\\x14\\x00\\x00\\x04\\x101\\x90B\\x80\\x00\\x03\\x01\\x00\\x12W'
`

const damaged = `心跳应答，长度少算了四个字节：
68 09 25 D3 00 04 20 23 12 12 00 00 10 01 00 1D 0B

校验高低字节反了：
68 0d 71 ad 00 05 20 23 12 12 00 00 10 00 00 222B

被日志截断：
[22:00:41.748]收←◆680d140000031031904280

校验和不对：
68 0d 14 00 00 03 10 31 90 42 80 00 03 01 01 a3 8d
`

export const examples: readonly Example[] = [
  {
    id: 'log',
    name: { zh: '网关日志', en: 'Gateway log' },
    what: { zh: '时间、线程名和方向混在一行', en: 'times, threads and directions in one line' },
    text: gatewayLog,
    peek: peekOf(gatewayLog, 0),
  },
  {
    id: 'annotated',
    name: { zh: '带注释的样例', en: 'Annotated example' },
    what: { zh: '字段名夹在字节之间', en: 'field names between the bytes' },
    text: annotated,
    peek: peekOf(annotated, 0),
  },
  {
    id: 'dump',
    name: { zh: '十六进制转储', en: 'Hex dumps' },
    what: { zh: 'Netty、xxd 等工具的输出', en: 'as Netty, xxd and others print them' },
    text: dumps,
    peek: peekOf(dumps, 1),
  },
  {
    id: 'source',
    name: { zh: '代码里的数组', en: 'Arrays in code' },
    what: { zh: 'C、Java、Python 的写法', en: 'as C, Java and Python write them' },
    text: source,
    peek: peekOf(source, 0),
  },
  {
    id: 'damaged',
    name: { zh: '有问题的帧', en: 'Damaged frames' },
    what: { zh: '长度错、反序、截断、校验错', en: 'bad length, swapped, cut short, bad checksum' },
    text: damaged,
    peek: peekOf(damaged, 0),
  },
]
