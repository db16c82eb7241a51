import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { pagesQuery, strategyQuery } from '../net/queries.ts'
import { useMe } from './me.ts'

/** The pages of a strategy in their order. */
export function PageRail(props: { readonly strategy: StrategyId; readonly current?: PageId }) {
  const { t } = useSpeech()
  const { person } = useMe()
  const strategy = useQuery(strategyQuery(person.id, props.strategy))
  const pages = useQuery(pagesQuery(person.id, props.strategy))
  return (
    <>
      <h2>
        <Link
          href={`/strategies/${props.strategy}`}
          aria-current={props.current === undefined ? 'page' : undefined}
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
              {page.title === '' ? t('untitled') : page.title}
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
