// A frame's number as a link: to the frame in the list.
import { ArrowRight } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { sessionWords } from '../i18n/words-sessions.ts'
import { openFrame } from '../packet-list/navigate.ts'
import './frame-link.css'

export function FrameLink({ captureId, frame }: { captureId: number; frame: number }) {
  const text = useText()
  return (
    <button type="button" className="link-button frame-link" onClick={() => void openFrame(captureId, frame)}>
      {text(sessionWords.frame(frame))}
      <ArrowRight size={12} aria-hidden />
    </button>
  )
}
