import { useState } from 'react'
import type { Person } from '#contract/records.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { countAsides } from '../net/asides.ts'
import { signOut } from '../net/sign-out.ts'
import { unsentComments, unsentOf } from '../net/unsent.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FailureNotice } from './FailureNotice.tsx'

interface SignOutProps {
  readonly person: Person
  readonly label: string
  readonly kind?: 'quiet' | 'plain' | 'primary'
  readonly onSignedOut: () => void
}

interface AtStake {
  readonly changes: number
  readonly asides: number
  readonly comments: number
}

/**
 * Signs out. It asks first where that would delete text that is nowhere else, and guests always:
 * they have no password to come back with.
 */
export function SignOut({ person, label, kind = 'quiet', onSignedOut }: SignOutProps) {
  const { t } = useSpeech()
  const [atStake, setAtStake] = useState<AtStake | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const isGuest = person.role === 'guest'

  const leave = async () => {
    setBusy(true)
    setFailed(null)
    try {
      await signOut(person.id)
      onSignedOut()
    } catch (error) {
      setFailed(error)
      setBusy(false)
    }
  }

  const ask = async () => {
    const { changes } = unsentOf(person.id)
    const asides = await countAsides(person.id).catch(() => 0)
    const comments = unsentComments(person.id)
    if (changes + asides + comments === 0 && !isGuest) return await leave()
    setAtStake({ changes, asides, comments })
  }

  return (
    <>
      <Button kind={kind} busy={busy} onClick={() => void ask()}>
        {label}
      </Button>
      {atStake === null ? <FailureNotice error={failed} /> : null}
      {atStake === null ? null : (
        <Dialog title={t('signOutTitle')} onClose={() => setAtStake(null)}>
          <div className="form">
            {isGuest ? <p>{t('signOutGuest')}</p> : null}
            {atStake.changes === 0 ? null : <p>{t('signOutUnsent', { n: atStake.changes })}</p>}
            {atStake.asides === 0 ? null : <p>{t('signOutAsides', { n: atStake.asides })}</p>}
            {atStake.comments === 0 ? null : <p>{t('signOutComments', { n: atStake.comments })}</p>}
            <p className="hint">{t('signOutPlain')}</p>
            <FailureNotice error={failed} />
            <div className="actions">
              <Button kind="danger" busy={busy} onClick={() => void leave()}>
                {t(
                  atStake.changes + atStake.asides + atStake.comments === 0
                    ? 'signOut'
                    : 'signOutAnyway',
                )}
              </Button>
              <Button kind="primary" onClick={() => setAtStake(null)}>
                {t('stay')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  )
}
