import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import type { Unit } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { peopleQuery, unitsQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useMe } from '../me.ts'
import { AddPersonSteps } from './AddPerson.tsx'
import { AdminFrame } from './AdminFrame.tsx'
import { Failed } from './Failed.tsx'
import { addressOfFilter, filtered, filterIn, isGone, isWide, searchable } from './people-filter.ts'
import type { PeopleFilter } from './people-filter.ts'
import { PeopleFilters } from './PeopleFilters.tsx'
import { PersonRow } from './PersonRow.tsx'
import { PersonSheet } from './PersonSheet.tsx'
import { useGrowing } from './use-growing.ts'

const none: readonly never[] = []

/** The people of the organisation; one of them opens at the side, with an address of its own. */
export function PeopleScreen({ shown }: { readonly shown: string | null }) {
  const { t, compare } = useAdminSpeech()
  const me = useMe()
  const [, travel] = useLocation()
  const [params, setParams] = useSearchParams()
  const people = useQuery(peopleQuery)
  const units = useQuery(unitsQuery)
  const [adding, setAdding] = useState(false)
  const [said, setSaid] = useState('')
  const now = people.dataUpdatedAt

  const sortedUnits = useMemo(
    () => (units.data ?? none).toSorted((a, b) => compare(a.name, b.name)),
    [units.data, compare],
  )
  const unitNames = useMemo(() => namesOf(sortedUnits), [sortedUnits])
  const all = useMemo(
    () => searchable((people.data ?? none).toSorted((a, b) => compare(a.name, b.name))),
    [people.data, compare],
  )
  const unitIds = sortedUnits.map(({ id }) => id)
  const filter = filterIn(params, unitIds)
  const address = addressOfFilter(filter)
  // Typing goes first; the list follows when there is time.
  const addressLater = useDeferredValue(address)
  const later = filterIn(new URLSearchParams(addressLater), unitIds)
  const listed = filtered(all, later, now)
  const { drawn, end } = useGrowing(listed.length, addressLater)

  const change = (next: PeopleFilter) =>
    setParams(new URLSearchParams(addressOfFilter(next)), { replace: true })
  const person = shown === null ? undefined : people.data?.find(({ id }) => id === shown)
  const admins = all.filter((one) => one.person.role === 'admin' && !isGone(one.person, now))

  return (
    <AdminFrame
      at="people"
      wide
      actions={
        <>
          <Link href="/admin/import" className="button plain">
            {t('importPeople')}
          </Link>
          <Button kind="primary" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {t('addPerson')}
          </Button>
        </>
      }
    >
      <Failed error={people.error ?? units.error} onRetry={() => void people.refetch()} />
      <PeopleFilters filter={filter} units={sortedUnits} onChange={change} />
      <div className="list-head">
        <output>
          {people.isSuccess
            ? isWide(later)
              ? t('peopleCount', { n: listed.length })
              : t('peopleFound', { n: listed.length, all: all.length })
            : ''}
        </output>
        {isWide(filter) ? null : (
          <Button
            kind="quiet"
            onClick={() => change({ words: '', unit: '', kind: '', state: 'active' })}
          >
            {t('showEverybody')}
          </Button>
        )}
      </div>
      {people.isSuccess && listed.length === 0 ? (
        <p className="hint">{t('nobodyFound')}</p>
      ) : (
        <ul className="bare person-list" aria-busy={people.isPending}>
          {listed.slice(0, drawn).map((one) => (
            <PersonRow
              key={one.id}
              person={one}
              unit={one.unit === null ? '' : (unitNames.get(one.unit) ?? '')}
              href={`/admin/people/${one.id}${address}`}
              isMe={one.id === me.person.id}
              now={now}
            />
          ))}
          {people.isPending
            ? [1, 2, 3, 4, 5, 6].map((n) => (
                <li key={n} className="person-row" aria-hidden="true">
                  <span className="bone line" />
                </li>
              ))
            : null}
          {drawn < listed.length ? <li ref={end} className="list-end" aria-hidden="true" /> : null}
        </ul>
      )}
      <output className="unseen">{said}</output>
      {shown !== null && people.isSuccess ? (
        <PersonSheet
          key={shown}
          person={person ?? null}
          units={sortedUnits}
          now={now}
          isLastAdmin={admins.length === 1 && admins[0]?.person.id === shown}
          onClose={() => travel(`/admin/people${address}`)}
        />
      ) : null}
      {adding ? (
        <AddPersonSteps
          onClose={() => setAdding(false)}
          onAdded={(name) => {
            setSaid(t('personAdded', { name }))
            setAdding(false)
          }}
        />
      ) : null}
    </AdminFrame>
  )
}

function namesOf(units: readonly Unit[]): ReadonlyMap<string, string> {
  return new Map(units.map(({ id, name }) => [id, name]))
}
