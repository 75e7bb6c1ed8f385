// Which way a frame went, from the words and arrows around it. Whoever wrote the log knows "received" and "sent"; up and
// down follow only where the text names the pile or the platform.

import type { Direction } from '../../bytes/range.ts'
import type { TextSpan } from './text-result.ts'

export interface DirectionFound extends TextSpan {
  direction: Direction
  observed: 'received' | 'sent' | null
  /** The arrow between the two sides is not well formed. */
  mistyped: boolean
}

const pileWords = String.raw`充电桩|桩端|桩|充电终端|终端|设备端|设备|下位机|客户端|\bcharg(?:er|e ?point|ing ?pile)\b|\bpile\b|\bevse\b|\bclient\b|\bdevice\b|\bterminal\b`
const platformWords = String.raw`运营平台|管理平台|平台|服务器|服务端|主站|后台|云端|上位机|\bserver\b|\bplatform\b|\bcsms\b|\bbackend\b|\bmaster\b|\bcloud\b`
const arrowSigns = String.raw`[-=~_]{0,8} ?[<>→←⇒⇐➜➔»«]{1,3}[-=~_]{0,8}|[-=~]{2,8}`

/** Also as the last part of a topic: `pile/17/up`. */
const explicit =
  /上下行|上行|下行|\bup-?(?:link|stream)\b|\bdown-?(?:link|stream)\b|↑|↓|(?<=\w\/)(?:up|down)(?=["'\s/,]|$)/gi
const sides = new RegExp(
  String.raw`(${pileWords}|\b\d{8,20}|\b[cp](?=\W)|${platformWords}|\bs(?=\W)) ?(${arrowSigns}|到|至|发往|\bto\b) ?(?:(${pileWords}|\d{8,20}|[cp](?![A-Za-z0-9]))|(${platformWords}|s(?![A-Za-z0-9])))([-=>]{0,4})`,
  'i',
)
const shortSides = /\b(?:(c2s|p2s)|(s2c|s2p))\b/i
const roleAtWork = new RegExp(
  String.raw`(?:(${pileWords})|(${platformWords}))([^,，。;；、(（\n]{0,8}?)(?:(上报|上传|上送|下发|下达|应答|回复|响应|发送|发出|请求|申请|设置|查询|签到|\b(?:sends?|sent|reports?|uploads?|requests?|repl(?:y|ies)|responds?|respon[sc]e|ack)\b)|(收到|接收|\b(?:receive[sd]?|got)\b))(应答|回复|响应)?`,
  'i',
)
const toRole = new RegExp(
  String.raw`(?:(收到|接收到?|来自|\b(?:received? from|from|recv from)\b)|(发送给|发送至|发送到|发往|发给|下发给|\b(?:sen[dt] to|to)\b)) ?(?:(${pileWords})|(${platformWords}))`,
  'i',
)
const upWord = /上报|上传(?!失败)|上送/
const downWord = /下发|下达/
const received =
  /收到|接收|(?<![\u4e00-\u9fff])收(?![\u4e00-\u9fff])|\b(?:recv|recv'?d|rcvd?|receiv(?:e|ed|ing)|rx|incoming|inbound|onmessage|channelread)\b|\bREAD\b|\bread(?=[:(])/gi
const sent =
  /发送|发出|(?<!收到|接收)回复|(?<![\u4e00-\u9fff])发(?![\u4e00-\u9fff])|\b(?:send|sent|sending|tx|transmit(?:ted)?|outgoing|outbound)\b|\bWRITE\b|\bwrite(?=[:(])/gi
const arrows = /<[-=]+(?!>)|<{2,3}|(?<!<)[-=]+>|>{2,3}|←|⇐|→|⇒/g
const fieldEdges = /[\s,;|"'[\](){}:=#*\\]/

const words = new Map<string, Pick<DirectionFound, 'direction' | 'observed'>>([
  ['up', { direction: 'up', observed: null }],
  ['down', { direction: 'down', observed: null }],
  ['dn', { direction: 'down', observed: null }],
  ['in', { direction: 'unknown', observed: 'received' }],
  ['out', { direction: 'unknown', observed: 'sent' }],
  ['r', { direction: 'unknown', observed: 'received' }],
  ['s', { direction: 'unknown', observed: 'sent' }],
  ['t', { direction: 'unknown', observed: 'sent' }],
])
/** The name of a column or member whose value a direction is. */
const directionKey = /(?:\b(?:dir(?:ect(?:ion)?)?|flow|way)|方向)["']? ?[:=：] ?["']?$/i
const maximum = 600

/**
 * Reads the text around a frame's bytes: `before` up to the first of them, `after` behind the last (standing alone in a
 * column there, as in JSON and CSV). Positions are those of `before`; of `after` when `start` is at least its length.
 */
export function findDirection(before: string, after: string): DirectionFound | null {
  const cut = Math.max(0, before.length - maximum)
  const text = before.slice(cut)
  const found = named(text) ?? loneWord(text, true) ?? asObserved(text)
  if (found) return { ...found, start: found.start + cut, end: found.end + cut }
  const behind = after.slice(0, maximum)
  const late = /上行|下行/.exec(behind)
  const trailing = late ? at(late.index, 2, late[0] === '上行' ? 'up' : 'down') : loneWord(behind, false)
  return trailing && { ...trailing, start: trailing.start + before.length, end: trailing.end + before.length }
}

/** The text names up or down, or the two sides. */
function named(text: string): DirectionFound | null {
  explicit.lastIndex = 0
  for (let m = explicit.exec(text); m; m = explicit.exec(text)) {
    if (m[0] === '上下行') continue
    const up = m[0] === '上行' || m[0] === '↑' || /^up/i.test(m[0])
    return at(m.index, m[0].length, up ? 'up' : 'down')
  }
  return betweenSides(text) ?? byRole(text)
}

function betweenSides(text: string): DirectionFound | null {
  const short = shortSides.exec(text)
  if (short) return at(short.index, short[0].length, short[1] ? 'up' : 'down')
  const m = sides.exec(text)
  if (!m) return null
  const fromPile = isPile(m[1]!)
  if (fromPile === (m[3] !== undefined)) return null
  const arrow = m[2]!
  const backward = /[<←⇐«]/.test(arrow) && !/[>→⇒»]/.test(arrow)
  const wellFormed = /^(?:-+>|=+>|>+|→|⇒|➜|➔|»|<-+|<=+|<+|←|⇐|«|到|至|发往|to)$/i.test(arrow.trim()) && m[5] === ''
  return { ...at(m.index, m[0].length, fromPile !== backward ? 'up' : 'down'), mistyped: !wellFormed }
}

function isPile(word: string): boolean {
  return /^(?:[cp]\b|\d|充|桩|终|设|下|客|charg|pile|evse|client|device|terminal)/i.test(word)
}

/** "充电桩上报…", "platform response": who acts. "收到桩…", "sent to pile": who is acted on. */
function byRole(text: string): DirectionFound | null {
  const m = roleAtWork.exec(text)
  const object = toRole.exec(text)
  if (object && (!m || object.index <= m.index)) {
    const fromPile = (object[1] !== undefined) === (object[3] !== undefined)
    const observed = object[1] !== undefined ? 'received' : 'sent'
    return { ...at(object.index, object[0].length, fromPile ? 'up' : 'down'), observed }
  }
  if (m) {
    // "充电桩…请求应答" is the other side's answer to the pile's request, or not: no evidence.
    if (m[6] !== undefined && m[4] !== undefined) return null
    const byPile = (m[1] !== undefined) === (m[4] !== undefined)
    return at(m.index, m[0].length, byPile ? 'up' : 'down')
  }
  const up = upWord.exec(text)
  if (up) return at(up.index, up[0].length, 'up')
  const down = downWord.exec(text)
  return down && at(down.index, down[0].length, 'down')
}

/** "up", "rx", "IN" … alone in a column; or, with `last`, as the word right before the bytes. */
function loneWord(text: string, last: boolean): DirectionFound | null {
  const pattern = /[A-Za-z]+/g
  for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
    const meaning = words.get(m[0].toLowerCase())
    if (!meaning) continue
    const end = m.index + m[0].length
    if (!fieldEdges.test(text[m.index - 1] ?? ' ') || !fieldEdges.test(text[end] ?? ' ')) continue
    const alone = edge(text, m.index - 1, -1) && edge(text, end, 1)
    const beforeBytes = last && /^[\s:>"'[\](){}=|,-]*$/.test(text.slice(end)) && m[0].length > 1
    const isKeyed = directionKey.test(text.slice(Math.max(0, m.index - 16), m.index))
    if (alone || beforeBytes || isKeyed) return { ...meaning, start: m.index, end, mistyped: false }
  }
  return null
}

/** The next character that is no blank, going by `step`, ends a column. */
function edge(text: string, from: number, step: number): boolean {
  let i = from
  while (text[i] === ' ') i += step
  return text[i] === undefined || /[,;|"'[\](){}=\t:\\]/.test(text[i]!)
}

/** "received" and "sent" in words, then in arrows; the one nearest to the bytes. */
function asObserved(text: string): DirectionFound | null {
  const wordIn = lastMatch(received, text)
  const wordOut = lastMatch(sent, text)
  const word = !wordOut || (wordIn && wordIn.index > wordOut.index) ? wordIn : wordOut
  if (word) {
    const observed = word === wordIn ? 'received' : 'sent'
    return { ...at(word.index, word[0].length, 'unknown'), observed }
  }
  const arrow = lastMatch(arrows, text) ?? /^\s*[<>](?=\s*$|\s+\d{4}[-/])/.exec(text)
  if (!arrow) return null
  const observed = /[<←⇐]/.test(arrow[0]) ? 'received' : 'sent'
  return { ...at(arrow.index, arrow[0].length, 'unknown'), observed }
}

function lastMatch(pattern: RegExp, text: string): RegExpExecArray | null {
  pattern.lastIndex = 0
  let last: RegExpExecArray | null = null
  for (let m = pattern.exec(text); m; m = pattern.exec(text)) last = m
  return last
}

function at(start: number, length: number, direction: Direction): DirectionFound {
  return { start, end: start + length, direction, observed: null, mistyped: false }
}
