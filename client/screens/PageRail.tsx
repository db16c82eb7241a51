import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { createPortal } from 'react-dom'
import { Link } from 'wouter'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { useSpeech } from '../i18n/Language.tsx'
import type { Reply } from '../net/api.ts'
import { strategyQuery } from '../net/queries.ts'
import { Icon } from '../ui/Icon.tsx'
import { softened } from './soft-hyphens.ts'
import { useMe } from './me.ts'
import { PageTree } from './pages/PageTree.tsx'
import { stageOrder } from './process/stages.ts'
import { useStanding } from './roles/use-standing.ts'

const AddPageDialog = lazy(() => import('./templates/AddPageDialog.tsx'))

interface PageRailProps {
  readonly strategy: StrategyId
  /** The page one is at; without it one is at the strategy itself, or at what `at` says. */
  readonly current?: PageId
  readonly at?: 'people' | 'publishing' | 'trash'
}

/** A strategy's process and its pages, as far as one may read them. */
export function PageRail({ strategy, current, at }: PageRailProps) {
  const { person } = useMe()
  const { data } = useQuery(strategyQuery(person.id, strategy))
  if (data === undefined) return <span className="bone rail-bone" />
  return <ShownRail strategy={data} {...(current && { current })} {...(at && { at })} />
}

interface ShownRailProps extends Omit<PageRailProps, 'strategy'> {
  readonly strategy: Reply<'getStrategy'>
}

function ShownRail({ strategy, current, at }: ShownRailProps) {
  const { t } = useSpeech()
  const { may } = useStanding(strategy)
  const [adding, setAdding] = useState(false)
  const done = strategy.stages.filter(({ state }) => state === 'done').length
  const here = current === undefined && at === undefined
  return (
    <>
      <h2 lang={strategy.language}>{softened(strategy.name, strategy.language)}</h2>
      <Link
        href={`/strategies/${strategy.id}`}
        className="rail-process"
        aria-current={here ? 'page' : undefined}
      >
        <Icon name="path" />
        <span>{t('process')}</span>
        {done === 0 ? null : (
          <>
            <span className="rail-count" aria-hidden="true">
              {t('processOf', { done, all: stageOrder.length })}
            </span>
            <span className="unseen">
              , {t('processOfWords', { n: done, all: stageOrder.length })}
            </span>
          </>
        )}
      </Link>
      <Link
        href={`/strategies/${strategy.id}/publishing`}
        className="rail-process"
        aria-current={at === 'publishing' ? 'page' : undefined}
      >
        <Icon name="globe" />
        <span>{t('publishing')}</span>
      </Link>
      <PageTree strategy={strategy} {...(current && { current })} />
      {may('page.create') ? (
        <div className="rail-more">
          <button type="button" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {t('addPage')}
          </button>
          <Link
            href={`/strategies/${strategy.id}/trash`}
            aria-current={at === 'trash' ? 'page' : undefined}
          >
            <Icon name="trash" />
            {t('trash')}
          </Link>
        </div>
      ) : null}
      {adding
        ? createPortal(
            <Suspense>
              <AddPageDialog strategy={strategy.id} onClose={() => setAdding(false)} />
            </Suspense>,
            document.body,
          )
        : null}
    </>
  )
}
