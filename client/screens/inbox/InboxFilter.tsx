import { Link } from 'wouter'
import { noticeKinds } from '#contract/notice-shape.ts'
import { useNoticesSpeech } from '../../i18n/notices/NoticesLanguage.tsx'
import type { NoticeView } from '../../net/notice-queries.ts'
import { addressOfShown, fits, type Shown } from './shown.ts'

interface InboxFilterProps {
  readonly notices: readonly NoticeView[]
  readonly shown: Shown
}

/** Everything, what is unread, or one kind: those that there is anything of. */
export function InboxFilter({ notices, shown }: InboxFilterProps) {
  const { t } = useNoticesSpeech()
  const kinds = noticeKinds.filter(
    (kind) => kind === shown || notices.some((notice) => notice.kind === kind),
  )
  const unread = notices.filter(({ readAt }) => readAt === null)
  return (
    <nav className="inbox-filter" aria-label={t('inboxShow')}>
      {(['all', 'unread', ...kinds] as const).map((one) => {
        const n = unread.filter((notice) => fits(notice, one)).length
        const name = one === 'all' || one === 'unread' ? t(`inboxShow_${one}`) : t(`kind_${one}`)
        return (
          <Link
            key={one}
            href={addressOfShown(one)}
            aria-current={one === shown ? 'true' : undefined}
          >
            {name}
            {n === 0 || one === 'all' ? null : (
              <>
                <span className="inbox-count" aria-hidden="true">
                  {n}
                </span>
                <span className="unseen">, {t('unreadCount', { n })}</span>
              </>
            )}
          </Link>
        )
      })}
    </nav>
  )
}
