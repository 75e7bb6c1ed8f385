// How something went, in one line at the lower edge. What was done goes away by itself; what failed stays until put away.
import { useEffect } from 'react'
import { CircleCheck, CircleX, X } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { dismissNotice, useScreen } from '../store/screen-store.ts'
import './notices.css'

const doneMillis = 2500

export function NoticeLine() {
  const text = useText()
  const notice = useScreen((screen) => screen.notice)
  useEffect(() => {
    if (notice?.kind !== 'done') return
    const timer = setTimeout(dismissNotice, doneMillis)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <div className="notice-place" role="status" aria-live="polite">
      {notice && (
        <div className={`notice ${notice.kind}`} data-testid="notice">
          {notice.kind === 'done' ? (
            <CircleCheck size={15} className="severity-good" aria-hidden />
          ) : (
            <CircleX size={15} className="severity-error" aria-hidden />
          )}
          <span>{text.both(notice.text, ' / ')}</span>
          <button type="button" className="icon-button small" aria-label={text(appWords.close)} onClick={dismissNotice}>
            <X size={14} aria-hidden />
          </button>
        </div>
      )}
    </div>
  )
}
