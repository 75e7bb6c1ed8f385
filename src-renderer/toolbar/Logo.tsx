// The product's mark: a lens over a charging pile's socket.

export function Logo() {
  return (
    <svg className="logo" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="9" cy="9" r="6.5" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M10.2 4.8 6.9 9.6h2l-1.1 3.7 3.4-4.9h-2z" fill="currentColor" />
      <path d="m13.8 13.8 4 4" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  )
}
