// CSV that spreadsheets open as text: RFC 4180 quoting, and no cell that a spreadsheet takes for a formula.

/** Long digit strings would lose digits in a spreadsheet; plain numbers stay as they are. */
const plainNumber = /^-?\d{1,15}(\.\d+)?$/

const harmless = /^(?:[0-9A-Za-z][\w.:-]*)?$/

/** One cell. What could be a formula (= + - @, tab, line ends, also behind blanks) gets an apostrophe in front. */
export function csvCell(text: string): string {
  // Most cells are a number, a word or a time, without anything that matters to a spreadsheet.
  if (harmless.test(text)) return text
  const risky = !plainNumber.test(text) && /^[\s\u00a0]*[=+\-@\t\r\n]/.test(text)
  const safe = risky ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One row, without its line end. */
export function csvRow(cells: readonly string[]): string {
  return cells.map(csvCell).join(',')
}

/** A byte order mark makes spreadsheets read the Chinese as UTF-8. */
export const byteOrderMark = '\uFEFF'

/** A whole file: byte order mark, rows with line ends. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `${byteOrderMark}${rows.map((row) => `${csvRow(row)}\r\n`).join('')}`
}
