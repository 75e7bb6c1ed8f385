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

export function isColumnId(text: string): text is ColumnId {
  return (columnIds as readonly string[]).includes(text)
}
