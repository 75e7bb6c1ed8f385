// Display filters and the frames that they select: filters of one group say the same in other words. `is` says it a second
// time, of the JSON that the command line prints, so that a wrong number in the table is noticed. Tests only.
import { allFields, type FieldJson, type FrameJson } from './run-cli.ts'

export interface FilterGroup {
  /** A file below samples/. */
  sample: string
  /** Numbers of the frames that every filter of the group selects. */
  frames: readonly number[]
  is: (frame: FrameJson) => boolean
  filters: readonly string[]
}

const log = 'ykc/ykc-field-test-log.txt'
const simulated = 'ykc/ykc-1.5-simulated.md'
const lvneng = 'aaf5/lvneng-dc-3.4-simulated.md'
const session = 'gw376-68/gbframe-68-session-log.txt'
const appendix = 'ur-7572/7572-spec-appendix.txt'

/** Values of the fields that end in `.name`. */
const values = (frame: FrameJson, name: string): FieldJson['value'][] =>
  fieldsOf(frame, name).map((field) => field.value)
const fieldsOf = (frame: FrameJson, name: string): FieldJson[] =>
  allFields(frame.fields).filter((field) => field.name.endsWith(`.${name}`))
const has = (frame: FrameJson, name: string): boolean => fieldsOf(frame, name).length > 0
const length = (frame: FrameJson): number => frame.hex.length / 2
const type = (frame: FrameJson): number => Number(frame.message?.type)
const codes = (frame: FrameJson): string[] => frame.expert.map(({ code }) => code)
const all = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

// prettier-ignore
export const filterGroups: readonly FilterGroup[] = [
  // Existence
  { sample: log, frames: all(33), is: (f) => f.protocol === 'ykc',
    filters: ['ykc', 'protocol == "ykc"', 'frame', 'frame.len', 'frame.number > 0', 'not aaf5', '!(protocol == "aaf5")', 'ykc.seq', 'ykc.seq >= 0'] },
  { sample: log, frames: [], is: (f) => f.protocol === 'aaf5',
    filters: ['aaf5', 'gw376', 'ur', 'protocol == "ur-7572"', 'not ykc', 'tcp.port', 'ip.addr', 'frame.time', 'ur.terminal_no'] },
  { sample: log, frames: [27, 28, 29], is: (f) => has(f, 'soc'),
    filters: ['ykc.soc', 'soc', 'ykc.soc != 1', 'ykc.soc !== 1', 'ykc.soc == 0', 'ykc.soc === 0', 'any ykc.soc == 0', 'all ykc.soc == 0', 'soc < 1', 'soc lt 1', '0 == ykc.soc', 'ykc.soc in {0}', 'count(ykc.soc) == 1'] },
  { sample: log, frames: all(33).filter((n) => n < 27 || n > 29), is: (f) => !has(f, 'soc'),
    filters: ['not ykc.soc', '!soc', 'not soc == 0', '!(ykc.soc == 0)', 'count(ykc.soc) == 0', 'not any soc >= 0'] },

  // Types of messages, in every spelling of a number
  { sample: log, frames: [9, 10], is: (f) => type(f) === 3,
    filters: ['message.type == 0x03', 'message.type == 3', 'message.type eq 3', 'message.id == "heartbeat"', 'message.name == "充电桩心跳包"', 'message.name matches "^充电桩心跳包$"', '0x03 == message.type', 'message.type in {3}', 'message.type in {0x03..0x03}', 'message.id ~ "^heartbeat$"', 'ykc.gun_status', 'upper(message.id) == "HEARTBEAT"', 'message.id[0:9] == "heartbeat" and len(message.id) == 9'] },
  { sample: log, frames: [9, 10, 11, 12], is: (f) => /heartbeat/.test(f.message!.id),
    filters: ['message.type in {3, 4}', 'message.type in {0x03..0x04}', 'message.type >= 3 and message.type <= 4', '3 <= message.type <= 4', 'message.id contains "heartbeat"', 'message.name contains "心跳"', 'message.name matches "心跳"', 'message.name ~ "heart"', 'message.type == 3 or message.type == 4', 'message.type == 3 || message.type == 4', 'message.id matches "HEARTBEAT"'] },
  { sample: log, frames: [], is: () => false,
    filters: ['message.id matches "(?-i)HEARTBEAT"', 'message.name == "充电桩"', 'message.type == 3 and message.type == 4', 'message.type == 3 && message.type == 4', 'frame.len > 1000', 'ykc.soc > 100', 'gun_no == "1"', 'message.name contains "\\x01"'] },
  { sample: simulated, frames: [10, 13, 17], is: (f) => [0x13, 0x3b, 0x25].includes(type(f)),
    filters: ['message.type in {0x13, 0x25, 0x3B}', 'message.type == 0x13 or message.type == 0x25 or message.type == 59', 'message.type in {19, 37, 59..59}', 'not message.type in {0x01..0x12, 0x14..0x24, 0x26..0x3A, 0x3C..0xFF}'] },

  // Length; a number that begins with 0 is octal
  { sample: log, frames: [9, 10, 11, 12, 21, 22], is: (f) => length(f) === 17,
    filters: ['frame.len == 17', 'frame.len == 0x11', 'frame.len == 021', 'frame.len == 0b10001', 'len(frame) == 17', 'frame.len >= 17 and frame.len < 18', '{frame.len + 1} == 18', '{frame.len * 2} == 34', '{frame.len - 10} == 7', '{2 + frame.len} == 19', '17 == frame.len', 'ykc.length == 13', '{ykc.length + 4} == frame.len && frame.len == 17'] },
  { sample: log, frames: [17, 18], is: (f) => length(f) === 15,
    filters: ['frame.len == 15', 'frame.len < 16', 'frame.len lt 16', 'frame.len <= 15', 'frame.len le 017', '16 > frame.len', 'frame.len in {1..15}', 'not frame.len > 15', '!(frame.len ge 16)'] },
  { sample: log, frames: [13, 14, 19, 20, 25, 26, 27, 28, 29, 30, 31, 32, 33], is: (f) => length(f) > 22,
    filters: ['frame.len > 22', 'frame.len gt 22', 'frame.len >= 23', 'frame.len ge 23', '22 < frame.len', 'frame.len in {23..4294967295}', '23 le frame.len'] },
  { sample: log, frames: [9, 10, 11, 12, 17, 18, 21, 22, 33], is: (f) => length(f) % 2 === 1,
    filters: ['frame.len & 1', '{frame.len % 2} == 1', '{frame.len & 1} == 1', 'frame.len % 2', 'not {frame.len % 2} == 0'] },

  // Checksum, length, findings
  { sample: log, frames: [1, 3, 9, 21, 23, 27, 30], is: (f) => f.checksum!.status === 'bad',
    filters: ['checksum.status == "bad"', 'frame.bad', 'expert.code == "checksum_bad"', 'checksum.status in {"bad"}', 'frame.bad == true', 'frame.bad == 1', 'not frame.bad == false', 'expert.severity == "error"', 'any expert.code == "checksum_bad"'] },
  { sample: log, frames: [7, 13, 17], is: (f) => f.checksum!.status === 'swapped',
    filters: ['checksum.status == "swapped"', 'expert.code == "crc_swapped"', 'checksum.status matches "^swap"', 'checksum.status contains "wap"', 'not (checksum.status == "good" or frame.bad)'] },
  { sample: log, frames: all(33).filter((n) => ![1, 3, 7, 9, 13, 17, 21, 23, 27, 30].includes(n)), is: (f) => f.checksum!.status === 'good',
    filters: ['checksum.status == "good"', 'checksum.status != "bad" and checksum.status != "swapped"', 'not checksum.status in {"bad", "swapped"}', '!(checksum.status == "bad" || checksum.status == "swapped")'] },
  { sample: simulated, frames: [5, 9], is: (f) => f.length!.status === 'bad',
    filters: ['length.status == "bad"', 'expert.code == "length_counts_body"', 'not length.status == "good"', 'length.status != "good"', 'length.status == "bad" and checksum.status == "good"', '{ykc.length + 4} != frame.len'] },
  { sample: log, frames: [8, 31], is: (f) => codes(f).includes('year_1900'),
    filters: ['expert.code == "year_1900"', 'expert.code contains "1900"', 'expert.code matches "year_\\\\d+"', 'any expert.code == "year_1900" and not frame.bad'] },
  { sample: simulated, frames: [17, 18], is: (f) => codes(f).includes('type_wrong'),
    filters: ['expert.code == "type_wrong"', 'expert.code in {"type_wrong", "no_such_code"}', 'expert.code == "type_wrong" and expert.severity == "error"'] },

  // Direction and protocol
  { sample: lvneng, frames: [2, 3, 5, 7, 9, 10, 12, 14], is: (f) => f.direction === 'down',
    filters: ['direction == "down"', 'direction != "up"', 'not direction == "up"', 'direction in {"down"}', 'direction contains "ow"'] },
  { sample: lvneng, frames: [8, 9], is: (f) => type(f) === 101 || type(f) === 102,
    filters: ['message.type in {101, 102}', 'message.type in {101..102}', 'aaf5.cmd == 101 or aaf5.cmd == 102', 'message.id contains "heartbeat"', 'message.name contains "心跳"', 'frame[6:2] == 65:00 or frame[6:2] == 66:00', 'frame[6-7] in {65:00, 66:00}', 'aaf5.cmd >= 101 && aaf5.cmd <= 102'] },
  { sample: lvneng, frames: all(15), is: (f) => f.dialect === 'lvneng',
    filters: ['dialect == "lvneng"', 'aaf5', 'protocol == "aaf5"', 'frame[0:2] == aa:f5', 'frame[0:2] == aaf5', 'frame[0:2] == AA-F5', 'frame[0:2] == aa.f5', 'frame contains aa:f5', 'frame[0] == 0xaa', 'frame[1] == f5', 'not ykc'] },
  { sample: session, frames: [2, 4, 6, 9, 10, 12, 14, 16, 18, 20, 22], is: (f) => f.duplicate_of !== undefined,
    filters: ['frame.duplicate', 'frame.duplicate == true', 'not frame.duplicate == false', 'not not frame.duplicate'] },
  { sample: session, frames: [23], is: (f) => f.checksum!.status === 'bad',
    filters: ['frame.bad', 'frame.len == 46', 'message.id == "upgrade_cmd"', 'gw376 and frame.bad', 'frame.number == 23', 'frame.number >= 23', 'frame.number in {23}', 'frame.number > 22'] },
  { sample: session, frames: [17, 18], is: (f) => f.message!.id === 'charge_data_report',
    filters: ['message.id == "charge_data_report"', 'message.name contains "充电数据"', 'gw376.gun_status == 2', 'gw376.gun_status', 'frame.len == 50'] },
  { sample: appendix, frames: [12], is: (f) => values(f, 'gun_no').includes(1),
    filters: ['ur.gun_no == 1', 'gun_no == 1', 'ur.gun_no == 0x1', 'ur.gun_no > 0', 'ur.gun_no != 0', 'ur.gun_no in {1..9}', '{ur.gun_no + 1} == 2'] },
  { sample: appendix, frames: [12, 13, 14], is: (f) => /realtime/.test(f.message!.id),
    filters: ['message.id contains "realtime"', 'ur.cmd == "09"', 'ur.cmd == "09" or message.id matches "^read_realtime"', 'message.id[:13] == "read_realtime"', 'message.id ~ "realtime_(req|resp)$"'] },
  { sample: appendix, frames: all(19), is: (f) => values(f, 'terminal_no').includes('01122334'),
    filters: ['ur.terminal_no == "01122334"', 'pile_no == "01122334"', 'ur.terminal_no == 01122334', 'ur.terminal_no == 1122334', 'pile_no contains "1122"', '@ur.terminal_no[0] == 34 or pile_no == "01122334"', 'len(ur.terminal_no) == 8', 'ur.terminal_no[0:2] == "01"', 'pile_no matches "^0112"'] },

  // Identifiers: as digits without quotes, as text with them
  { sample: log, frames: [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 29, 31, 33], is: (f) => values(f, 'pile_no').includes('10319042800003'),
    filters: ['ykc.pile_no == "10319042800003"', 'pile_no == "10319042800003"', '桩编号 == "10319042800003"', 'ykc.pile_no == 10319042800003', 'pile_no == 010319042800003', '@ykc.pile_no == 10:31:90:42:80:00:03', '@ykc.pile_no == 10319042800003', 'pile_no in {"10319042800003"}', 'pile_no contains "19042"', 'pile_no matches "^1031"', '桩编号 contains "1031"', 'pile_no[0:4] == "1031"', 'pile_no[-4:] == "0003"', '@pile_no[0] == 10', 'frame contains 10:31:90:42'] },
  { sample: log, frames: [9, 10, 12, 28, 29, 30, 31, 32, 33], is: (f) => values(f, 'gun_no').some((value) => Number(value) === 1),
    filters: ['gun_no == 1', 'gun_no == 01', 'ykc.gun_no == 1', 'gun_no == 001', 'gun_no in {1}', 'any gun_no == 1', '枪号 == 1'] },
  { sample: log, frames: [9, 10, 12, 28, 29, 30, 31, 33], is: (f) => values(f, 'gun_no').includes('01'),
    filters: ['gun_no == "01"', 'ykc.gun_no == "01"', 'gun_no in {"01"}', 'len(gun_no) == 2 and gun_no == 1'] },
  { sample: log, frames: [27], is: (f) => values(f, 'gun_no').includes('02'),
    filters: ['gun_no == 2', 'gun_no == "02"', 'gun_no > 1', 'gun_no >= 2 and gun_no <= 9'] },

  // Bytes and slices
  { sample: log, frames: [10], is: (f) => f.hex.endsWith('a38d'),
    filters: ['frame[-2:] == a3:8d', 'frame[-2:2] == a38d', 'frame[15:2] == a3:8d', 'frame[15-16] == a3-8d', 'frame[15:] == a3:8d', 'frame contains a3.8d', 'frame[-2,-1] == a38d', 'frame[0,15-16] == 68a38d', 'frame[-2] == a3 and frame[-1] == 8d'] },
  { sample: log, frames: [9, 10], is: (f) => f.hex.slice(10, 12) === '03',
    filters: ['frame[5] == 3', 'frame[5] == 03', 'frame[5:1] == 03', 'frame[5-5] == 0x03', 'frame[4:2] == 00:03', '@ykc.type == 03', 'frame[0,5] == 68:03', 'frame[5] in {03}'] },
  { sample: log, frames: [13, 14], is: (f) => f.hex.startsWith('6822'),
    filters: ['frame[:2] == 68:22', 'frame[1] == 22', 'ykc.length == 34', 'ykc.length == 0x22', '{frame[1] & 0f} == 02 and frame.len == 38', 'frame[:2] in {68:22, 69:22}', 'frame[0-1] == 6822'] },

  // Values with unit, codes in either language
  { sample: log, frames: [28], is: (f) => values(f, 'output_voltage').includes(221.1),
    filters: ['ykc.output_voltage == 221.1', 'voltage == 221.1', 'ykc.output_voltage > 200 and ykc.output_voltage < 300', '200 < voltage < 300', 'voltage in {221..222}', 'voltage in {1.5, 221.1}', '{voltage * 10} == 2211', '{voltage + 0.9} == 222', 'max(voltage) > 200 and max(voltage) < 300', 'abs(voltage) == 221.1', '@ykc.output_voltage == a3:08'] },
  { sample: log, frames: [28, 29], is: (f) => values(f, 'status').includes(3),
    filters: ['ykc.status == 3', 'ykc.status == "充电"', 'ykc.status == "charging"', 'ykc.status == "CHARGING"', 'ykc.status in {"充电"}', 'ykc.status != 0', 'ykc.status >= "充电"', 'ykc.status in {3..9}'] },
  { sample: simulated, frames: [10], is: (f) => values(f, 'soc').includes(78),
    filters: ['soc == 78', 'ykc.soc == 78', 'ykc.soc == 0x4e', 'ykc.soc == 0116', 'soc in {70..80} and message.type == 0x13', 'soc > 50 && soc < 90', '50 < soc < 90', 'ykc.soc in {1, 78}', '{ykc.soc + 22} == 100', '{soc / 2} == 39', 'voltage == 373.2', 'current > 100 and current < 102', 'energy == 8.8 and amount == 9.328', 'pile_no == "32010600395600"', 'gun_no == 2', '@ykc.soc == 4e'] },

  // Logic: and binds tighter than xor, xor tighter than or
  { sample: log, frames: [1, 2, 10], is: (f) => f.number <= 2 || f.number === 10,
    filters: ['frame.number <= 2 or frame.number == 10', 'frame.number == 10 or frame.number <= 2', 'frame.number == 1 or frame.number == 2 or frame.number == 10', 'frame.number in {1, 2, 10}', 'frame.number in {1..2, 10}', 'frame.number <= 10 and (frame.number <= 2 or frame.number == 10)', 'frame.number == 10 or frame.number <= 2 and frame.number >= 1', 'frame.number == 10 || frame.number <= 2 && frame.number >= 1', '(((frame.number <= 2))) or frame.number == 10'] },
  { sample: log, frames: [1, 2, 4, 5], is: (f) => f.number <= 5 !== (f.number === 3),
    filters: ['frame.number <= 5 xor frame.number == 3', 'frame.number <= 5 ^^ frame.number == 3', 'frame.number == 3 xor frame.number <= 5', 'frame.number <= 5 xor frame.number == 3 and frame.number <= 5', 'frame.number in {1, 2, 4, 5}', 'frame.number <= 5 and not frame.number == 3', 'frame.number <= 5 && !(frame.number == 3)', 'frame.number <= 5 and frame.number != 3', 'frame.number == 1 xor frame.number == 2 xor frame.number == 4 xor frame.number == 5'] },
  { sample: log, frames: [3], is: (f) => f.number === 3,
    filters: ['frame.number == 3', 'frame.number == 03', 'frame.number == 0x3', 'frame.number == 0b11', 'frame.number in {3..3}', '{frame.number * 3} == 9', '{frame.number + frame.number} == 6', '{frame.number - 3} == 0', '{frame.number / 3} == 1 and {frame.number % 3} == 0', '-3 == {0 - frame.number}', '!!(frame.number == 3)', 'not not frame.number == 3', '2 < frame.number < 4'] },

  // Repeated fields: any and all occurrences
  { sample: simulated, frames: [9, 13], is: (f) => has(f, 'price_sharp') || has(f, 'sharp_price') || [0x0a, 0x3b].includes(type(f)),
    filters: ['message.type in {0x0A, 0x3B}', 'frame.len > 90', 'frame.len in {98, 166}', 'message.type == 10 or message.type == 59'] },
  { sample: simulated, frames: [5, 9, 17, 18], is: (f) => f.expert.some(({ severity }) => severity === 'error'),
    filters: ['expert.severity == "error"', 'any expert.severity == "error"', 'expert.severity in {"error"}', 'expert.severity contains "err"'] },
  { sample: simulated, frames: [5, 9], is: (f) => f.expert.length > 0 && f.expert.every(({ severity }) => severity === 'error'),
    filters: ['all expert.severity == "error"', 'expert.severity === "error"', 'expert.severity and not expert.severity !== "error"'] },
  { sample: simulated, frames: [4, 6, 8, 10, 12, 13, 16, 19], is: (f) => codes(f).includes('crc_swapped'),
    filters: ['expert.code == "crc_swapped"', 'checksum.status == "swapped"', 'any expert.code == "crc_swapped"', 'expert.code === "crc_swapped" or expert.code == "crc_swapped"', 'expert.code matches "^crc_"', 'checksum.status != "good"'] },

  // Functions
  { sample: lvneng, frames: [10], is: (f) => length(f) === 585,
    filters: ['frame.len == 585', 'len(frame) > 500', 'frame.len > 500', 'upper(message.id) == "RATES_SET_LV"', 'lower(message.id) == "rates_set_lv"', 'len(message.id) == 12 and message.id contains "rates"', 'max(frame.len) == 585', 'min(frame.len) > 500', 'sum(frame.len) == 585', 'message.type == 1103'] },
]
