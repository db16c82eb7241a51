import { Link } from 'wouter'
import type { PageId } from '#contract/ids.ts'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import type { ThreadView } from '../net/thread-queries.ts'
import { useTalk } from './talk.ts'
import { shortened } from './use-thread-words.ts'

interface QuoteProps {
  readonly thread: ThreadView
  readonly gone: boolean
  readonly onGoTo: (() => void) | null
}

/** So much of what somebody pointed at is shown. */
const most = 160

/** The words that a thread is about; gone from the text, when they were there. */
export function Quote({ thread, gone, onGoTo }: QuoteProps) {
  const { t } = useCommentsSpeech()
  const { page, may } = useTalk()
  const { anchor } = thread
  if (anchor === null) return null
  return (
    <div className={gone ? 'quoted is-gone' : 'quoted'}>
      {gone ? <p className="hint">{t('thread_goneNow')}</p> : null}
      {anchor.quote === '' ? null : (
        <blockquote>
          <span className="unseen">{t('thread_quote')} </span>
          {shortened(anchor.quote, most)}
        </blockquote>
      )}
      {gone ? (
        may.readHistory ? (
          <Link className="quiet-link" href={momentAddress(page, anchor.lastThere ?? anchor.seq)}>
            {t('thread_wasThere')}
          </Link>
        ) : null
      ) : onGoTo === null ? null : (
        <button type="button" className="quiet-link" onClick={onGoTo}>
          {t('thread_goTo')}
        </button>
      )}
    </div>
  )
}

/** The page in its history, at an entry: the address that the history's own screen reads. */
export function momentAddress(page: PageId, seq: number): string {
  return `/pages/${page}/history?view=replay&at=${seq}`
}
