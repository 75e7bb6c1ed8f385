// F1: all commands with their keys, and the keys inside the panes.
import { appCommands, type AppCommand, type CommandMenu } from '../../src-shared/bridge/app-commands.ts'
import { useText } from '../i18n/use-text.ts'
import { keyWords, menuWords } from '../i18n/words-keys.ts'
import { appWords } from '../i18n/words-app.ts'
import { mayRun } from '../store/permission.ts'
import { Dialog } from './Dialog.tsx'
import { keysOf, showKeys } from './shortcuts.ts'
import { keyboardHere } from './shown-keys.ts'
import './keys-dialog.css'

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const keyboard = keyboardHere()
  const commands: readonly AppCommand[] = appCommands
  return (
    <Dialog title={appWords.keys} onClose={onClose} className="keys-dialog">
      <div className="keys-columns">
        {(Object.keys(menuWords) as CommandMenu[]).map((menu) => (
          <section key={menu}>
            <h3>{text(menuWords[menu])}</h3>
            <dl>
              {commands
                .filter(({ id, menu: place }) => place === menu && mayRun(id))
                .filter((command) => keysOf(command, keyboard).length > 0)
                .map((command) => (
                  <KeyLine
                    key={command.id}
                    name={text(command.label)}
                    keys={keysOf(command, keyboard).map((keys) => showKeys(keys, keyboard.isMac))}
                  />
                ))}
            </dl>
          </section>
        ))}
        {keyWords.map(({ title, lines }) => (
          <section key={title.en}>
            <h3>{text(title)}</h3>
            <dl>
              {lines.map(({ keys, label }) => (
                <KeyLine key={keys} name={text(label)} keys={[showKeys(keys, keyboard.isMac)]} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function KeyLine({ name, keys }: { name: string; keys: readonly string[] }) {
  return (
    <div className="key-line">
      <dt>{name}</dt>
      <dd>
        {keys.map((one) => (
          <kbd key={one}>{one}</kbd>
        ))}
      </dd>
    </div>
  )
}
