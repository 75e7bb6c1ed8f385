// Electron's Menu: checks what it is given, keeps it for the test, and does what a click or keys would.
import { app } from './app.mjs'
import { answer } from './parent.mjs'

const itemKeys = new Set(
  'id label type role accelerator registerAccelerator enabled visible checked click submenu toolTip'.split(' '),
)
const roles = new Set(
  'undo redo cut copy paste selectAll hide hideOthers unhide quit zoomIn zoomOut resetZoom togglefullscreen'.split(' '),
)
const modifiers = /^(CommandOrControl|Alt|Shift)$/
const keys = /^([A-Z0-9]|F\d{1,2}|Plus|Left|Right|Up|Down|Home|End|[,./-])$/

function check(item, where) {
  const fail = (what) => {
    throw new Error(`electron: menu ${where}: ${what}`)
  }
  for (const key of Object.keys(item)) if (!itemKeys.has(key)) fail(`${key} is not modelled`)
  if (item.type === 'separator') return
  if (item.role !== undefined && !roles.has(item.role)) fail(`role ${item.role} is not modelled`)
  if (!item.label) fail('no label')
  if (item.accelerator !== undefined) {
    const parts = item.accelerator.split('+')
    if (!keys.test(parts.at(-1)) || !parts.slice(0, -1).every((part) => modifiers.test(part)))
      fail(`accelerator ${item.accelerator}`)
  }
  item.submenu?.forEach((one) => check(one, `${where} › ${one.label ?? one.type}`))
}

let applicationMenu = []

export const Menu = {
  buildFromTemplate(template) {
    template.forEach((item) => check(item, item.label))
    return { items: template }
  },
  setApplicationMenu(menu) {
    applicationMenu = menu?.items ?? []
  },
}

const flat = (items) => items.flatMap((item) => [item, ...flat(item.submenu ?? [])])

function run(item) {
  if (item.enabled === false) throw new Error(`stand-in: the entry ${item.label} is grey`)
  if (item.role === 'quit') app.quit()
  else if (item.role) throw new Error(`stand-in: the role ${item.role} is not modelled`)
  else item.click?.({ ...item }, undefined, {})
}

const plain = ({ click: _click, submenu, ...item }) => ({
  ...item,
  ...(submenu ? { submenu: submenu.map(plain) } : {}),
})

answer('menu', () => applicationMenu.map(plain))
answer('click-menu', (idOrLabel) => {
  const item = flat(applicationMenu).find(({ id, label }) => id === idOrLabel || label === idOrLabel)
  if (!item) throw new Error(`stand-in: the menu has no ${idOrLabel}`)
  run(item)
})
/** Keys that the page did not take for itself. True when an entry took them. */
answer('keys', (pressed) => {
  const item = flat(applicationMenu).find(
    ({ accelerator, registerAccelerator, enabled, role }) =>
      accelerator === pressed && registerAccelerator !== false && enabled !== false && (!role || role === 'quit'),
  )
  if (item) run(item)
  return item !== undefined
})
