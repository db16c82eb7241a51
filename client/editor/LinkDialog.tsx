import { type FormEvent, useState } from 'react'
import { isSafeHref } from '#contract/href.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { textIn } from '../ui/form-text.ts'
import { TextField } from '../ui/Field.tsx'
import { completeAddress } from './address.ts'

interface LinkDialogProps {
  /** The address of the link at the caret; '' for none. */
  readonly address: string
  /** The chosen address; null takes the link away. */
  readonly onLink: (address: string | null) => void
  readonly onClose: () => void
}

/** Asks for a link's address and takes safe ones only. */
export function LinkDialog({ address, onLink, onClose }: LinkDialogProps) {
  const { t } = useSpeech()
  const [unsafe, setUnsafe] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const completed = completeAddress(textIn(new FormData(event.currentTarget), 'address'))
    if (isSafeHref(completed)) onLink(completed)
    else setUnsafe(true)
  }
  return (
    <Dialog title={t('linkTitle')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          label={t('linkAddress')}
          hint={t('linkHint')}
          error={unsafe ? t('linkUnsafe') : undefined}
          name="address"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          defaultValue={address}
          onChange={() => setUnsafe(false)}
        />
        <div className="actions">
          {address === '' ? null : (
            <Button kind="danger" onClick={() => onLink(null)}>
              {t('linkRemove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary">
            {t('linkSet')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
