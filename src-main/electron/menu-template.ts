// From the menus as data to Electron's menu template, for one language, system and state. Pure: clicks call what it is
// given. Counterparts: menus.ts (data), desktop.ts (rebuilds the menu when the state changes).
import type { Label } from '../../src-shared/bytes/range.ts'
import type { Language, Preferences, RecentFile, SampleInfo } from '../../src-shared/bridge/bridge.ts'
import { appCommands, type AppCommand, type SwitchPreference } from '../../src-shared/bridge/app-commands.ts'
import { electronKeys, isTextKey } from './menu-keys.ts'
import { menuBar, type BarMenu, type ChoicePreference, type MenuEntry } from './menus.ts'
import type { ExternalLink } from './external-links.ts'

type Item = Electron.MenuItemConstructorOptions

/** What the menus show. */
export interface MenuState {
  preferences: Pick<Preferences, ChoicePreference | SwitchPreference>
  recent: readonly RecentFile[]
  samples: readonly SampleInfo[]
  hasCapture: boolean
  /** As process.platform. */
  platform: string
}

/** What the menus do. */
export interface MenuActions {
  /** The screen, or the shell in its place, does the command. */
  run(command: string): void
  openRecent(path: string): void
  openSample(id: string): void
  clearRecent(): void
  choose(preference: ChoicePreference, value: string): void
  openLink(link: ExternalLink): void
}

/** At most this many recent files stand in the menu. */
export const recentShown = 12

/** The menu bar for Menu.buildFromTemplate. */
export function menuTemplate(state: MenuState, actions: MenuActions): Item[] {
  const build = new TemplateBuilder(state, actions)
  return menuBar.filter((menu) => menu.only !== 'mac' || state.platform === 'darwin').map((menu) => build.bar(menu))
}

/** The words of a label in a menu; both languages where both are chosen. */
export function menuText(label: Label, language: Language): string {
  if (language !== 'both' || label.zh === label.en) return label[language === 'both' ? 'zh' : language]
  return `${label.zh}  ${label.en}`
}

class TemplateBuilder {
  private readonly state: MenuState
  private readonly actions: MenuActions
  private readonly isMac: boolean
  private readonly placed = new Set<string>()

  constructor(state: MenuState, actions: MenuActions) {
    this.state = state
    this.actions = actions
    this.isMac = state.platform === 'darwin'
    const place = (entries: readonly MenuEntry[]): void =>
      entries.forEach((entry) => {
        if (typeof entry === 'string') this.placed.add(entry)
        else if ('entries' in entry) place(entry.entries)
      })
    for (const menu of menuBar) place(menu.entries)
  }

  bar(menu: BarMenu): Item {
    const rest = appCommands.filter((command) => command.menu === menu.menu && !this.placed.has(command.id))
    const entries = [...menu.entries, ...(rest.length > 0 ? (['---'] as const) : []), ...rest.map(({ id }) => id)]
    return { label: this.barLabel(menu), submenu: this.entries(entries) }
  }

  private barLabel(menu: BarMenu): string {
    const text = this.text(menu.label).replaceAll('  ', ' ')
    if (this.isMac || menu.mnemonic === '') return text
    const at = this.state.preferences.language === 'en' ? text.indexOf(menu.mnemonic) : -1
    return at >= 0 ? `${text.slice(0, at)}&${text.slice(at)}` : `${text}(&${menu.mnemonic})`
  }

  private entries(entries: readonly MenuEntry[]): Item[] {
    return tidy(entries.flatMap((entry) => this.entry(entry)))
  }

  private entry(entry: MenuEntry): Item[] {
    if (entry === '---') return [{ type: 'separator' }]
    if (typeof entry === 'string') return this.command(appCommands.find((command) => command.id === entry))
    switch (entry.kind) {
      case 'choice':
        return [this.choice(entry.preference, entry.value, entry.label)]
      case 'role':
        return [{ role: entry.role, label: this.text(entry.label), ...(entry.keys ? this.keys(entry.keys) : {}) }]
      case 'link':
        return [{ label: this.text(entry.label), click: () => this.actions.openLink(entry.link) }]
      case 'recent':
        return [this.recent(entry.label)]
      case 'samples':
        return [this.samples(entry.label)]
      case 'menu':
        return [{ label: this.text(entry.label), submenu: this.entries(entry.entries) }]
      case 'only':
        return (entry.on === 'mac') === this.isMac ? entry.entries.flatMap((one) => this.entry(one)) : []
    }
  }

  /** The command, and hidden ones for its further keys. */
  private command(command: AppCommand | undefined): Item[] {
    if (!command) return []
    const isEnabled = !command.needsCapture || this.state.hasCapture
    // Some systems still run a greyed entry by its keys.
    const click = isEnabled ? () => this.actions.run(command.id) : () => {}
    const [first, ...others] = command.keys
    const item: Item = {
      id: command.id,
      label: this.text(command.label),
      enabled: isEnabled,
      click,
      ...(command.switches && { type: 'checkbox', checked: this.state.preferences[command.switches] }),
    }
    const further = others
      .filter((keys) => !isTextKey(keys))
      .map((keys): Item => ({ ...this.keys(keys), label: item.label!, enabled: isEnabled, click, visible: false }))
    return [{ ...item, ...(first ? this.keys(first) : {}) }, ...further]
  }

  /** Keys that text fields need are shown only; macOS cannot show keys without taking them. */
  private keys(keys: string): Item {
    const accelerator = electronKeys(keys)
    if (!isTextKey(keys)) return { accelerator }
    return this.isMac ? {} : { accelerator, registerAccelerator: false }
  }

  private choice(preference: ChoicePreference, value: string, label: Label): Item {
    return {
      id: `${preference}:${value}`,
      type: 'radio',
      label: this.text(label),
      checked: this.state.preferences[preference] === value,
      click: () => this.actions.choose(preference, value),
    }
  }

  private recent(label: Label): Item {
    const files = this.state.recent.slice(0, recentShown).map((file, index): Item => ({
      label: `${index + 1}  ${escapeMnemonic(file.name)}`,
      toolTip: file.path,
      enabled: file.exists,
      click: file.exists ? () => this.actions.openRecent(file.path) : () => {},
    }))
    const clear: Item = {
      id: 'recent.clear',
      label: this.text({ zh: '清除列表', en: 'Clear the list' }),
      click: () => this.actions.clearRecent(),
    }
    return {
      id: 'recent',
      label: this.text(label),
      enabled: files.length > 0,
      submenu: files.length > 0 ? [...files, { type: 'separator' }, clear] : [],
    }
  }

  private samples(label: Label): Item {
    const submenu = this.state.samples.map((sample): Item => ({
      label: escapeMnemonic(this.text(sample.name)),
      toolTip: this.text(sample.description),
      click: () => this.actions.openSample(sample.id),
    }))
    return { id: 'samples', label: this.text(label), enabled: submenu.length > 0, submenu }
  }

  private text(label: Label): string {
    return menuText(label, this.state.preferences.language)
  }
}

/** A name with & in it is shown as it is. */
function escapeMnemonic(name: string): string {
  return name.replaceAll('&', '&&')
}

/** Without separators at the ends and beside each other. */
function tidy(items: Item[]): Item[] {
  const isLine = (item: Item | undefined) => item === undefined || item.type === 'separator'
  const single = items.filter((item, index) => !isLine(item) || !isLine(items[index - 1]))
  return isLine(single.at(-1)) ? single.slice(0, -1) : single
}
