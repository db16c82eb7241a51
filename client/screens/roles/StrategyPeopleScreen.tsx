import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { Link } from 'wouter'
import type { StrategyId } from '#contract/ids.ts'
import { mayInOrganisation } from '#contract/permissions.ts'
import type { Membership } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import type { Reply } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { membersQuery, strategyQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { AddPersonDialog } from '../AddPersonDialog.tsx'
import { failureText } from '../failure-text.ts'
import { Frame } from '../Frame.tsx'
import { useMe } from '../me.ts'
import { OfflineNote } from '../OfflineNote.tsx'
import { PageRail } from '../PageRail.tsx'
import { FailureScreen, NotFoundScreen, WaitingScreen } from '../PlainScreens.tsx'
import { useScreenTitle } from '../use-screen-title.ts'
import { Invitations } from './Invitations.tsx'
import { OwnRole } from './OwnRole.tsx'
import { PersonSearch } from './PersonSearch.tsx'
import { RoleDialog } from './RoleDialog.tsx'
import { type Named, Roster } from './Roster.tsx'
import { StrategySettings } from './StrategySettings.tsx'
import { type KnownPerson, usePeople } from './use-people.ts'
import { useStanding } from './use-standing.ts'

/** Who may do what in one strategy, and who is invited to it. */
export default function StrategyPeopleScreen({ id }: { readonly id: StrategyId }) {
  const { t } = useSpeech()
  const { person } = useMe()
  const strategy = useQuery(strategyQuery(person.id, id))
  useScreenTitle(t('rights'))
  if (strategy.isPending) return <WaitingScreen />
  if (strategy.isError) {
    return strategy.error instanceof Failure && strategy.error.code === 'not-found' ? (
      <NotFoundScreen />
    ) : (
      <FailureScreen error={strategy.error} onRetry={() => void strategy.refetch()} />
    )
  }
  const { name, language } = strategy.data
  return (
    <Frame
      railName={t('pagesOf', { name })}
      rail={<PageRail strategy={id} at="people" />}
      bar={
        <span className="path">
          <Link href={`/strategies/${id}`} lang={language}>
            {name}
          </Link>{' '}
          <span aria-hidden="true">/</span> <strong>{t('rights')}</strong>
        </span>
      }
    >
      <main id="content" tabIndex={-1} className="sheet">
        <OfflineNote />
        <div className="sheet-head">
          <div>
            <p className="over" lang={language}>
              {name}
            </p>
            <h1>{t('rights')}</h1>
          </div>
        </div>
        {mayInOrganisation(person.role, 'people.read') ? (
          <StrategyPeople strategy={strategy.data} />
        ) : (
          <OwnRole strategy={strategy.data} />
        )}
      </main>
    </Frame>
  )
}

function StrategyPeople({ strategy }: { readonly strategy: Reply<'getStrategy'> }) {
  const { t } = useSpeech()
  const me = useMe()
  const people = usePeople()
  const members = useQuery(membersQuery(strategy.id))
  const { may } = useStanding(strategy)
  const mayManage = may('strategy.manage')
  const [said, setSaid] = useState('')
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<KnownPerson | null>(null)
  const close = useCallback(() => setChanging(null), [])

  const roles = new Map(members.data?.map((one) => [one.person, one]))
  const named = people.all.flatMap((person): Named[] => {
    const membership = roles.get(person.id)
    return membership === undefined ? [] : [{ person, membership }]
  })
  const guests = named.filter(({ person }) => person.role === 'guest')
  const others = named.filter(({ person }) => person.role !== 'guest')
  const unnamedAdmins = people.all.filter(
    ({ id, role, isGone }) => role === 'admin' && !isGone && !roles.has(id),
  )
  const error = people.error ?? members.error
  const onChange = mayManage ? ({ person }: Named) => setChanging(person) : null

  return (
    <>
      <StrategySettings strategy={strategy} mayManage={mayManage} onDone={setSaid} />
      <section aria-labelledby="named-heading" className="named">
        <h2 id="named-heading">{t('peopleByName')}</h2>
        {error === null ? null : <Notice tone="danger">{failureText(t, error)}</Notice>}
        {mayManage ? (
          <PersonSearch
            label={t('giveSomebodyARole')}
            hint={t('giveSomebodyARoleHint')}
            people={people.all.filter(({ role, isGone }) => role !== 'admin' && !isGone)}
            note={({ id }) => noteOf(roles.get(id), (role) => t(`role_${role}`))}
            onChoose={setChanging}
          />
        ) : null}
        {people.isPending || members.isPending ? (
          <div aria-busy="true">
            <output className="unseen">{t('loading')}</output>
            <div className="bone line" />
          </div>
        ) : null}
        {members.isSuccess && !people.isPending && others.length === 0 ? (
          <p className="hint">{t('nobodyByName')}</p>
        ) : (
          <Roster
            strategy={strategy.id}
            named={others}
            label={t('peopleByName')}
            onChange={onChange}
          />
        )}
        {mayInOrganisation(me.person.role, 'people.manage') ? (
          <Button onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {t('addPerson')}
          </Button>
        ) : null}
        {unnamedAdmins.length === 0 ? null : (
          <p className="hint">
            {t('administratorsLead', { names: unnamedAdmins.map(({ name }) => name).join(', ') })}
          </p>
        )}
      </section>
      {guests.length === 0 ? null : (
        <section aria-labelledby="guests-heading" className="named">
          <h2 id="guests-heading">{t('guests')}</h2>
          <Roster strategy={strategy.id} named={guests} label={t('guests')} onChange={onChange} />
        </section>
      )}
      {mayManage ? <Invitations strategy={strategy} onDone={setSaid} /> : null}
      <output className="unseen">{said}</output>
      {adding ? (
        <AddPersonDialog
          onClose={() => setAdding(false)}
          onAdded={(name) => {
            setSaid(t('personAdded', { name }))
            setAdding(false)
          }}
        />
      ) : null}
      {changing === null ? null : (
        <RoleDialog
          strategy={strategy}
          person={changing}
          membership={roles.get(changing.id) ?? null}
          onClose={close}
          onDone={(words) => {
            setSaid(words)
            close()
          }}
        />
      )}
    </>
  )
}

function noteOf(
  membership: Membership | undefined,
  words: (role: Membership['role']) => string,
): string | null {
  return membership === undefined ? null : words(membership.role)
}
