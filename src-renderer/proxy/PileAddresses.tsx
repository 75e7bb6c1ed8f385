// What to type into a pile, one line for each network that this machine is on, each with a button that copies it.
import { Copy } from 'lucide-react'
import type { LocalAddress, ProxyRoute } from '../../src-shared/bridge/proxy.ts'
import { copy } from '../app/actions.ts'
import { useText } from '../i18n/use-text.ts'
import { proxyWords as words } from '../i18n/words-proxy.ts'
import { endText, pileAddresses } from './route-text.ts'
import './proxy.css'

interface PileAddressesProps {
  doors: readonly Pick<ProxyRoute, 'address' | 'port'>[]
  interfaces: readonly LocalAddress[]
}

export function PileAddresses({ doors, interfaces }: PileAddressesProps) {
  const text = useText()
  const lines = pileAddresses(doors, interfaces)
  if (lines.length === 0) return <p className="dim">{text(words.noPort)}</p>
  return (
    <table className="pile-addresses" data-testid="pile-addresses">
      <thead>
        <tr>
          <th scope="col">{text(words.network)}</th>
          <th scope="col">{text(words.address)}</th>
          <th scope="col">{text(words.port)}</th>
          <th scope="col">
            <span className="visually-hidden">{text(words.copy)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ network, address, port, isLoopback }) => {
          const end = endText(address, port)
          return (
            <tr key={`${network} ${end}`}>
              <td>
                {network} {isLoopback && <span className="dim">{text(words.onlyHere)}</span>}
              </td>
              <td className="mono">{address}</td>
              <td className="mono">{port}</td>
              <td>
                <button
                  type="button"
                  className="icon-button small"
                  aria-label={text(words.copyOf(end))}
                  title={text(words.copyOf(end))}
                  onClick={() => void copy(end)}
                >
                  <Copy size={13} aria-hidden />
                </button>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
