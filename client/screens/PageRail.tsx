import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { pagesQuery, strategyQuery } from '../net/queries.ts'
import { useMe } from './me.ts'
import { PageMarks } from './roles/PageMarks.tsx'

interface PageRailProps {
  readonly strategy: StrategyId
  /** The page one is at; without it one is at the strategy itself, or at what `at` says. */
  readonly current?: PageId
  readonly at?: 'people'
}

/** The pages of a strategy that one may read, in their order. */
export function PageRail(props: PageRailProps) {
  const { t } = useSpeech()
  const { person } = useMe()
  const strategy = useQuery(strategyQuery(person.id, props.strategy))
  const pages = useQuery(pagesQuery(person.id, props.strategy))
  return (
    <>
      <h2>
        <Link
          href={`/strategies/${props.strategy}`}
          aria-current={(props.current ?? props.at) ? undefined : 'page'}
        >
          {strategy.data?.name ?? <span className="bone rail-bone" />}
        </Link>
      </h2>
      <ol className="bare">
        {(pages.data ?? []).map((page) => (
          <li key={page.id}>
            <Link
              href={`/pages/${page.id}`}
              aria-current={page.id === props.current ? 'page' : undefined}
              lang={page.language}
            >
              <span>{page.title === '' ? t('untitled') : page.title}</span>
              <PageMarks page={page} />
            </Link>
          </li>
        ))}
        {pages.isPending
          ? [1, 2, 3, 4, 5, 6].map((n) => (
              <li key={n} aria-hidden="true">
                <span className="bone rail-bone" />
              </li>
            ))
          : null}
      </ol>
    </>
  )
}
