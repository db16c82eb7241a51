import type { KeyboardEvent } from 'react'
import { Link } from 'wouter'
import { publishingPath } from '#contract/notice-shape.ts'
import { useNoticesSpeech } from '../../i18n/notices/NoticesLanguage.tsx'
import type { NoticeView } from '../../net/notice-queries.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { plainSentence, Sentence } from './Sentence.tsx'

interface NoticeRowProps {
  readonly notice: NoticeView
  readonly onMark: (read: boolean) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/** One notice: who did what where, what was said, and the way there. */
export function NoticeRow({ notice, onMark, onKeyDown }: NoticeRowProps) {
  const { t, language, dateTime } = useNoticesSpeech()
  const { at, by, byName, excerpt, page, readAt, strategyName, thread } = notice
  const unread = readAt === null
  const place = language === 'en' ? 'en-GB' : language
  const time = new Date(at).toLocaleTimeString(place, { timeStyle: 'short' })
  const inPage = thread === null ? `/pages/${page}` : `/pages/${page}?thread=${thread}`
  const open = () => (unread ? onMark(true) : undefined)
  const what = plainSentence(t, notice)
  return (
    <li className={unread ? 'inbox-row unread' : 'inbox-row'}>
      <span className="inbox-dot" aria-hidden="true" />
      {by === null ? (
        <span className="inbox-sign">
          <Icon name={notice.kind === 'feedback' ? 'comment' : 'calendar'} />
        </span>
      ) : (
        <Avatar id={by} name={byName ?? ''} />
      )}
      <div className="inbox-words">
        <Link
          href={publishingPath(notice) ?? inPage}
          className="inbox-what"
          onClick={open}
          onAuxClick={open}
          onKeyDown={onKeyDown}
        >
          {unread ? <span className="unseen">{t('unread')}: </span> : null}
          <Sentence notice={notice} />
        </Link>
        {excerpt === '' ? null : <p className="inbox-excerpt">{excerpt}</p>}
        <p className="facts">
          <time dateTime={at} title={dateTime(at)}>
            {time}
          </time>
          <span>{strategyName}</span>
        </p>
      </div>
      <button
        type="button"
        className="inbox-mark"
        aria-label={t(unread ? 'markReadOf' : 'markUnreadOf', { what })}
        title={t(unread ? 'markRead' : 'markUnread')}
        onClick={() => onMark(unread)}
      >
        <Icon name={unread ? 'check' : 'mail'} />
      </button>
    </li>
  )
}
