// Numbers for people, the same in both languages.

const grouped = new Intl.NumberFormat('en-US')

/** `1 024`: thousands set apart by a thin space. */
export function formatCount(count: number): string {
  return grouped.format(count).replaceAll(',', '\u202f')
}

/** `12+`: as far as it was counted, or `12` when that is all. */
export function formatCountSoFar(count: number, isComplete: boolean): string {
  return `${formatCount(count)}${isComplete ? '' : '+'}`
}

const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** `1.2 MB`: decimal units, three figures. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${value.toFixed(digits)} ${units[unit]}`
}

/** Bytes [start, end) as people count them, first–last: `6–12`; an empty range is where it would begin: `9–`. */
export function formatRange(start: number, end: number): string {
  if (end <= start) return `${start}–`
  return end - start === 1 ? String(start) : `${start}–${end - 1}`
}

/** `0x5E`. */
export function formatHexNumber(value: number, bytes: number): string {
  return `0x${value
    .toString(16)
    .toUpperCase()
    .padStart(bytes * 2, '0')}`
}

/** Hex digits in pairs: `a3 8d`. */
export function spacedHex(hex: string): string {
  return hex.replace(/..(?!$)/g, '$& ')
}
