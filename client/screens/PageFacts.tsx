import { useSpeech } from '../i18n/Language.tsx'
import type { Reply } from '../net/api.ts'
import { Icon } from '../ui/Icon.tsx'

interface PageFactsProps {
  readonly record: Reply<'getPage'>
  /** Nobody writes here just now. */
  readonly locked: boolean
}

/** What stands between a page's title and its text: its question, and a line of facts. */
export function PageFacts({ record, locked }: PageFactsProps) {
  const { t, date } = useSpeech()
  const { keyQuestion, narrowed } = record
  return (
    <>
      {typeof keyQuestion === 'string' && keyQuestion !== '' ? (
        <p className="key-question" lang={record.language}>
          {keyQuestion}
        </p>
      ) : null}
      <p className="facts ruled">
        <span>{t('createdOn', { date: date(record.createdAt) })}</span>
        {locked ? (
          <span className="fact-mark">
            <Icon name="lock" />
            {record.locked === null
              ? t('pageLocked')
              : t('lockedSince', { date: date(record.locked.at) })}
          </span>
        ) : (
          <span>{t(`factRole_${record.role}`)}</span>
        )}
        {narrowed ? (
          <span className="fact-mark" title={t('openToFewMeans')}>
            <Icon name="key" />
            {t('openToFew')}
          </span>
        ) : null}
      </p>
    </>
  )
}
