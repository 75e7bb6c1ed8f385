// The menu bar as it is now: keeps what the menus show in step with the bridge and builds them anew when it changes.
// Counterpart: menu-template.ts builds; here is only state.
import type { Bridge, BridgeEvent, CaptureState, Preferences } from '../../src-shared/bridge/bridge.ts'
import { defaultPreferences } from '../../src-shared/bridge/default-preferences.ts'
import { menuTemplate, type MenuActions, type MenuState } from './menu-template.ts'

export class AppMenu {
  private readonly captures = new Set<number>()
  /** Captures tell of themselves many times a second; that they are read is news once. */
  private readonly loaded = new Set<number>()
  private readonly bridge: Bridge
  private readonly actions: MenuActions
  private readonly show: (template: Electron.MenuItemConstructorOptions[]) => void
  private state: MenuState
  private shown = ''

  constructor(
    bridge: Bridge,
    actions: MenuActions,
    show: (template: Electron.MenuItemConstructorOptions[]) => void,
    platform: string,
  ) {
    this.bridge = bridge
    this.actions = { ...actions, clearRecent: () => void this.clearRecent(actions.clearRecent) }
    this.show = show
    this.state = { preferences: shownIn(defaultPreferences), recent: [], samples: [], hasCapture: false, platform }
    bridge.subscribe((event) => this.hear(event))
  }

  /** Shows the menus with what the bridge knows. */
  async start(): Promise<void> {
    const [preferences, recent, samples] = await Promise.all([
      this.bridge.call('preferences.get', {}),
      this.bridge.call('recent.list', {}),
      this.bridge.call('samples.list', {}),
    ])
    this.change({ preferences: shownIn(preferences), recent, samples })
  }

  private hear(event: BridgeEvent): void {
    switch (event.kind) {
      case 'preferences':
        return this.change({ preferences: shownIn(event.preferences) })
      case 'capture':
        return this.noteCapture(event.capture)
      case 'capture-closed':
        this.captures.delete(event.captureId)
        return this.change({ hasCapture: this.captures.size > 0 })
    }
  }

  private noteCapture({ captureId, status }: CaptureState): void {
    this.captures.add(captureId)
    this.change({ hasCapture: true })
    if (status === 'loading' || this.loaded.has(captureId)) return
    this.loaded.add(captureId)
    // The list of recent files takes it up while this event is told.
    setImmediate(() => void this.readRecent())
  }

  /** Our list, and with it the system's. */
  private async clearRecent(clearSystem: () => void): Promise<void> {
    await this.bridge.call('recent.clear', {})
    clearSystem()
    await this.readRecent()
  }

  private async readRecent(): Promise<void> {
    this.change({ recent: await this.bridge.call('recent.list', {}) })
  }

  private change(change: Partial<MenuState>): void {
    this.state = { ...this.state, ...change }
    const now = JSON.stringify(this.state)
    if (now === this.shown) return
    this.shown = now
    this.show(menuTemplate(this.state, this.actions))
  }
}

/** The preferences that menus show; a dragged column changes others and builds no menu. */
function shownIn(preferences: Preferences): MenuState['preferences'] {
  const { language, theme, density, layout, timeFormat, eventRows } = preferences
  return { language, theme, density, layout, timeFormat, eventRows }
}
