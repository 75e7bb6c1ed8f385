// The three panes in either arrangement: list over tree beside bytes, or list beside tree over bytes. Sizes are preferences.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { defaultPreferences } from '../../src-shared/bridge/default-preferences.ts'
import { PacketBytes } from '../packet-bytes/PacketBytes.tsx'
import { PacketDetails } from '../packet-details/PacketDetails.tsx'
import { useShownFrame } from '../packet-details/details-source.ts'
import { useKeptPart } from '../packet-details/use-kept-part.ts'
import { PacketList } from '../packet-list/PacketList.tsx'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { Splitter } from './Splitter.tsx'
import './panes.css'

type Split = [number, number]

const percent = (share: number) => `${(share * 100).toFixed(3)}% 5px minmax(0, 1fr)`

export function Panes({ capture }: { capture: CaptureState }) {
  const layout = usePreferences((preferences) => preferences.layout)
  const split = usePreferences((preferences) => preferences.split)
  const shown = useShownFrame()
  useKeptPart(shown)
  const isStacked = layout === 'list-over-tree-beside-hex'
  const move = (change: Split) => usePreferences.setState({ split: change })
  const done = (change: Split) => changePreferences({ split: change })
  const [first, second] = split
  const usual = defaultPreferences.split
  return (
    <div
      className="panes"
      style={isStacked ? { gridTemplateRows: percent(first) } : { gridTemplateColumns: percent(first) }}
    >
      <PacketList capture={capture} />
      <Splitter
        isHorizontal={isStacked}
        share={first}
        usual={usual[0]}
        onMove={(share) => move([share, second])}
        onDone={(share) => done([share, second])}
      />
      <div
        className="panes"
        style={isStacked ? { gridTemplateColumns: percent(second) } : { gridTemplateRows: percent(second) }}
      >
        <PacketDetails shown={shown} />
        <Splitter
          isHorizontal={!isStacked}
          share={second}
          usual={usual[1]}
          onMove={(share) => move([first, share])}
          onDone={(share) => done([first, share])}
        />
        <PacketBytes shown={shown} />
      </div>
    </div>
  )
}
