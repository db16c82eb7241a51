import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { call } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Failed } from './Failed.tsx'
import { useChangedPerson } from './use-changed-person.ts'

/** Taking the name away from somebody who has left, for good; asks first, and for the password. */
export function NameTaking({ person: { id, name, pseudonym } }: { readonly person: Person }) {
  const { t } = useAdminSpeech()
  const changed = useChangedPerson()
  const [asking, setAsking] = useState(false)
  const take = useMutation({
    mutationFn: () => call('pseudonymisePerson', { id }),
    onSuccess: (saved) => {
      setAsking(false)
      return changed(saved)
    },
  })
  if (pseudonym !== null) return <p className="hint">{t('nameTaken')}</p>
  return (
    <section aria-labelledby="name-taking">
      <h3 id="name-taking">{t('takeNameTitle')}</h3>
      <p className="hint">{t('takeNameText', { name })}</p>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {t('takeName')}
      </Button>
      {asking ? (
        <Dialog title={t('takeNameAsk', { name })} onClose={() => setAsking(false)}>
          <div className="form">
            <p>{t('takeNameWhat')}</p>
            <p>{t('takeNameReach')}</p>
            <Failed error={take.error} />
            <div className="actions">
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button kind="danger" busy={take.isPending} onClick={() => take.mutate()}>
                {t('takeName')}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </section>
  )
}
