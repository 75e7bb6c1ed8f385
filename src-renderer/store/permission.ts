// What this session may do. Who came by a link for viewing is offered nothing that the host would refuse: buttons, menus, keys
// and drops all ask here.
import { appCommands, type AppCommand, type CommandId } from '../../src-shared/bridge/app-commands.ts'
import type { CallName } from '../../src-shared/bridge/calls.ts'
import { isAllowed } from '../../src-shared/bridge/view-only.ts'
import { useScreen } from './screen-store.ts'

const roleNow = () => useScreen.getState().info?.role ?? 'operate'

/** True unless the host would refuse the call. */
export const mayCall = (name: CallName): boolean => isAllowed(roleNow(), name)

/** The same, for what is drawn. */
export const useMayCall = (name: CallName): boolean => useScreen(({ info }) => isAllowed(info?.role ?? 'operate', name))

const callOf = (id: string): CallName | undefined =>
  (appCommands as readonly AppCommand[]).find((command) => command.id === id)?.call

/** True unless what the command comes down to would be refused. */
export function mayRun(id: string): boolean {
  const call = callOf(id)
  return call === undefined || mayCall(call)
}

/** The same, for what is drawn. */
export function useMayRun(id: CommandId): boolean {
  const call = callOf(id)
  return useScreen(({ info }) => call === undefined || isAllowed(info?.role ?? 'operate', call))
}
