import { useMutation, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { StrategyId } from '#contract/ids.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { call, type Reply } from '../net/api.ts'
import { Failure } from '../net/failure.ts'
import { strategyHomeQuery } from '../net/pages-queries.ts'
import { strategyQuery } from '../net/queries.ts'
import { Button } from '../ui/Button.tsx'
import { useCommands } from '../ui/commands.ts'
import { Icon } from '../ui/Icon.tsx'
import { QuietBoundary } from '../ui/QuietBoundary.tsx'
import { softened } from './soft-hyphens.ts'
import { FailureNotice } from './FailureNotice.tsx'
import { Frame } from './Frame.tsx'
import { useMe } from './me.ts'
import { OfflineNote } from './OfflineNote.tsx'
import { PageRail } from './PageRail.tsx'
import { usePages } from './pages/use-pages.ts'
import { FailureScreen, NotFoundScreen, WaitingScreen } from './PlainScreens.tsx'
import { Changes } from './process/Changes.tsx'
import { Due } from './process/Due.tsx'
import { nextStep } from './process/next-step.ts'
import { NextStep } from './process/NextStep.tsx'
import { PageList } from './process/PageList.tsx'
import { StagePath } from './process/StagePath.tsx'
import { stagesOf } from './process/stages.ts'
import { PeopleSummary } from './roles/PeopleSummary.tsx'
import { useStanding } from './roles/use-standing.ts'
import { useScreenTitle } from './use-screen-title.ts'
import './process/process.css'

const FateBoard = lazy(() => import('./process/FateBoard.tsx'))
const WatchStrategy = lazy(() => import('./process/WatchStrategy.tsx'))
const TakenPart = lazy(() => import('./process/TakenPart.tsx'))
const TakeAlongDialog = lazy(() => import('./taking/TakeAlongDialog.tsx'))
const AddPageDialog = lazy(() => import('./templates/AddPageDialog.tsx'))

/** One strategy: its process, what changed and what is due; its pages second. */
export default function StrategyScreen({ id }: { readonly id: StrategyId }) {
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
  const { t } = useSpeech()
  const { organisation } = useMe()
  const { id, name, language } = strategy
  const { pages = [], isPending, error } = usePages(id)
  const { may } = useStanding(strategy)
  const [adding, setAdding] = useState(false)
  const [taking, setTaking] = useState(false)
  const mayAdd = may('page.create')
  const mayTake = isPending || pages.length > 0
  useCommands(
    useMemo(
      () => [
        ...(mayAdd ? [{ id: 'addPage' as const, run: () => setAdding(true) }] : []),
        ...(mayTake ? [{ id: 'takeStrategy' as const, run: () => setTaking(true) }] : []),
      ],
      [mayAdd, mayTake, setAdding, setTaking],
    ),
  )
  const home = useHome(id)
  const stages = stagesOf(strategy.stages)
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
      <main id="content" tabIndex={-1} className="sheet process">
        <OfflineNote />
        <div className="sheet-head">
          <div>
            <p className="over">{organisation.name}</p>
            <h1 lang={language}>{softened(name, language)}</h1>
          </div>
          <div className="actions">
            <QuietBoundary>
              <Suspense>
                <WatchStrategy id={id} />
              </Suspense>
            </QuietBoundary>
            {mayTake ? (
              <Button onClick={() => setTaking(true)}>
                <Icon name="download" />
                {t('saveAsFile')}
              </Button>
            ) : null}
          </div>
        </div>
        {isPending ? (
          <div className="next-step" aria-hidden="true">
            <div className="bone line short" />
          </div>
        ) : (
          <NextStep
            step={nextStep(pages, stages, may('page.write'))}
            onAddPage={may('page.create') ? () => setAdding(true) : null}
          />
        )}
        <FailureNotice error={error} />
        <StagePath strategy={id} stages={stages} pages={pages} mayChange={may('strategy.manage')} />
        <FailureNotice error={home.error} />
        {home.data === undefined ? (
          <div className="news" aria-busy={home.isPending}>
            {home.isPending ? <div className="bone line" /> : null}
          </div>
        ) : (
          <div className="news">
            <Changes home={home.data} pages={pages} />
            <Due home={home.data} pages={pages} />
          </div>
        )}
        <QuietBoundary>
          <Suspense>
            <FateBoard strategy={id} pages={pages} />
          </Suspense>
        </QuietBoundary>
        <section aria-labelledby="pages-heading">
          <h2 id="pages-heading">{t('pages')}</h2>
          <PageList pages={pages} isPending={isPending} />
          {may('page.create') ? (
            <Button onClick={() => setAdding(true)}>
              <Icon name="plus" />
              {t('addPage')}
            </Button>
          ) : null}
        </section>
        {may('history.read') ? (
          <QuietBoundary>
            <Suspense>
              <TakenPart strategy={id} />
            </Suspense>
          </QuietBoundary>
        ) : null}
        <PeopleSummary strategy={strategy} />
      </main>
      {taking ? (
        <Suspense>
          <TakeAlongDialog
            what={{ kind: 'strategy', id, title: name }}
            onClose={() => setTaking(false)}
          />
        </Suspense>
      ) : null}
      {adding ? (
        <Suspense>
          <AddPageDialog strategy={id} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </Frame>
  )
}

/** What changed since I was here: asked for once the server knows that I am here again. */
function useHome(id: StrategyId) {
  const { person } = useMe()
  const { mutate, isSuccess, isError } = useMutation({
    mutationFn: () => call('visitStrategy', { id }),
  })
  useEffect(() => mutate(), [mutate])
  return useQuery({ ...strategyHomeQuery(person.id, id), enabled: isSuccess || isError })
}
