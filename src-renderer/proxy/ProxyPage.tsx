// The proxy page: proxies that run, the form for a new one, profiles, and what to type into the piles.
import { useEffect, useState } from 'react'
import type { LocalAddress } from '../../src-shared/bridge/proxy.ts'
import { bridge } from '../connect.ts'
import { useText } from '../i18n/use-text.ts'
import { proxyWords as words } from '../i18n/words-proxy.ts'
import { useProxies } from '../store/proxy-store.ts'
import { useScreen } from '../store/screen-store.ts'
import { PileAddresses } from './PileAddresses.tsx'
import { ProfileList } from './ProfileList.tsx'
import { readPort, useProxyDraft } from './proxy-draft.ts'
import { ProxyForm } from './ProxyForm.tsx'
import { RunningProxy } from './RunningProxy.tsx'
import './proxy.css'

export function ProxyPage() {
  const text = useText()
  const proxies = useProxies((store) => store.proxies)
  const connection = useScreen((screen) => screen.connection)
  const interfaces = useInterfaces()
  const routes = useProxyDraft((draft) => draft.routes)
  const doors = routes.flatMap(({ address, port }) => {
    const own = readPort(port)
    return own === null ? [] : [{ address: address === '' ? null : address, port: own }]
  })
  return (
    <main className="proxy-page" data-testid="proxy-page" inert={connection === 'lost'}>
      <div className="proxy-inside">
        <header className="proxy-head">
          <h1>{text(words.title)}</h1>
          <p className="dim">{text(words.what)}</p>
        </header>
        {proxies.length > 0 && (
          <section className="proxy-runs" aria-labelledby="proxy-runs">
            <h2 id="proxy-runs">{text(words.running)}</h2>
            <ul>
              {proxies.map((proxy) => (
                <RunningProxy key={proxy.proxyId} proxy={proxy} />
              ))}
            </ul>
          </section>
        )}
        <div className="proxy-columns">
          <ProxyForm interfaces={interfaces} />
          <ProfileList />
        </div>
        <section className="proxy-piles" aria-labelledby="proxy-piles">
          <h2 id="proxy-piles">
            {text(words.typeIntoPile)} <small className="dim">{text(words.typeIntoPileWhat)}</small>
          </h2>
          <PileAddresses doors={doors} interfaces={interfaces} />
        </section>
      </div>
    </main>
  )
}

/** Addresses of the host, asked for when the page opens and again while it shows: networks come and go. */
export function useInterfaces(): readonly LocalAddress[] {
  const [interfaces, setInterfaces] = useState<readonly LocalAddress[]>([])
  useEffect(() => {
    let isShown = true
    const ask = () =>
      bridge.call('proxy.interfaces', {}).then(
        (answer) => isShown && setInterfaces(answer),
        () => {
          // Without a connection the last answer stays; the window says that it is lost.
        },
      )
    void ask()
    const timer = setInterval(() => void ask(), 5000)
    return () => {
      isShown = false
      clearInterval(timer)
    }
  }, [])
  return interfaces
}
