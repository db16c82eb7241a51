import { useMutation } from '@tanstack/react-query'
import type { Person } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { call } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Failed } from './Failed.tsx'
import { OneTimeLink } from './OneTimeLink.tsx'

/** Ways in: a one-time link, and ending all sessions. */
export function PersonAccess({ person }: { readonly person: Person }) {
  const { t } = useAdminSpeech()
  const { id, name, role } = person
  const guest = role === 'guest'
  const make = useMutation({ mutationFn: () => call('makePersonLink', { id }) })
  const end = useMutation({ mutationFn: () => call('endPersonSessions', { id }) })
  return (
    <>
      <section aria-labelledby="person-link">
        <h3 id="person-link">{t(guest ? 'wayIn' : 'newPasswordFor')}</h3>
        <p className="hint">{t(guest ? 'wayInText' : 'newPasswordText', { name })}</p>
        <Button busy={make.isPending} onClick={() => make.mutate()}>
          {t(make.data === undefined ? 'makeLink' : 'makeLinkAgain')}
        </Button>
        <Failed error={make.error} />
        {make.data === undefined ? null : (
          <OneTimeLink name={name} link={make.data} of={guest ? 'guest' : 'member'} />
        )}
      </section>
      <section aria-labelledby="person-sessions">
        <h3 id="person-sessions">{t('sessionsOf')}</h3>
        <p className="hint">{t('endSessionsText', { name })}</p>
        <Button busy={end.isPending} onClick={() => end.mutate()}>
          {t('endSessions')}
        </Button>
        <Failed error={end.error} />
        <output className={end.isSuccess ? 'saved-note' : 'unseen'}>
          {end.isSuccess ? t('sessionsEnded', { name }) : ''}
        </output>
      </section>
    </>
  )
}
