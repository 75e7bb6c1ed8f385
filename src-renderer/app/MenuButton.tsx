// A button that opens a menu under itself.
import { useCallback, useState, type ReactNode } from 'react'
import { Menu, type MenuGroups } from './Menu.tsx'

interface MenuButtonProps {
  /** Name of the menu, and of the button where it shows only an icon. */
  label: string
  groups: MenuGroups
  children: ReactNode
  className?: string
  hasIconOnly?: boolean
}

export function MenuButton({ label, groups, children, className = 'button', hasIconOnly }: MenuButtonProps) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  const close = useCallback(() => setAt(null), [])
  return (
    <>
      <button
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        {...(hasIconOnly ? { 'aria-label': label, title: label } : {})}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          setAt(at ? null : { x: box.left, y: box.bottom + 2 })
        }}
      >
        {children}
      </button>
      {at && <Menu label={label} groups={groups} at={at} onClose={close} />}
    </>
  )
}
