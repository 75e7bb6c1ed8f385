// Columns of a terminal or a plain-text reply: Chinese characters take two.

/** True for characters that take two columns (East Asian wide and full width). */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd)
  )
}

/** Columns that a text takes. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += isWide(character.codePointAt(0)!) ? 2 : 1
  return width
}

/** The text filled up with spaces to `width` columns. */
export function padColumns(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}

/** The text cut to `width` columns, with an ellipsis when something was cut. */
export function cutColumns(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let cut = ''
  let used = 0
  for (const character of text) {
    const size = isWide(character.codePointAt(0)!) ? 2 : 1
    if (used + size > width - 1) break
    cut += character
    used += size
  }
  return `${cut}…`
}

/** Captured text made harmless for terminals: control and direction-changing characters become visible escapes. */
export function escapeControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters that must not reach a terminal
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (character) => {
    const code = character.charCodeAt(0)
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
}
