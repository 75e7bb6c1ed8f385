// The toolbar: ways in on the left, how the window looks on the right. Every button is a command of the table.
import { useEffect, useState, type ReactNode } from 'react'
import {
  ChevronDown,
  CircleStop,
  ClipboardPaste,
  Columns2,
  Ellipsis,
  FlaskConical,
  FolderOpen,
  Keyboard,
  Monitor,
  Moon,
  PanelTop,
  Save,
  Settings,
  Sun,
} from 'lucide-react'
import type { CommandId } from '../../src-shared/bridge/app-commands.ts'
import type { Language, SampleInfo } from '../../src-shared/bridge/bridge.ts'
import { openSource, sayFailure } from '../app/actions.ts'
import type { MenuItem } from '../app/Menu.tsx'
import { MenuButton } from '../app/MenuButton.tsx'
import { runCommand } from '../app/run-command.ts'
import { commandOf, shownKeys } from '../app/shown-keys.ts'
import { bridge } from '../connect.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords, languageNames, languageWords, layoutWords, themeWords } from '../i18n/words-app.ts'
import { activeCapture, useCaptures } from '../store/capture-store.ts'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { useMayCall } from '../store/permission.ts'
import { useScreen } from '../store/screen-store.ts'
import { CommandButton, useTooltip } from './CommandButton.tsx'
import { Logo } from './Logo.tsx'
import { ProxyChip } from './ProxyChip.tsx'
import { ViewTabs } from './ViewTabs.tsx'
import './toolbar.css'

export function Toolbar() {
  const text = useText()
  const mayOpen = useMayCall('captures.open')
  return (
    <header className="toolbar" role="banner">
      <button type="button" className="toolbar-name" onClick={() => runCommand('file.welcome')}>
        <Logo />
        <strong>{text(appWords.product)}</strong>
      </button>
      <div className="toolbar-group" role="toolbar" aria-label={text(appWords.toolbar)}>
        <CommandButton id="file.open" icon={FolderOpen} label={appWords.open} />
        <CommandButton id="file.paste" icon={ClipboardPaste} label={appWords.paste} />
        <ProxyChip />
        {mayOpen && <SamplesButton />}
        <CaptureButtons />
      </div>
      <ViewTabs />
      <span className="toolbar-gap" />
      <LanguageSwitch />
      <AppearanceButtons />
    </header>
  )
}

function CaptureButtons() {
  const capture = useCaptures(activeCapture)
  if (!capture) return null
  return (
    <>
      {capture.status === 'loading' && !capture.isLive ? (
        <CommandButton id="file.stop" icon={CircleStop} label={appWords.stop} />
      ) : (
        <CommandButton id="file.save" icon={Save} label={appWords.save} isDisabled={capture.frames === 0} />
      )}
    </>
  )
}

function SamplesButton() {
  const text = useText()
  const [samples, setSamples] = useState<readonly SampleInfo[]>([])
  const isConnected = useScreen((screen) => screen.connection === 'connected')
  useEffect(() => {
    if (isConnected) bridge.call('samples.list', {}).then(setSamples, sayFailure)
  }, [isConnected])
  const items = samples.map((sample) => ({
    id: sample.id,
    text: text(sample.name),
    run: () => void openSource({ kind: 'sample', id: sample.id }),
  }))
  return (
    <MenuButton label={text(appWords.samples)} groups={[items]} hasIconOnly>
      <FlaskConical size={15} aria-hidden />
      <span className="command-label">{text(appWords.samples)}</span>
      <ChevronDown size={13} aria-hidden />
    </MenuButton>
  )
}

const languages: readonly Language[] = ['zh', 'en', 'both']

function LanguageSwitch() {
  const text = useText()
  return (
    <div className="segments" role="group" aria-label={text(appWords.language)}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          aria-pressed={text.language === language}
          title={text(languageNames[language])}
          data-testid={`language-${language}`}
          onClick={() => changePreferences({ language })}
        >
          {text(languageWords[language])}
        </button>
      ))}
    </div>
  )
}

function AppearanceButtons() {
  const text = useText()
  const { theme, layout } = usePreferences()
  const ThemeIcon = { system: Monitor, light: Sun, dark: Moon }[theme]
  const LayoutIcon = layout === 'list-over-tree-beside-hex' ? PanelTop : Columns2
  const item = (id: CommandId, state?: string): MenuItem => ({
    id,
    text: text(commandOf(id).label) + (state ? `：${state}` : ''),
    keys: shownKeys(id),
    run: () => runCommand(id),
  })
  // Where there is no room for all of them, one button leads to them.
  const all = [
    [item('view.layout', text(layoutWords[layout])), item('view.theme', text(themeWords[theme]))],
    [item('help.keys'), item('edit.preferences'), item('help.about')],
  ]
  return (
    <div className="toolbar-group toolbar-looks">
      <MenuButton label={text(appWords.more)} className="icon-button toolbar-more" groups={all} hasIconOnly>
        <Ellipsis size={16} aria-hidden />
      </MenuButton>
      <IconCommand id="view.layout" state={text(layoutWords[layout])}>
        <LayoutIcon size={16} aria-hidden />
      </IconCommand>
      <IconCommand id="view.theme" state={text(themeWords[theme])}>
        <ThemeIcon size={16} aria-hidden />
      </IconCommand>
      <IconCommand id="help.keys">
        <Keyboard size={16} aria-hidden />
      </IconCommand>
      <IconCommand id="edit.preferences">
        <Settings size={16} aria-hidden />
      </IconCommand>
    </div>
  )
}

function IconCommand({ id, state, children }: { id: CommandId; state?: string; children: ReactNode }) {
  const tooltip = useTooltip(id, state)
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={tooltip}
      title={tooltip}
      data-testid={id}
      onClick={() => runCommand(id)}
    >
      {children}
    </button>
  )
}
