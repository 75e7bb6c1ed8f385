// A bridge for someone who may look and change nothing: reading is passed on, everything else refused. Between a carrier and
// the service; the web host gives it to browsers that came by a link for viewing.
import { Refusal } from './bridge-error.ts'
import type { Label } from '../bytes/range.ts'
import type { Bridge } from './bridge.ts'
import type { CallName, CallParameters } from './calls.ts'
import type { CallResults } from './results.ts'

/** operate: everything · view: looking, copying and keeping what is seen. */
export type Role = 'operate' | 'view'

/** Every call is decided here: true for those that leave all as it is for everybody else. */
const isLooking: Record<CallName, boolean> = {
  'app.info': true,
  'samples.list': true,
  'recent.list': true,
  'recent.clear': false,
  'preferences.get': true,
  'preferences.set': false,
  'definitions.get': true,
  'definitions.reload': false,
  'dialogs.open': false,
  'captures.open': false,
  'captures.list': true,
  'captures.cancel': false,
  'captures.close': false,
  // Notes count as saved then.
  'captures.save': false,
  'captures.reload': false,
  'captures.decodeAs': false,
  'captures.connections': true,
  'captures.events': true,
  'captures.eventPlaces': true,
  'captures.eventRows': true,
  // All who look at a capture see it through one filter, in one order.
  'view.set': false,
  'view.rows': true,
  'view.find': true,
  'view.minimap': true,
  'frames.details': true,
  'frames.decode': true,
  'frames.text': true,
  'frames.note': false,
  'frames.find': true,
  'frames.cancelFind': true,
  'frames.links': true,
  'filter.check': true,
  'filter.counts': true,
  'filter.ofField': true,
  'filter.complete': true,
  'text.save': true,
  'picture.save': true,
  'text.preview': true,
  'layouts.list': true,
  'layouts.set': false,
  'diagnosis.summary': true,
  'diagnosis.frames': true,
  'document.text': true,
  'document.save': true,
  'proxy.start': false,
  'proxy.stop': false,
  'proxy.resume': false,
  'proxy.close': false,
  'proxy.list': true,
  'proxy.show': false,
  // It connects to the address.
  'proxy.check': false,
  'proxy.interfaces': true,
  'piles.list': true,
  'sessions.list': true,
  'sessions.get': true,
  'plots.series': true,
  'statistics.conversations': true,
  'statistics.messages': true,
  'statistics.coverage': true,
  'statistics.rate': true,
}

/** Whether someone with this role may make a call: screens do not offer what is refused. */
export const isAllowed = (role: Role, name: CallName): boolean => role === 'operate' || isLooking[name]

/** Why a call is refused, and for screens why something is not offered. */
export const viewOnlyReason: Label = {
  zh: '这个链接只能查看，不能打开、过滤、修改或控制代理。',
  en: 'This link is for viewing: it opens, filters, changes and controls nothing.',
}

/** `bridge` for a viewer. Refused calls reject with `view-only` before their parameters are looked at. */
export function viewOnly(bridge: Bridge): Bridge {
  return {
    call: async <Name extends CallName>(name: Name, parameters: CallParameters[Name]): Promise<CallResults[Name]> => {
      // An own key: a name that nobody knows is the bridge's to refuse.
      if (Object.hasOwn(isLooking, name) && !isAllowed('view', name))
        throw new Refusal('view-only', viewOnlyReason.zh, viewOnlyReason.en).reason
      const result = await bridge.call(name, parameters)
      if (name !== 'app.info') return result
      return { ...(result as CallResults['app.info']), role: 'view' } as CallResults[Name]
    },
    subscribe: (listener) => bridge.subscribe(listener),
  }
}
