import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { call } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useMe } from '../me.ts'
import { Failed } from './Failed.tsx'
import { LastAdminNote } from './LastAdminNote.tsx'
import { NameTaking } from './NameTaking.tsx'
import { useChangedPerson } from './use-changed-person.ts'

interface PersonLeavingProps {
  readonly person: Person
  readonly isLastAdmin: boolean
}

/** Deactivating a person, after saying what ends and what stays; letting them in again. */
export function PersonLeaving({ person, isLastAdmin }: PersonLeavingProps) {
  const { t, date } = useAdminSpeech()
  const me = useMe()
  const changed = useChangedPerson()
  const [asking, setAsking] = useState(false)
  const { id, name, deactivatedAt } = person
  const set = useMutation({
    mutationFn: (active: boolean) => call('setPersonActive', { id, body: { active } }),
    onSuccess: (saved) => {
      setAsking(false)
      return changed(saved)
    },
  })
  const last = set.error instanceof Failure && set.error.details['role'] === 'last-administrator'

  if (deactivatedAt !== null) {
    return (
      <>
        <Notice
          tone="warn"
          title={t('deactivatedSince', { date: date(deactivatedAt) })}
          {...(person.pseudonym === null && {
            action: (
              <Button busy={set.isPending} onClick={() => set.mutate(true)}>
                {t('reactivate')}
              </Button>
            ),
          })}
        >
          {t('deactivatedText', { name })}
        </Notice>
        <Failed error={set.error} />
        <NameTaking person={person} />
      </>
    )
  }
  return (
    <section aria-labelledby="person-leaving">
      <h3 id="person-leaving">{t('leavingTitle')}</h3>
      {id === me.person.id ? (
        <p className="hint">{t('leavingSelf')}</p>
      ) : isLastAdmin ? (
        <p className="hint">{t('lastAdminText')}</p>
      ) : (
        <>
          <p className="hint">{t('leavingText', { name })}</p>
          <Button kind="danger" onClick={() => setAsking(true)}>
            {t('deactivate')}
          </Button>
        </>
      )}
      {asking ? (
        <Dialog title={t('deactivateTitle', { name })} onClose={() => setAsking(false)}>
          <div className="form">
            <div className="what-becomes">
              <h3>{t('whatEnds')}</h3>
              <ul>
                <li>{t('endsSignIn')}</li>
                <li>{t('endsSessions')}</li>
                <li>{t('endsLinks')}</li>
              </ul>
              <h3>{t('whatStays')}</h3>
              <ul>
                <li>{t('staysWriting')}</li>
                <li>{t('staysRoles')}</li>
              </ul>
            </div>
            {last ? <LastAdminNote name={name} /> : <Failed error={set.error} />}
            <div className="actions">
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button kind="danger" busy={set.isPending} onClick={() => set.mutate(false)}>
                {t('deactivate')}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </section>
  )
}
