// A toolbar button that runs a command of the table, where that may be run; its tooltip shows the keys.
import type { LucideIcon } from 'lucide-react'
import type { CommandId } from '../../src-shared/bridge/app-commands.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { runCommand } from '../app/run-command.ts'
import { commandOf, shownKeys } from '../app/shown-keys.ts'
import { useText } from '../i18n/use-text.ts'
import { useMayRun } from '../store/permission.ts'

/** What a command does, how it stands now, and its keys. */
export function useTooltip(id: CommandId, state?: string): string {
  const text = useText()
  const keys = shownKeys(id)
  return `${text.both(commandOf(id).label, ' / ')}${state ? `：${state}` : ''}${keys ? ` (${keys})` : ''}`
}

interface CommandButtonProps {
  id: CommandId
  icon: LucideIcon
  label: Label
  isDisabled?: boolean
}

export function CommandButton({ id, icon: Icon, label, isDisabled = false }: CommandButtonProps) {
  const text = useText()
  const tooltip = useTooltip(id)
  if (!useMayRun(id)) return null
  return (
    <button
      type="button"
      className="button command"
      title={tooltip}
      disabled={isDisabled}
      data-testid={id}
      onClick={() => runCommand(id)}
    >
      <Icon size={15} aria-hidden />
      <span className="command-label">{text(label)}</span>
      <kbd aria-hidden>{shownKeys(id)}</kbd>
    </button>
  )
}
