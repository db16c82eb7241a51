import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import type { StrategyId } from '#contract/ids.ts'
import { useSpeech } from '../i18n/Language.tsx'
import type { Reply } from '../net/api.ts'
import { Failure } from '../net/failure.ts'
import { pagesQuery, strategyQuery } from '../net/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Frame } from './Frame.tsx'
import { useMe } from './me.ts'
import { OfflineNote } from './OfflineNote.tsx'
import { PageRail } from './PageRail.tsx'
import { FailureScreen, NotFoundScreen, WaitingScreen } from './PlainScreens.tsx'
import { PageMarks } from './roles/PageMarks.tsx'
import { PeopleSummary } from './roles/PeopleSummary.tsx'
import { useStanding } from './roles/use-standing.ts'
import { useScreenTitle } from './use-screen-title.ts'

const AddPageDialog = lazy(() => import('./templates/AddPageDialog.tsx'))

/** One strategy: its pages, and who may do what in it. */
export function StrategyScreen({ id }: { readonly id: StrategyId }) {
  const { person } = useMe()
  const strategy = useQuery(strategyQuery(person.id, id))
  useScreenTitle(strategy.data?.name ?? '')

  if (strategy.isPending) return <WaitingScreen />
  if (strategy.isError) {
    return strategy.error instanceof Failure && strategy.error.code === 'not-found' ? (
      <NotFoundScreen />
    ) : (
      <FailureScreen error={strategy.error} onRetry={() => void strategy.refetch()} />
    )
  }
  return <ShownStrategy strategy={strategy.data} />
}

function ShownStrategy({ strategy }: { readonly strategy: Reply<'getStrategy'> }) {
  const { t, date } = useSpeech()
  const { person, organisation } = useMe()
  const { id, name, role, language, createdAt } = strategy
  const pages = useQuery(pagesQuery(person.id, id))
  const { may } = useStanding(strategy)
  const [adding, setAdding] = useState(false)
  const list = pages.data ?? []
  return (
    <Frame
      railName={t('pagesOf', { name })}
      rail={<PageRail strategy={id} />}
      bar={
        <span className="path">
          <Link href="/">{t('strategies')}</Link> <span aria-hidden="true">/</span>{' '}
          <strong lang={language}>{name}</strong>
        </span>
      }
    >
      <main id="content" tabIndex={-1} className="sheet">
        <OfflineNote />
        <div className="sheet-head">
          <div>
            <p className="over">{organisation.name}</p>
            <h1 lang={language}>{name}</h1>
          </div>
        </div>
        <p className="facts ruled">
          <span>{t('createdOn', { date: date(createdAt) })}</span>
          <span>{t(`factRole_${role}`)}</span>
        </p>
        <section aria-labelledby="pages-heading">
          <h2 id="pages-heading">{t('pages')}</h2>
          <ol className="contents numbered" aria-busy={pages.isPending}>
            {list.map((page) => (
              <li key={page.id}>
                <Link href={`/pages/${page.id}`} lang={page.language}>
                  {page.title === '' ? t('untitled') : page.title}
                  <PageMarks page={page} />
                </Link>
              </li>
            ))}
          </ol>
          {may('page.create') ? (
            <Button onClick={() => setAdding(true)}>
              <Icon name="plus" />
              {t('addPage')}
            </Button>
          ) : null}
        </section>
        <PeopleSummary strategy={strategy} />
      </main>
      {adding ? (
        <Suspense>
          <AddPageDialog strategy={id} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </Frame>
  )
}
