// The menu of a line between frames: the same event among all of them, its text for the clipboard, and such lines put away.
import { copy } from '../app/actions.ts'
import type { MenuGroups, MenuItem } from '../app/Menu.tsx'
import { runCommand } from '../app/run-command.ts'
import { commandOf } from '../app/shown-keys.ts'
import { eventName, type ShownEvent } from '../connections/shown-event.ts'
import type { Text } from '../i18n/use-text.ts'
import { eventRowWords as words } from '../i18n/words-list.ts'
import type { EventLine } from './list-lines.ts'
import { openEvent } from './open-event.ts'
import { formatRowTime, parseTime } from './time-column.ts'

/** `event`: absent for the line that stands for many. */
export function eventMenu(captureId: number, line: EventLine, event: ShownEvent | undefined, text: Text): MenuGroups {
  const copies: MenuItem[] = event
    ? [{ id: 'copy-event', text: text(words.copy), run: () => void copy(eventText(event, text)) }]
    : []
  return [
    [{ id: 'open-event', text: text(words.openAmong), run: () => void openEvent(captureId, line.event) }],
    copies,
    [
      {
        id: 'view.event-rows',
        text: text(commandOf('view.event-rows').label),
        // Else there is no such line.
        isChecked: true,
        run: () => runCommand('view.event-rows'),
      },
    ],
  ]
}

/** The event in one line, with its date whatever the list shows: `2026-08-01 10:00:00.000 拒绝 连接 3 …`. */
export function eventText({ code, time, stream, message }: ShownEvent, text: Text): string {
  return [
    time === null ? '' : formatRowTime(parseTime(time), 'date', null, null),
    text(eventName(code)),
    stream === null ? '' : text(words.stream(stream)),
    text(message),
  ]
    .filter((part) => part !== '')
    .join(' ')
}
