// Times as logs write them. On the data path: tokens.ts asks here at every number that may begin one, so that no digit of a
// date becomes a byte.

import { isDigit } from './characters.ts'

/** `time` is null for a date without a time of day: known not to be bytes, but no time either. */
export interface TimeFound {
  end: number
  time: string | null
}

const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,:](\d{1,9}))?)?`
const zone = String.raw`(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})(?![0-9A-Za-z]))?`
const dateFirst = new RegExp(
  String.raw`(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T _,:]{0,3}${clock}(?!\d)${zone}|(?!\d))`,
  'y',
)
const chinese =
  /(\d{4})年 ?(\d{1,2})月 ?(\d{1,2})[日号]?(?: ?(上午|下午|凌晨|早上|中午|晚上)? ?(\d{1,2})[:时点](\d{1,2})(?:[:分](?:(\d{1,2})(?:[.,:](\d{1,9}))?秒?)?)?)?/y
const chineseClock = /(\d{1,2})[时点](\d{1,2})分(?:(\d{1,2})(?:[.,](\d{1,9}))?秒)?/y
const compact =
  /(\d{4})(\d{2})(\d{2})(?:[T_]| (?=\d\d:\d\d:))(\d{2}):?(\d{2}):?(\d{2})(?:[.,](\d{1,9}))?(Z)?(?![0-9A-Za-z])/y
const packed = /(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})?(?![0-9A-Za-z])/y
const monthDay = new RegExp(String.raw`(\d{1,2})[-/](\d{1,2})[ T]{1,2}${clock}(?!\d)`, 'y')
const dayMonthYear = new RegExp(
  String.raw`(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[ ,T]{1,2}${clock}(?!\d)(?: ?([AP]M))?`,
  'y',
)
const webServer = new RegExp(String.raw`(\d{1,2})[/ -]([A-Z][a-z]{2})[/ -](\d{4})[: ]${clock}(?!\d)${zone}`, 'y')
const clockOnly = /(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9})|:(\d{3}))?(?!\d|:\d)(?: ?([AP]M))?/y
const unixTime = /(1\d{9})(?:(\d{3})|(\d{6})|(\d{9})|[.,](\d{1,9}))?(?![0-9A-Za-z])/y
const timeKey = /(?:time|times?tamp|date|epoch|ts|时间)["']? ?[:=]? ?["'[(]?$/i
const monthName = /^[A-Z][a-z]{2}$/
const months = 'JanFebMarAprMayJunJulAugSepOctNovDec'

function execute(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** The time that begins at `at`, where a number begins, or null. Looks at a bounded number of characters. */
export function timeAt(text: string, at: number): TimeFound | null {
  let end = at
  while (end < at + 20 && isDigit(text.charCodeAt(end))) end++
  const digits = end - at
  const next = text[end] ?? ''
  if (digits === 4 && (next === '-' || next === '/' || next === '.')) return readDateFirst(text, at)
  if (digits === 4 && next === '年') return readChinese(text, at)
  if (digits === 8) return readCompact(text, at)
  if (digits <= 2) {
    if (next === ':') return readClock(text, at)
    if (next === '-' || next === '/' || next === '.') return readShortDate(text, at)
    if (next === ' ' && monthName.test(text.slice(end + 1, end + 4))) return readShortDate(text, at)
    if (next === '时' || next === '点') return readChineseClock(text, at)
    return null
  }
  if (digits === 10 || digits === 13 || digits === 16 || digits === 19) return readUnixTime(text, at)
  if (digits === 14 || digits === 17) return readPacked(text, at)
  return null
}

function readDateFirst(text: string, at: number): TimeFound | null {
  const m = execute(dateFirst, text, at)
  if (!m || !isDate(m[1]!, m[3]!, m[4]!)) return null
  if (m[5] === undefined || !isClock(m[5], m[6]!, m[7]))
    return { end: m[5] === undefined ? at + m[0].length : dateEnd(text, at), time: null }
  const date = `${m[1]}-${two(m[3]!)}-${two(m[4]!)}`
  return { end: at + m[0].length, time: inZone(date, m[5], m[6]!, m[7], m[8], m[9]) }
}

function dateEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && /[-\d/.]/.test(text[end]!)) end++
  return end
}

function readChinese(text: string, at: number): TimeFound | null {
  const m = execute(chinese, text, at)
  if (!m || !isDate(m[1]!, m[2]!, m[3]!)) return null
  const end = at + m[0].length
  if (m[5] === undefined) return { end, time: null }
  const afternoon = (m[4] === '下午' || m[4] === '晚上') && Number(m[5]) < 12
  const hour = afternoon ? String(Number(m[5]) + 12) : m[5]
  if (!isClock(hour, m[6]!, m[7])) return null
  return { end, time: `${m[1]}-${two(m[2]!)}-${two(m[3]!)}T${clockText(hour, m[6]!, m[7], m[8])}` }
}

function readChineseClock(text: string, at: number): TimeFound | null {
  const m = execute(chineseClock, text, at)
  if (!m || !isClock(m[1]!, m[2]!, m[3])) return null
  return { end: at + m[0].length, time: clockText(m[1]!, m[2]!, m[3], m[4]) }
}

function readCompact(text: string, at: number): TimeFound | null {
  const m = execute(compact, text, at)
  if (!m || !isDate(m[1]!, m[2]!, m[3]!) || !isClock(m[4]!, m[5]!, m[6])) return null
  return { end: at + m[0].length, time: inZone(`${m[1]}-${m[2]}-${m[3]}`, m[4]!, m[5]!, m[6], m[7], m[8]) }
}

/** 14 digits are as likely a pile's number: only at the start of a line, or where a key says that it is a time. */
function readPacked(text: string, at: number): TimeFound | null {
  const m = execute(packed, text, at)
  if (!m || !isDate(m[1]!, m[2]!, m[3]!) || !isClock(m[4]!, m[5]!, m[6])) return null
  const startsLine = at < 2 && /[ \t\],|]/.test(text[at + m[0].length] ?? '')
  if (!startsLine && !hasTimeKey(text, at)) return null
  return { end: at + m[0].length, time: `${m[1]}-${m[2]}-${m[3]}T${clockText(m[4]!, m[5]!, m[6], m[7])}` }
}

function readShortDate(text: string, at: number): TimeFound | null {
  const us = execute(dayMonthYear, text, at)
  if (us) {
    // Month first where both are possible and AM or PM stands behind; day first otherwise.
    const monthFirst = us[8] !== undefined ? Number(us[1]) <= 12 : Number(us[2]) > 12
    const [month, day] = monthFirst ? [us[1]!, us[2]!] : [us[2]!, us[1]!]
    const hour = twelveHour(us[4]!, us[8])
    if (!isDate(us[3]!, month, day) || !isClock(hour, us[5]!, us[6])) return null
    return {
      end: at + us[0].length,
      time: `${us[3]}-${two(month)}-${two(day)}T${clockText(hour, us[5]!, us[6], us[7])}`,
    }
  }
  const web = execute(webServer, text, at)
  if (web) {
    const month = months.indexOf(web[2]!) / 3 + 1
    if (!Number.isInteger(month) || !isDate(web[3]!, String(month), web[1]!) || !isClock(web[4]!, web[5]!, web[6]))
      return null
    const date = `${web[3]}-${two(String(month))}-${two(web[1]!)}`
    return { end: at + web[0].length, time: inZone(date, web[4]!, web[5]!, web[6], web[7], web[8]) }
  }
  const short = execute(monthDay, text, at)
  if (!short || !isDate('2000', short[1]!, short[2]!) || !isClock(short[3]!, short[4]!, short[5])) return null
  return { end: at + short[0].length, time: clockText(short[3]!, short[4]!, short[5], short[6]) }
}

function readClock(text: string, at: number): TimeFound | null {
  // In colon-separated bytes a colon stands on both sides.
  if (text[at - 1] === ':' || text[at - 1] === '-') return null
  const m = execute(clockOnly, text, at)
  if (!m) return null
  const hour = twelveHour(m[1]!, m[6])
  if (!isClock(hour, m[2]!, m[3])) return null
  return { end: at + m[0].length, time: clockText(hour, m[2]!, m[3], m[4] ?? m[5]) }
}

function readUnixTime(text: string, at: number): TimeFound | null {
  const m = execute(unixTime, text, at)
  if (!m) return null
  const startsLine = at < 2 && /[ \t\],|)]/.test(text[at + m[0].length] ?? '')
  // With a decimal fraction, in a column of its own: tshark's fields.
  const isColumn =
    m[5] !== undefined && /[\t ,|]/.test(text[at - 1] ?? '') && /[\t ,|]/.test(text[at + m[0].length] ?? '')
  if (!startsLine && !isColumn && !hasTimeKey(text, at)) return null
  const fraction = m[2] ?? m[3] ?? m[4] ?? m[5]
  const seconds = new Date(Number(m[1]) * 1000).toISOString().slice(0, 19)
  return { end: at + m[0].length, time: `${seconds}${fractionText(fraction)}Z` }
}

function hasTimeKey(text: string, at: number): boolean {
  return timeKey.test(text.slice(Math.max(0, at - 24), at))
}

function isDate(year: string, month: string, day: string): boolean {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  return y >= 1970 && y < 2107 && m >= 1 && m <= 12 && d >= 1 && d <= 31
}

function isClock(hour: string, minute: string, second: string | undefined): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second ?? 0) < 60
}

function twelveHour(hour: string, half: string | undefined): string {
  if (half === undefined) return hour
  return String((Number(hour) % 12) + (half === 'PM' ? 12 : 0))
}

const two = (number: string) => number.padStart(2, '0')

function fractionText(fraction: string | undefined): string {
  return fraction === undefined ? '' : `.${fraction.padEnd(3, '0')}`
}

function clockText(hour: string, minute: string, second: string | undefined, fraction: string | undefined): string {
  return `${two(hour)}:${two(minute)}:${two(second ?? '00')}${fractionText(fraction)}`
}

/** A local time as written, or one in UTC when a zone is given. */
function inZone(
  date: string,
  hour: string,
  minute: string,
  second: string | undefined,
  fraction: string | undefined,
  zoneText: string | undefined,
): string {
  if (zoneText === undefined) return `${date}T${clockText(hour, minute, second, fraction)}`
  const sign = zoneText.startsWith('-') ? -1 : 1
  const digits = zoneText.replace(/\D/g, '').padEnd(4, '0')
  const offset = sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4)))
  const [y, m, d] = date.split('-').map(Number) as [number, number, number]
  const millis = Date.UTC(y, m - 1, d, Number(hour), Number(minute) - offset, Number(second ?? 0))
  return `${new Date(millis).toISOString().slice(0, 19)}${fractionText(fraction)}Z`
}
