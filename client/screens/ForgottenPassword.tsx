import { useState } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** What helps who has forgotten the password. No mail is sent: people hand over a link. */
export function ForgottenPassword() {
  const { t } = useSpeech()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {t('forgotten')}
      </button>
      {open ? (
        <Dialog title={t('forgotten')} onClose={() => setOpen(false)}>
          <div className="form">
            <p>{t('forgottenText')}</p>
            <div className="aside">
              <p className="hint">{t('forgottenAdmin')}</p>
              <code>npm run talkoot -- recover</code>
            </div>
            <div className="actions">
              <Button onClick={() => setOpen(false)}>{t('close')}</Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
