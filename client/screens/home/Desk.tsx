import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import type { Reply } from '../../net/api.ts'
import { deskQuery } from '../../net/pages-queries.ts'
import { softened } from '../soft-hyphens.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import { useMe } from '../me.ts'
import { isPast } from '../pages/day.ts'
import { Star } from '../pages/Star.tsx'
import { When } from '../process/When.tsx'
import { useDay } from '../process/use-day.ts'

type DeskReply = Reply<'getDesk'>
type NamedPage = DeskReply['favourites'][number]

/** What I have at hand: tasks and pages that are mine, favourites, where I was last. */
export function Desk() {
  const { t, ago } = useSpeech()
  const day = useDay()
  const { person } = useMe()
  const desk = useQuery(deskQuery(person.id))
  if (desk.data === undefined) return <FailureNotice error={desk.error} />
  const { favourites, recent, mine, tasks } = desk.data
  return (
    <div className="desk">
      {tasks.length === 0 ? null : (
        <Part id="tasks" name={t('myTasks')}>
          {tasks.map(({ page, text, due }, place) => (
            <li key={place}>
              <Link href={`/pages/${page.id}`}>{text || page.title || t('untitled')}</Link>
              <span className="facts">
                <span>{page.title || t('untitled')}</span>
                {due === null ? null : <When on={due} written={day(due)} />}
              </span>
            </li>
          ))}
        </Part>
      )}
      <Part id="mine" name={t('myPages')} none={t('myPagesNone')}>
        {mine.map((page) => (
          <PageLine key={page.id} page={page}>
            <span>{t(page.as === 'owner' ? 'asOwner' : 'asDeputy')}</span>
            {page.reviewOn === null ? null : (
              <span className={isPast(page.reviewOn) ? 'late' : undefined}>
                {t(isPast(page.reviewOn) ? 'factReviewLate' : 'factReview', {
                  date: day(page.reviewOn),
                })}
              </span>
            )}
          </PageLine>
        ))}
      </Part>
      <Part id="favourites" name={t('favourites')} none={t('favouritesNone')}>
        {favourites.map((page) => (
          <PageLine key={page.id} page={page} />
        ))}
      </Part>
      {recent.length === 0 ? null : (
        <Part id="recent" name={t('recentPages')}>
          {recent.slice(0, 8).map((page) => (
            <PageLine key={page.id} page={page}>
              <span>{ago(page.at) ?? t('justNow')}</span>
            </PageLine>
          ))}
        </Part>
      )}
    </div>
  )
}

interface PartProps {
  readonly id: string
  readonly name: string
  /** What is said where there is nothing. */
  readonly none?: string
  readonly children: readonly ReactNode[]
}

function Part({ id, name, none, children }: PartProps) {
  return (
    <section aria-labelledby={`desk-${id}`}>
      <h2 id={`desk-${id}`}>{name}</h2>
      {children.length === 0 ? (
        <p className="nothing">{none}</p>
      ) : (
        <ul className="bare desk-list">{children}</ul>
      )}
    </section>
  )
}

function PageLine({ page, children }: { readonly page: NamedPage; readonly children?: ReactNode }) {
  const { t } = useSpeech()
  return (
    <li>
      <Link href={`/pages/${page.id}`} lang={page.language}>
        {softened(page.title, page.language) || t('untitled')}
      </Link>
      <span className="facts">
        <span>{t(`pageStatus_${page.status}`)}</span>
        {children}
      </span>
      <Star page={page} />
    </li>
  )
}
