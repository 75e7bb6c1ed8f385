// 统计: what was tested with each pile, which messages came and how often, and the conversations.
import { useState } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { useText } from '../i18n/use-text.ts'
import { statisticsWords } from '../i18n/words-statistics.ts'
import { ConversationTable } from './ConversationTable.tsx'
import { CoverageMatrix } from './CoverageMatrix.tsx'
import { IgnoredNote } from './IgnoredNote.tsx'
import { MessageTable } from './MessageTable.tsx'
import './statistics.css'

type TableId = 'coverage' | 'messages' | 'conversations'

const tables: readonly { id: TableId; label: Label }[] = [
  { id: 'coverage', label: statisticsWords.coverage },
  { id: 'messages', label: statisticsWords.messages },
  { id: 'conversations', label: statisticsWords.conversations },
]

const bodies = { coverage: CoverageMatrix, messages: MessageTable, conversations: ConversationTable }

export function StatisticsView({ capture }: { capture: CaptureState }) {
  const text = useText()
  const [shown, setShown] = useState<TableId>('coverage')
  const Body = bodies[shown]
  return (
    <div className="statistics-view" data-testid="statistics-view">
      <nav className="statistics-tabs" aria-label={text(statisticsWords.tables)}>
        {tables.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            aria-current={shown === id || undefined}
            data-testid={`statistics-${id}`}
            onClick={() => setShown(id)}
          >
            {text(label)}
          </button>
        ))}
        <IgnoredNote capture={capture} />
      </nav>
      <Body capture={capture} />
    </div>
  )
}
