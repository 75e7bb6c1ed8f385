// What the app's pages may never do, whatever they hold: leave, open windows, embed, ask for devices, load from elsewhere,
// download. Follows Electron's security checklist. Counterpart: external-links.ts, the pages that the system's browser may show.
import { appPage, appScheme } from './app-scheme.ts'

/** Told when a page asks for an address that is not its own. */
export type AskExternal = (url: string) => void

type WebContents = Pick<Electron.WebContents, 'on' | 'setWindowOpenHandler'>
type Session = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'on'
> & { webRequest: Pick<Electron.WebRequest, 'onBeforeRequest'> }

/** To be called for every web contents that is made, before it loads anything. */
export function guardWebContents(contents: WebContents, askExternal: AskExternal): void {
  const stay = (event: { preventDefault(): void; url: string; isMainFrame: boolean }) => {
    if (event.isMainFrame && event.url === appPage) return
    event.preventDefault()
    askExternal(event.url)
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    // The main frame's is told twice; will-navigate asks.
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    askExternal(url)
    return { action: 'deny' }
  })
}

/** Refuses every permission, device, screen recording, download and foreign request of the session's pages. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwnRequest(details.url) }))
}

/** True for our own files, for what the page made itself, and for the developer tools' own pages. */
export function isOwnRequest(url: string): boolean {
  return (
    url.startsWith(appPage) ||
    url.startsWith(`blob:${appScheme}://app/`) ||
    url.startsWith('data:') ||
    url.startsWith('devtools://devtools/')
  )
}
