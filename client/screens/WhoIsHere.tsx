import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { mayInOrganisation } from '#contract/permissions.ts'
import { useSpeech } from '../i18n/Language.tsx'
import type { PageSession } from '../net/page-session.ts'
import { presence } from '../net/presence.ts'
import { peopleQuery } from '../net/queries.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { useMe } from './me.ts'
import { GuestMark } from './roles/GuestMark.tsx'

const shownAtOnce = 4

/** Who has the page open: initials at once, everybody's name behind them. */
export function WhoIsHere({ session }: { readonly session: PageSession }) {
  const { t, compare } = useSpeech()
  const me = useMe()
  const store = useMemo(() => presence(session.awareness), [session])
  const people = useSyncExternalStore(store.subscribe, store.get)
  // Who is a guest stands in the list of people, which is fetched when somebody looks.
  const [opened, setOpened] = useState(false)
  const list = useQuery({
    ...peopleQuery,
    enabled: opened && mayInOrganisation(me.person.role, 'people.read'),
  })
  if (people.length === 0) return null
  const others = people
    .filter(({ id }) => id !== me.person.id)
    .toSorted((a, b) => compare(a.name, b.name))
  const mine = people.filter(({ id }) => id === me.person.id)
  const ordered = [...others, ...mine]
  const shown = ordered.slice(0, ordered.length > shownAtOnce ? shownAtOnce - 1 : shownAtOnce)
  const more = ordered.length - shown.length
  const name = others.length === 0 ? t('onlyYou') : t('hereNow', { n: people.length })
  return (
    <div className="here">
      <Disclosure
        opens="below"
        from="end"
        onOpen={() => setOpened(true)}
        summaryClass="avatars"
        label={name}
        summary={
          <>
            {shown.map((person) => (
              <Avatar key={person.id} id={person.id} name={person.name} />
            ))}
            {more > 0 ? (
              <span className="avatar more" aria-hidden="true" data-more={`+${more}`} />
            ) : null}
          </>
        }
      >
        <p className="panel-title">{name}</p>
        <ul className="bare here-list">
          {ordered.map((person) => (
            <li key={person.id}>
              <Avatar id={person.id} name={person.name} />
              <span>
                {person.name}
                {person.id === me.person.id ? (
                  <span className="hint"> ({t('you')})</span>
                ) : null}{' '}
                <GuestMark person={list.data?.find(({ id }) => id === person.id)} />
              </span>
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  )
}
