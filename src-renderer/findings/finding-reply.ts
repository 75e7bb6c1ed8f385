// A finding as plain text to answer a customer with: what it is, why, what to do, and the bytes. Pure.
import type { Language } from '../../src-shared/bridge/bridge.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { usualOrigin } from '../../src-shared/diagnosis/finding-origins.ts'
import { findingName } from '../../src-shared/diagnosis/finding-names.ts'
import { spacedHex } from '../i18n/numbers.ts'
import { detailsWords } from '../i18n/words-details.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import { directionWords, listWords } from '../i18n/words-list.ts'
import type { FindingView, FrameView } from '../packet-details/frame-view.ts'

/** In the language of the window; where both are chosen, Chinese above English. The bytes come once, at the end. */
export function findingReply(frame: FrameView, finding: FindingView, language: Language): string {
  const languages = language === 'both' ? (['zh', 'en'] as const) : [language]
  const parts = languages.map((one) => explanation(frame, finding, one))
  const [main] = languages
  const say = (label: Label) => label[main!]
  const bytes = [`${say(findingsWords.replyFrame)}${spacedHex(frame.hex)}`]
  if (finding.repair !== null) bytes.push(`${say(findingsWords.replyRepaired)}${spacedHex(finding.repair)}`)
  return [...parts, bytes.join('\n')].join('\n\n')
}

function explanation(frame: FrameView, finding: FindingView, language: 'zh' | 'en'): string {
  const say = (label: Label) => label[language]
  const { message, layout, direction, bytes, number } = frame
  const name = say(message?.name ?? listWords.unknownMessage)
  const type = message && message.type !== message.id ? `${message.type} ` : ''
  const facts = [
    layout ? say(layout.protocol) : say(listWords.unknownProtocol),
    say(directionWords[direction]),
    say(detailsWords.bytes(bytes.length)),
  ]
  const cause = findingName(finding.code)
  const origin = usualOrigin(finding.code)
  return [
    `${say(detailsWords.frame(number))} · ${type}${name} (${facts.join(', ')})`,
    `${say(findingsWords.replyCause)}${cause ? `${say(cause)} – ` : ''}${say(finding.message)}${finding.certainty ? ` [${say(findingsWords.certainty[finding.certainty])}]` : ''}`,
    ...(origin ? [`${say(findingsWords.origin)}${say(origin)}`] : []),
    ...(finding.evidence?.length
      ? [say(findingsWords.replyEvidence), ...finding.evidence.map((one) => `  - ${say(one)}`)]
      : []),
    ...(finding.remedy ? [`${say(findingsWords.replyRemedy)}${say(finding.remedy)}`] : []),
  ].join('\n')
}
