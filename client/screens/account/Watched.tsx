import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { useNoticesSpeech } from '../../i18n/notices/NoticesLanguage.tsx'
import { call, type Reply } from '../../net/api.ts'
import { everyPageQuery } from '../../net/mention-queries.ts'
import { wishesQuery } from '../../net/notice-queries.ts'
import { strategiesQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { useMe } from '../me.ts'

interface Watching {
  readonly id: string
  readonly title: string
  readonly language: string
  readonly href: string
  readonly what: string
  readonly stop: () => Promise<void>
}

/** The strategies and pages that one watches, each with the way to stop. */
export function Watched({ wishes }: { readonly wishes: Reply<'getWishes'> }) {
  const { t } = useNoticesSpeech()
  const { person } = useMe()
  const queries = useQueryClient()
  const list = useRef<HTMLUListElement>(null)
  const strategies = useQuery(strategiesQuery(person.id))
  const pages = useQuery(everyPageQuery(person.id))
  const [said, setSaid] = useState('')
  const [error, setError] = useState<unknown>(null)
  const strategyOf = (id: StrategyId) => strategies.data?.find((one) => one.id === id)
  const watched: Watching[] = [
    ...wishes.strategies.flatMap((id) => {
      const strategy = strategyOf(id)
      if (strategy === undefined) return []
      return {
        id,
        title: strategy.name,
        language: strategy.language,
        href: `/strategies/${id}`,
        what: t('watchedStrategy'),
        stop: () => call('watchStrategy', { id, body: { watching: false } }),
      }
    }),
    ...wishes.pages.flatMap((id: PageId) => {
      const page = pages.data?.find((one) => one.id === id)
      if (page === undefined) return []
      return {
        id,
        title: page.title === '' ? t('untitled') : page.title,
        language: page.language,
        href: `/pages/${id}`,
        what: t('watchedPageOf', { strategy: strategyOf(page.strategy)?.name ?? '…' }),
        stop: () => call('watchPage', { id, body: { watching: false } }),
      }
    }),
  ]
  const stop = async ({ title, stop: end }: Watching) => {
    setError(null)
    try {
      await end()
      await queries.invalidateQueries({ queryKey: wishesQuery.queryKey })
      setSaid(t('watchStopped', { title }))
      list.current?.focus()
    } catch (failure) {
      setError(failure)
    }
  }
  const known = strategies.data !== undefined && pages.data !== undefined
  return (
    <>
      <p>{t(watched.length === 0 && known ? 'watchedNone' : 'watchedHint')}</p>
      {/* Takes the focus when the row that had it has gone. */}
      <ul ref={list} className="bare ruled-list" tabIndex={-1} hidden={watched.length === 0}>
        {watched.map((one) => (
          <li key={one.id}>
            <div className="what">
              <Link href={one.href} className="what-name" lang={one.language}>
                {one.title}
              </Link>
              <span className="facts">
                <span>{one.what}</span>
              </span>
            </div>
            <Button
              aria-label={t('watchStopOf', { title: one.title })}
              onClick={() => void stop(one)}
            >
              {t('watchStop')}
            </Button>
          </li>
        ))}
      </ul>
      <output className="done">{said}</output>
      <FailureNotice error={error ?? strategies.error ?? pages.error} />
    </>
  )
}
