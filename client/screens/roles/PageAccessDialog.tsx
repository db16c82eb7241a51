import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PersonId } from '#contract/ids.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Reply } from '../../net/api.ts'
import { membersQuery, pageAccessQuery, strategyQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { failureText } from '../failure-text.ts'
import { useMe } from '../me.ts'
import { type Exception, Exceptions } from './Exceptions.tsx'
import { countRoles, mayBeNamed, roleInStrategy } from './page-roles.ts'
import { usePeople } from './use-people.ts'

type Access = Reply<'getPageAccess'>
type Page = Reply<'getPage'>

interface PageAccessDialogProps {
  readonly page: Page
  readonly onClose: () => void
}

/** Who may do what on one page: locked or not, and open to all or to few. */
export default function PageAccessDialog({ page, onClose }: PageAccessDialogProps) {
  const { t } = useSpeech()
  const access = useQuery(pageAccessQuery(page.id))
  return (
    <Dialog title={t('pageAccess')} onClose={onClose}>
      {access.data === undefined ? (
        <div className="form">
          {access.isError ? (
            <Notice
              tone="danger"
              action={<Button onClick={() => void access.refetch()}>{t('tryAgain')}</Button>}
            >
              {failureText(t, access.error)}
            </Notice>
          ) : (
            <div aria-busy="true">
              <output className="unseen">{t('loading')}</output>
              <div className="bone line" />
            </div>
          )}
          <div className="actions">
            <Button onClick={onClose}>{t('close')}</Button>
          </div>
        </div>
      ) : (
        <div className="form">
          <Locking page={page} access={access.data} />
          <Narrowing page={page} access={access.data} onClose={onClose} />
        </div>
      )}
    </Dialog>
  )
}

/** Changes the access of a page and keeps what is shown of it in step. */
function useChange(page: Page, onDone?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { locked?: boolean; narrowed?: Access['narrowed'] }) =>
      call('changePageAccess', { id: page.id, body }),
    onSuccess: async (access) => {
      queries.setQueryData(pageAccessQuery(page.id).queryKey, access)
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['page', page.id] }),
        queries.invalidateQueries({ queryKey: ['strategies', page.strategy, 'pages'] }),
      ])
      onDone?.()
    },
  })
}

function Locking({ page, access }: { readonly page: Page; readonly access: Access }) {
  const { t, date } = useSpeech()
  const change = useChange(page)
  const { byId } = usePeople()
  const { locked } = access
  return (
    <section className="locking" aria-labelledby="locking-heading">
      <h3 id="locking-heading">
        <Icon name={locked === null ? 'unlocked' : 'lock'} />
        {t(locked === null ? 'pageNotLocked' : 'pageLocked')}
      </h3>
      <p className="hint">
        {locked === null
          ? t('lockMeans')
          : t('lockedBy', {
              name: byId.get(locked.by)?.name ?? t('somebody'),
              date: date(locked.at),
            })}
      </p>
      <Button busy={change.isPending} onClick={() => change.mutate({ locked: locked === null })}>
        {t(locked === null ? 'lockPage' : 'unlockPage')}
      </Button>
      <output className="unseen">
        {change.isSuccess ? t(locked === null ? 'pageNotLocked' : 'pageLocked') : ''}
      </output>
      {change.isError ? <Notice tone="danger">{failureText(t, change.error)}</Notice> : null}
    </section>
  )
}

const openings = ['strategy', 'editor', 'commenter', 'reader', 'nothing'] as const
type Opening = (typeof openings)[number]

function openingOf({ narrowed }: Access): Opening {
  if (narrowed === null) return 'strategy'
  const { others } = narrowed
  return others === null ? 'nothing' : others === 'facilitator' ? 'editor' : others
}

interface NarrowingProps {
  readonly page: Page
  readonly access: Access
  readonly onClose: () => void
}

function Narrowing({ page, access, onClose }: NarrowingProps) {
  const { t } = useSpeech()
  const me = useMe()
  const strategy = useQuery(strategyQuery(me.person.id, page.strategy))
  const members = useQuery(membersQuery(page.strategy))
  const people = usePeople()
  const change = useChange(page, onClose)
  const [opening, setOpening] = useState<Opening>(() => openingOf(access))
  const [named, setNamed] = useState(access.narrowed?.named ?? [])
  const narrowed =
    opening === 'strategy' ? null : { others: opening === 'nothing' ? null : opening, named }

  const memberships = new Map(members.data?.map((one) => [one.person, one]))
  const everyone = strategy.data?.everyone ?? null
  const known = people.all
    .filter(({ isGone }) => !isGone)
    .map((person) => ({
      person,
      id: person.id,
      has: roleInStrategy(person, { everyone }, memberships.get(person.id)),
    }))
  const candidates = known.flatMap(({ person, has }) =>
    mayBeNamed(page.id, has) ? [{ person, most: has.role }] : [],
  )
  const exceptions = named.flatMap(({ person, role }): Exception[] => {
    const found = people.byId.get(person)
    const most = candidates.find((one) => one.person.id === person)?.most ?? null
    return found === undefined ? [] : [{ person: found, role, most }]
  })
  const counts = countRoles(page.id, narrowed, known)
  const ready = strategy.isSuccess && members.isSuccess && !people.isPending

  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ narrowed })
  }
  const put = (person: PersonId, role: StrategyRole | null) => {
    const rest = named.filter((one) => one.person !== person)
    setNamed(role === null ? rest : [...rest, { person, role }])
  }
  return (
    <form className="form narrowing" onSubmit={submit}>
      <Choices
        legend={t('pageOpenTo')}
        value={opening}
        // Narrowed for those named alone: possible through the API, and kept if it is so.
        choices={openings
          .filter((value) => value !== 'editor' || openingOf(access) === 'editor')
          .map((value) => ({
            value,
            name: t(`opening_${value}`),
            means: t(`openingMeans_${value}`),
          }))}
        onChoice={setOpening}
      />
      {opening === 'strategy' ? null : (
        <Exceptions exceptions={exceptions} candidates={candidates} onPut={put} />
      )}
      {ready && opening !== 'strategy' ? <p className="counts">{t('pageCounts', counts)}</p> : null}
      {change.isError ? <Notice tone="danger">{failureText(t, change.error)}</Notice> : null}
      <div className="actions">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" kind="primary" busy={change.isPending}>
          {t('saveChange')}
        </Button>
      </div>
    </form>
  )
}
