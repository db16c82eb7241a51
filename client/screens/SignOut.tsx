import { useState } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { countAsides } from '../net/asides.ts'
import { root } from '../net/place.ts'
import { signOut } from '../net/sign-out.ts'
import { unsentOf } from '../net/unsent.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { failureText } from './failure-text.ts'
import { useMe } from './me.ts'

interface AtStake {
  readonly changes: number
  readonly asides: number
}

/** Signs out; where that would delete text that is nowhere else, it asks first. */
export function SignOut() {
  const { t } = useSpeech()
  const { person } = useMe()
  const [atStake, setAtStake] = useState<AtStake | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  const leave = async () => {
    setBusy(true)
    setFailed(null)
    try {
      await signOut(person.id)
      // A fresh document: nothing of this person stays in memory either.
      location.assign(new URL('sign-in', root))
    } catch (error) {
      setFailed(error)
      setBusy(false)
    }
  }

  const ask = async () => {
    const { changes } = unsentOf(person.id)
    const asides = await countAsides(person.id).catch(() => 0)
    if (changes + asides === 0) return await leave()
    setAtStake({ changes, asides })
  }

  return (
    <>
      <Button kind="quiet" busy={busy} onClick={() => void ask()}>
        {t('signOut')}
      </Button>
      {failed === null || atStake !== null ? null : (
        <Notice tone="danger">{failureText(t, failed)}</Notice>
      )}
      {atStake === null ? null : (
        <Dialog title={t('signOutTitle')} onClose={() => setAtStake(null)}>
          <div className="form">
            {atStake.changes === 0 ? null : <p>{t('signOutUnsent', { n: atStake.changes })}</p>}
            {atStake.asides === 0 ? null : <p>{t('signOutAsides', { n: atStake.asides })}</p>}
            <p className="hint">{t('signOutPlain')}</p>
            {failed === null ? null : <Notice tone="danger">{failureText(t, failed)}</Notice>}
            <div className="actions">
              <Button kind="danger" busy={busy} onClick={() => void leave()}>
                {t('signOutAnyway')}
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
