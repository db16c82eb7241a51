import { lazy, Suspense, useState } from 'react'
import { createPortal } from 'react-dom'
import { Link } from 'wouter'
import { mayInOrganisation, mayInStrategy } from '#contract/permissions.ts'
import { useKnownPeople } from '../editor/blocks/person-name.ts'
import { useSpeech } from '../i18n/Language.tsx'
import type { Reply } from '../net/api.ts'
import { Icon } from '../ui/Icon.tsx'
import { useMe } from './me.ts'
import { isPast } from './pages/day.ts'
import { PageState } from './pages/PageState.tsx'
import { PageVersions } from './pages/PageVersions.tsx'

// Few change them, and hardly ever.
const PageFactsDialog = lazy(() => import('./pages/PageFactsDialog.tsx'))
const WhenDone = lazy(() => import('./pages/WhenDone.tsx'))

interface PageFactsProps {
  readonly record: Reply<'getPage'>
  /** Nobody writes here just now. */
  readonly locked: boolean
}

/** What stands between a page's title and its text: its question, a line of facts, its versions. */
export function PageFacts({ record, locked }: PageFactsProps) {
  const { t, date } = useSpeech()
  const me = useMe()
  const [changing, setChanging] = useState(false)
  const [asking, setAsking] = useState(false)
  const { keyQuestion, narrowed, reviewOn, owner, deputy, status } = record
  const mayWrite = mayInStrategy(record.role, 'page.write')
  const mayChange = mayWrite && !locked && !record.trashed
  const hasTemplate =
    record.template !== null && mayInOrganisation(me.person.role, 'templates.read')
  const late = reviewOn ? isPast(reviewOn) : false
  return (
    <>
      {typeof keyQuestion === 'string' && keyQuestion !== '' ? (
        <p className="key-question" lang={record.language}>
          {keyQuestion}
        </p>
      ) : null}
      <div className="facts page-facts">
        <span className="fact-mark">
          <PageState page={record} />
          {t(`pageStatus_${status}`)}
        </span>
        {owner ? (
          <Named words="factOwner" id={owner} />
        ) : mayWrite ? (
          <span>{t('factNoOwner')}</span>
        ) : null}
        {deputy ? <Named words="factDeputy" id={deputy} /> : null}
        {reviewOn ? (
          <span className={late ? 'late' : undefined}>
            {t(late ? 'factReviewLate' : 'factReview', { date: date(reviewOn) })}
          </span>
        ) : null}
        {locked ? (
          <span className="fact-mark">
            <Icon name="lock" />
            {record.locked === null
              ? t('pageLocked')
              : t('lockedSince', { date: date(record.locked.at) })}
          </span>
        ) : mayWrite ? null : (
          <span>{t(`factRole_${record.role}`)}</span>
        )}
        {narrowed ? (
          <span className="fact-mark" title={t('openToFewMeans')}>
            <Icon name="key" />
            {t('openToFew')}
          </span>
        ) : null}
        {record.mayReadHistory ? (
          <Link className="fact-link" href={`/pages/${record.id}/history?view=written`}>
            {t('writtenBy')}
          </Link>
        ) : null}
        {mayChange ? (
          <button
            type="button"
            className="fact-button"
            aria-haspopup="dialog"
            aria-label={t('changeFacts')}
            onClick={() => setChanging(true)}
          >
            <Icon name="pencil" />
            {t('change')}
          </button>
        ) : null}
      </div>
      <div className="page-more">
        {hasTemplate ? (
          <details
            className="when-done"
            onToggle={({ currentTarget }) => setAsking(currentTarget.open)}
          >
            <summary>{t('whenDone')}</summary>
            {asking ? (
              <Suspense fallback={<div className="bone line" />}>
                <WhenDone record={record} />
              </Suspense>
            ) : null}
          </details>
        ) : null}
        <PageVersions record={record} mayChange={mayChange} />
      </div>
      {changing
        ? createPortal(
            <Suspense>
              <PageFactsDialog record={record} onClose={() => setChanging(false)} />
            </Suspense>,
            // What stands here may stand inside the editor; a form is none of its text.
            document.body,
          )
        : null}
    </>
  )
}

/** A fact about a person; whom one may not look up is left out. */
function Named(props: { readonly words: 'factOwner' | 'factDeputy'; readonly id: string }) {
  const { t } = useSpeech()
  const { nameOf, mayList, me } = useKnownPeople()
  if (!mayList && props.id !== me?.id) return null
  return <span>{t(props.words, { name: nameOf(props.id).name })}</span>
}
