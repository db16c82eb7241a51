import { useState } from 'react'
import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import type { Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import type { ListedPage } from '../pages/use-pages.ts'
import { useDay } from './use-day.ts'
import { When } from './When.tsx'

interface DueProps {
  readonly home: Reply<'getStrategyHome'>
  readonly pages: readonly ListedPage[]
}
type DueThing = Reply<'getStrategyHome'>['due'][number]

const shownAtFirst = 6

/** Reviews, tasks and ends of stages, what is late first and in words. */
export function Due({ home, pages }: DueProps) {
  const { t } = useSpeech()
  const day = useDay()
  const [all, setAll] = useState(false)
  const names = new Map<string, string>(home.people.map(({ id, name }) => [id, name]))
  const titles = new Map<string, string>(pages.map(({ id, title }) => [id, title]))
  const titleOf = (page: string) => titles.get(page) || t('untitled')
  const shown = all ? home.due : home.due.slice(0, shownAtFirst)
  const words = (thing: DueThing) => {
    switch (thing.kind) {
      case 'review':
        return (
          <Link href={`/pages/${thing.page}`}>
            {t('dueReview', { title: titleOf(thing.page) })}
          </Link>
        )
      case 'task':
        return (
          <>
            <Link href={`/pages/${thing.page}`}>{thing.text || titleOf(thing.page)}</Link>
            <span className="hint">
              {[titleOf(thing.page), thing.owner === null ? null : names.get(thing.owner)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </>
        )
      case 'stage':
        return <span>{t('dueStage', { stage: t(`stage_${thing.stage}`) })}</span>
    }
  }
  return (
    <section className="due" aria-labelledby="due-heading">
      <h2 id="due-heading">{t('due')}</h2>
      {home.due.length === 0 ? <p className="nothing">{t('dueNone')}</p> : null}
      <ul className="bare">
        {shown.map((thing, place) => (
          <li key={place}>
            <span className="due-what">{words(thing)}</span>
            <When on={thing.on} written={day(thing.on)} />
          </li>
        ))}
      </ul>
      {shown.length < home.due.length ? (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {t('showMore', { n: home.due.length - shown.length })}
        </Button>
      ) : null}
    </section>
  )
}
