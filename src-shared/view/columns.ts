// The columns of the frame list: names of Row's members, permanent because preferences and sorting keep them.

export const columnIds = [
  'number',
  'time',
  'pile',
  'gun',
  'direction',
  'protocol',
  'type',
  'message',
  'length',
  'checksum',
  'info',
] as const

export type ColumnId = (typeof columnIds)[number]

/** Columns that a person made of a field: `field:` and its name. */
const fieldMark = 'field:'
export const fieldColumn = (name: string): string => fieldMark + name

/** The field of a person's own column, or null. */
export function fieldOfColumn(id: string): string | null {
  return id.startsWith(fieldMark) && id.length > fieldMark.length ? id.slice(fieldMark.length) : null
}

/** A column that rows can be sorted by. */
export const isSortable = (id: string): boolean => isColumnId(id) || fieldOfColumn(id) !== null

export function isColumnId(text: string): text is ColumnId {
  return (columnIds as readonly string[]).includes(text)
}
