import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { call } from '../../net/api.ts'
import { tokensQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'

/** Makes a token, then shows its secret, which cannot be had again. */
export function MakeTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: (name: string) => call('makeToken', { body: { name } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
    gcTime: 0,
  })
  if (make.data !== undefined) return <MadeToken secret={make.data.token} onClose={onClose} />
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    make.mutate(textIn(new FormData(event.currentTarget), 'name'))
  }
  return (
    <Dialog title={t('account_tokenMake')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('account_tokenName')}
          hint={t('account_tokenExample')}
          name="name"
          autoComplete="off"
          maxLength={120}
          required
        />
        <FailureNotice error={make.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={make.isPending}>
            {t('account_tokenMake')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function MadeToken(props: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useSpeech()
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => content.current?.querySelector('button')?.focus(), [])
  return (
    <Dialog title={t('account_tokenMade')} onClose={props.onClose}>
      <div className="form made-token" ref={content}>
        <p>{t('account_tokenOnce')}</p>
        <TextField
          label={t('account_token')}
          value={props.secret}
          readOnly
          spellCheck={false}
          onFocus={({ target }) => target.select()}
        />
        <div className="actions">
          <CopyButton kind="primary" text={props.secret} label={t('copy')} />
          <Button onClick={props.onClose}>{t('close')}</Button>
        </div>
      </div>
    </Dialog>
  )
}
