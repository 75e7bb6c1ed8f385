// Names of protocols for the protocol column, as their definitions give them.
import { useMemo } from 'react'
import type { AppInfo } from '../../src-shared/bridge/bridge.ts'
import type { Row } from '../../src-shared/view/row.ts'
import { useText, type Text } from '../i18n/use-text.ts'
import { listWords } from '../i18n/words-list.ts'
import { useScreen } from '../store/screen-store.ts'

/** Says a protocol's name; its id where the analyzer did not name it. */
export function protocolNamer(info: AppInfo | null, text: Text): (row: Pick<Row, 'protocol'>) => string {
  const names = new Map<string, string>()
  for (const protocol of info?.protocols ?? []) names.set(protocol.id, shortName(text(protocol.name)))
  return ({ protocol }) => (protocol === null ? text(listWords.unknownProtocol) : (names.get(protocol) ?? protocol))
}

/** Without what stands in brackets behind it, and without the words that all of them share. */
function shortName(name: string): string {
  const plain = name.replace(/\s*[（(].*$/, '')
  return plain.replace(/\s*(?:充电桩规约|pile protocol)$/, '') || plain || name
}

export function useProtocolNamer(): ReturnType<typeof protocolNamer> {
  const info = useScreen((screen) => screen.info)
  const text = useText()
  return useMemo(() => protocolNamer(info, text), [info, text])
}
