// Small marks in list rows. Drawn by hand: rows come and go many times a second while the list scrolls, and the icon
// library's components cost more than the rest of a row.

const shapes = {
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  none: 'M4 8h8',
  marked: 'M4 14V2.5M4 3h8l-2 3 2 3H4',
  comment: 'M2.5 3h11v8H7l-3 2.5V11H2.5Z',
  request: 'M3 8h10M9 4l4 4-4 4',
  response: 'M13 8H3M7 4 3 8l4 4',
  good: 'm3 8.5 3.5 3.5L13 5',
  swapped: 'M3 5.5h10M10 2.5l3 3-3 3M13 10.5H3M6 13.5l-3-3 3-3',
  bad: 'm4 4 8 8M12 4l-8 8',
  error: 'M8 1.7a6.3 6.3 0 1 0 0 12.6A6.3 6.3 0 0 0 8 1.7ZM5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2',
  event: 'M8 1.7a6.3 6.3 0 1 0 0 12.6A6.3 6.3 0 0 0 8 1.7ZM8 7.3v4M8 4.7v.2',
  more: 'M3.5 8v.2M8 8v.2M12.5 8v.2',
  warn: 'M8 2 1.5 13.5h13ZM8 6.5v3.2M8 11.6v.2',
} as const

export function RowIcon({ shape, className }: { shape: keyof typeof shapes; className?: string }) {
  return (
    <svg className={className} width="13" height="13" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={shapes[shape]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
