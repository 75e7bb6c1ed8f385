// A menu that pops up at a point or under a button. Arrow keys move, Enter chooses, Escape and Tab close; the focus goes back.
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { createPortal } from 'react-dom'
import { Check } from 'lucide-react'
import './menu.css'

export interface MenuItem {
  id: string
  text: string
  keys?: string
  /** A mark in front; undefined: not a choice. */
  isChecked?: boolean
  isDisabled?: boolean
  run: () => void
}

/** Items with a line between groups. */
export type MenuGroups = readonly (readonly MenuItem[])[]

interface MenuProps {
  label: string
  groups: MenuGroups
  /** Where it opens, in pixels of the window. */
  at: { x: number; y: number }
  onClose: () => void
}

const edge = 4

export function Menu({ label, groups, at, onClose }: MenuProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = box
    if (!current) return
    const { width, height } = current.getBoundingClientRect()
    current.style.left = `${Math.max(Math.min(at.x, innerWidth - width - edge), edge)}px`
    current.style.top = `${Math.max(Math.min(at.y, innerHeight - height - edge), edge)}px`
  }, [at])
  useEffect(() => {
    const before = document.activeElement
    itemsOf(box.current)[0]?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  useEffect(() => {
    const pressedOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose()
    }
    addEventListener('pointerdown', pressedOutside, true)
    addEventListener('blur', onClose)
    return () => {
      removeEventListener('pointerdown', pressedOutside, true)
      removeEventListener('blur', onClose)
    }
  }, [onClose])
  return createPortal(
    <div
      ref={box}
      className="menu"
      role="menu"
      aria-label={label}
      onKeyDown={(event) => moveInMenu(event, box.current, onClose)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {groups
        .filter((group) => group.length > 0)
        .map((group, index) => (
          <div key={index} role="group" className="menu-group">
            {group.map((item) => (
              <MenuLine key={item.id} item={item} onClose={onClose} />
            ))}
          </div>
        ))}
    </div>,
    document.body,
  )
}

function MenuLine({ item, onClose }: { item: MenuItem; onClose: () => void }) {
  return (
    <button
      type="button"
      className="menu-item"
      role={item.isChecked === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked={item.isChecked}
      disabled={item.isDisabled}
      tabIndex={-1}
      onPointerMove={(event) => event.currentTarget.focus()}
      onClick={() => {
        onClose()
        item.run()
      }}
    >
      <span className="menu-mark">{item.isChecked && <Check size={13} aria-hidden />}</span>
      <span className="menu-text">{item.text}</span>
      {item.keys && <kbd>{item.keys}</kbd>}
    </button>
  )
}

const itemsOf = (box: HTMLElement | null): HTMLElement[] => [
  ...(box?.querySelectorAll<HTMLElement>('.menu-item:not(:disabled)') ?? []),
]

function moveInMenu(event: KeyboardEvent, box: HTMLElement | null, close: () => void): void {
  event.stopPropagation()
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault()
    return close()
  }
  const items = itemsOf(box)
  const here = items.indexOf(document.activeElement as HTMLElement)
  const to: Record<string, number | undefined> = {
    ArrowDown: (here + 1) % items.length,
    ArrowUp: (here + items.length - 1) % items.length,
    Home: 0,
    End: items.length - 1,
  }
  const next = to[event.key]
  if (next === undefined) return
  event.preventDefault()
  items[next]?.focus()
}
