import { useState } from 'react'
import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import type { Reply } from '../../net/api.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import type { ListedPage } from '../pages/use-pages.ts'

interface ChangesProps {
  readonly home: Reply<'getStrategyHome'>
  readonly pages: readonly ListedPage[]
}

const shownAtFirst = 6

/** What others wrote since I was here: on which page, who, how much, when. */
export function Changes({ home, pages }: ChangesProps) {
  const { t, language, ago, dateTime } = useSpeech()
  const [all, setAll] = useState(false)
  const names = new Map<string, string>(home.people.map(({ id, name }) => [id, name]))
  const titles = new Map<string, ListedPage>(pages.map((page) => [page.id, page]))
  const lists = new Intl.ListFormat(language, { type: 'conjunction' })
  const known = home.changed.filter(({ page }) => titles.has(page))
  const shown = all ? known : known.slice(0, shownAtFirst)
  const { since } = home
  return (
    <section className="changes" aria-labelledby="changes-heading">
      <h2 id="changes-heading">{t(since === null ? 'changesFirst' : 'changes')}</h2>
      {known.length === 0 ? (
        <p className="nothing">
          {since === null
            ? t('changesNoneYet')
            : t('changesNone', { when: ago(since) ?? t('justNow') })}
        </p>
      ) : null}
      <ul className="bare">
        {shown.map(({ page: id, at, entries, by }) => {
          const page = titles.get(id)
          const who = by.flatMap((person) => names.get(person) ?? [])
          return (
            <li key={id}>
              <Link href={`/pages/${id}`} lang={page?.language}>
                {page?.title || t('untitled')}
              </Link>
              <span className="change-facts">
                <span className="change-faces" aria-hidden="true">
                  {by.slice(0, 3).map((person) => (
                    <Avatar key={person} id={person} name={names.get(person) ?? ''} />
                  ))}
                </span>
                <span>
                  {t('changesCount', { n: entries })}
                  {who.length === 0 ? null : ` ${t('changesBy', { names: lists.format(who) })}`}
                  {' · '}
                  <time dateTime={at} title={dateTime(at)}>
                    {ago(at) ?? t('justNow')}
                  </time>
                </span>
              </span>
            </li>
          )
        })}
      </ul>
      {shown.length < known.length ? (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {t('showMore', { n: known.length - shown.length })}
        </Button>
      ) : null}
    </section>
  )
}
