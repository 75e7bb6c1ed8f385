// The shape of all tables of the statistics view: a line for each thing, columns that tell what stands in them.
import type { ReactNode } from 'react'
import type { Label } from '../../src-shared/bytes/range.ts'
import { useText } from '../i18n/use-text.ts'

export interface StatisticsColumn<Row> {
  name: Label
  cell: (row: Row) => ReactNode
  /** number: at the right, in digits of one width · head: names the line · code: in the face of bytes. */
  kind?: 'number' | 'head' | 'code'
  /** More about how a cell looks. */
  look?: (row: Row) => string
}

interface StatisticsTableProps<Row> {
  rows: readonly Row[]
  columns: readonly StatisticsColumn<Row>[]
  keyOf: (row: Row) => string | number
  /** Attributes of a line, for its look and for who looks for it. */
  lineOf?: (row: Row) => Record<`data-${string}`, string> & { className?: string }
  testId: string
}

export function StatisticsTable<Row>({ rows, columns, keyOf, lineOf, testId }: StatisticsTableProps<Row>) {
  const text = useText()
  return (
    <table className="statistics-table" data-testid={testId}>
      <thead>
        <tr>
          {columns.map(({ name, kind }) => (
            <th key={name.en} scope="col" className={kind === 'number' ? 'number' : undefined}>
              {text(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} {...lineOf?.(row)}>
            {columns.map((column) => (
              <Cell key={column.name.en} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const faces = { number: 'number', head: '', code: 'mono' } as const

function Cell<Row>({ column: { kind, cell, look }, row }: { column: StatisticsColumn<Row>; row: Row }) {
  const className = [kind ? faces[kind] : '', look?.(row) ?? ''].filter(Boolean).join(' ') || undefined
  if (kind === 'head')
    return (
      <th scope="row" className={className}>
        {cell(row)}
      </th>
    )
  return <td className={className}>{cell(row)}</td>
}
