import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { NoticeId } from '#contract/ids.ts'
import { useNoticesSpeech } from '../../i18n/notices/NoticesLanguage.tsx'
import { type NoticeView, noticesQuery } from '../../net/notice-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { useMe } from '../me.ts'
import { daysOf } from './days.ts'
import { InboxFilter } from './InboxFilter.tsx'
import { NoticeRow } from './NoticeRow.tsx'
import { fits, type Shown, shownIn } from './shown.ts'
import { useMarking } from './use-marking.ts'

/** The notices by day, with what to show of them. */
export function Inbox() {
  const { t } = useNoticesSpeech()
  const { organisation } = useMe()
  const [search] = useSearchParams()
  const shown = shownIn(search)
  const inbox = useQuery(noticesQuery)
  const marking = useMarking()
  const [said, setSaid] = useState('')
  const { notices = [], unread = 0 } = inbox.data ?? {}
  return (
    <>
      <div className="sheet-head">
        <div>
          <p className="over">{organisation.name}</p>
          <h1>{t('inbox')}</h1>
        </div>
        {unread === 0 ? null : (
          <Button
            onClick={() => {
              marking.mark(null, true)
              setSaid(t('markedAll'))
            }}
          >
            <Icon name="check" />
            {t('markAll')}
          </Button>
        )}
      </div>
      <output className="unseen">{said}</output>
      <FailureNotice error={marking.error} />
      {inbox.isError ? (
        <>
          <FailureNotice error={inbox.error} />
          <div className="actions">
            <Button kind="primary" onClick={() => void inbox.refetch()}>
              {t('tryAgain')}
            </Button>
          </div>
        </>
      ) : null}
      {inbox.isPending ? <Bones /> : null}
      {inbox.data === undefined ? null : notices.length === 0 ? (
        <Empty />
      ) : (
        <>
          <InboxFilter notices={notices} shown={shown} />
          <Days key={shown} notices={notices} shown={shown} onMark={marking.mark} />
        </>
      )}
    </>
  )
}

interface DaysProps {
  readonly notices: readonly NoticeView[]
  readonly shown: Shown
  readonly onMark: (ids: readonly NoticeId[], read: boolean) => void
}

function Days({ notices, shown, onMark }: DaysProps) {
  const { t, date } = useNoticesSpeech()
  // What was read here stays in sight: nothing goes from under one's hands.
  const [touched, setTouched] = useState<ReadonlySet<NoticeId>>(new Set())
  const fitting = notices.filter((notice) => touched.has(notice.id) || fits(notice, shown))
  if (fitting.length === 0) {
    return (
      <div className="inbox-none">
        <p>{t(shown === 'unread' ? 'inboxNoneUnread' : 'inboxNoneOfKind')}</p>
        <Link href="/inbox" className="button plain">
          {t('inboxAll')}
        </Link>
      </div>
    )
  }
  return (
    <div className="inbox">
      {daysOf(fitting).map(({ day, name, notices: ofDay }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>{name === 'date' ? date(`${day}T12:00`) : t(name)}</h2>
          <ul className="bare">
            {ofDay.map((notice) => (
              <NoticeRow
                key={notice.id}
                notice={notice}
                onMark={(read) => {
                  setTouched((before) => new Set(before).add(notice.id))
                  onMark([notice.id], read)
                }}
                onKeyDown={walk}
              />
            ))}
          </ul>
        </section>
      ))}
      <p className="facts">
        <Link href="/account#notices">{t('inboxSettings')}</Link>
      </p>
    </div>
  )
}

/** Arrow keys go from notice to notice. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const { key, currentTarget, ctrlKey, metaKey, altKey, shiftKey } = event
  if (ctrlKey || metaKey || altKey || shiftKey) return
  const links = [
    ...(currentTarget.closest('.inbox')?.querySelectorAll<HTMLElement>('a.inbox-what') ?? []),
  ]
  const at = links.findIndex((link) => link === currentTarget)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[key]
  const link = to === undefined ? undefined : links[to]
  if (link === undefined) return
  event.preventDefault()
  link.focus()
  link.closest('li')?.scrollIntoView({ block: 'nearest' })
}

function Empty() {
  const { t } = useNoticesSpeech()
  return (
    <div className="empty">
      <h2>{t('inboxEmptyTitle')}</h2>
      <p>{t('inboxEmptyText')}</p>
      <div className="actions">
        <Link href="/account#notices" className="button primary">
          {t('inboxSettings')}
        </Link>
      </div>
    </div>
  )
}

function Bones() {
  const { t } = useNoticesSpeech()
  return (
    <div className="inbox-bones" aria-busy="true">
      <output className="unseen">{t('loading')}</output>
      <div className="bone line short" />
      <div className="bone line" />
      <div className="bone line" />
    </div>
  )
}
