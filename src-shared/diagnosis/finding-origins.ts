// Where damage of a kind usually comes from, in one sentence: for who has to find its source.
import type { Label } from '../bytes/range.ts'

const origins: Record<string, Label> = {
  crc_swapped: {
    zh: '发送方按高字节在前写校验，规范是低字节在前（或相反）；多为同一厂家、同一方向的每一帧。',
    en: 'The sender writes the checksum high byte first where the specification wants low first, or the reverse; mostly in every frame of one maker or direction.',
  },
  checksum_bad: {
    zh: '手工改过内容没有重算校验、线路干扰，或算法与覆盖范围不合规范。',
    en: 'An edit by hand without a new checksum, noise on the line, or an algorithm or coverage beside the specification.',
  },
  length_wrong: {
    zh: '组帧时长度写死或少算了字段；改了内容没有改长度。',
    en: 'A length that is fixed in the code or leaves fields out; an edit that did not change it.',
  },
  length_counts_body: {
    zh: '发送方只数了消息体，没有数序列号、加密标志和帧类型等帧头字段。',
    en: 'The sender counts the body only and leaves out the fields of the header that the length covers.',
  },
  bytes_extra: {
    zh: '日志拼接或手工编辑时多插了字节，或发送缓冲区没有清空。',
    en: 'A log pasted together, an edit by hand, or a send buffer that was not cleared.',
  },
  bytes_missing: {
    zh: '日志把零字节当作字符串结尾，串口流控吞掉字符，或复制时漏选。',
    en: 'A log that takes zero bytes for the end of a text, flow control that swallows bytes, or a copy that missed some.',
  },
  bit_flip: {
    zh: '线路干扰、接触不良或存储位错误。',
    en: 'Noise on the line, a bad contact or a memory fault.',
  },
  byte_changed: {
    zh: '手工改过一个字节而没有重算校验，或传输出错。',
    en: 'One byte edited by hand without a new checksum, or damage on the way.',
  },
  byte_order: {
    zh: '程序按本机字节序直接写入，没有按规范转换。',
    en: "The program writes its machine's byte order in place of the specification's.",
  },
  glued: {
    zh: 'TCP 粘包、半包没有按长度域切分，或日志把几帧写在一行。',
    en: 'A TCP stream that was not cut by the length field, or a log that writes several frames in a line.',
  },
  truncated: {
    zh: '日志限长、接收超时就当一帧处理，或复制不全。',
    en: 'A log that limits its lines, a receiver that takes a timeout for the end, or an incomplete copy.',
  },
  type_wrong: {
    zh: '复制组帧代码时忘了改类型字节，或应答用错了类型。',
    en: 'Code copied from another message with its type left as it was, or a reply with the wrong type.',
  },
  hex_of_hex: {
    zh: '把十六进制文本当字节发送，或转了两次。',
    en: 'Hex text that was sent as bytes, or turned into hex twice.',
  },
  base64: { zh: '中间件或日志以 Base64 保存了报文。', en: 'Middleware or a log keeps frames as Base64.' },
  text_mode: {
    zh: '接收或记录时把字节转成了字符串，或以文本方式打开文件。',
    en: 'Bytes turned into a string when received or logged, or a file opened in text mode.',
  },
  year_1900: {
    zh: 'C 语言 tm_year 直接写入，没有减 100。',
    en: "C's tm_year written as it is, without taking 100 away.",
  },
  no_response: {
    zh: '平台没有处理这种报文、应答发到了别的连接，或链路在应答前断开。',
    en: 'The other side does not handle this message, answers on another connection, or the link broke before the answer.',
  },
  response_late: {
    zh: '对方处理慢、排队，或链路拥塞重传。',
    en: 'The other side is slow or queues its work, or the link is congested and retransmits.',
  },
  spec_example: {
    zh: '从规范文档里复制的示例。',
    en: 'An example copied from the specification.',
  },
  foreign_protocol: {
    zh: '端口或协议配错，或几种协议混在一份日志里。',
    en: 'A wrong port or protocol, or a log that mixes several protocols.',
  },
}

/** The usual origin of a code, or null. */
export function usualOrigin(code: string): Label | null {
  return origins[code] ?? null
}
