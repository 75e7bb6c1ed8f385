// CSV that spreadsheets open as text: RFC 4180 quoting, and no cell that a spreadsheet takes for a formula.

/** Long digit strings would lose digits in a spreadsheet; plain numbers stay as they are. */
const plainNumber = /^-?\d{1,15}(\.\d+)?$/

/** By character code: 1 for ASCII letters and digits, 2 for `_ . : -`, which are harmless behind one of those. */
const harmless = new Uint8Array(128)
for (const character of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')
  harmless[character.charCodeAt(0)] = 1
for (const character of '_.:-') harmless[character.charCodeAt(0)] = 2

/** A number, a word or a time, without anything that matters to a spreadsheet, as most cells are. */
function isHarmless(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const kind = harmless[text.charCodeAt(i)]
    if (kind === undefined || kind === 0 || (kind === 2 && i === 0)) return false
  }
  return true
}

/** One cell. What could be a formula (= + - @, tab, line ends, also behind blanks) gets an apostrophe in front. */
export function csvCell(text: string): string {
  if (isHarmless(text)) return text
  const risky = !plainNumber.test(text) && /^[\s\u00a0]*[=+\-@\t\r\n]/.test(text)
  const safe = risky ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One row, without its line end. */
export function csvRow(cells: readonly string[]): string {
  let row = ''
  for (let i = 0; i < cells.length; i++) row += (i === 0 ? '' : ',') + csvCell(cells[i]!)
  return row
}

/** A byte order mark makes spreadsheets read the Chinese as UTF-8. */
export const byteOrderMark = '\uFEFF'

/** A whole file: byte order mark, rows with line ends. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `${byteOrderMark}${rows.map((row) => `${csvRow(row)}\r\n`).join('')}`
}
