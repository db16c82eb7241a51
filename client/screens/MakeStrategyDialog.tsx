import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useLocation } from 'wouter'
import { useSpeech } from '../i18n/Language.tsx'
import { call, type Input } from '../net/api.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { EveryoneField, everyoneOf } from './EveryoneField.tsx'
import { textIn } from '../ui/form-text.ts'
import { failureText } from './failure-text.ts'

/** Makes a strategy and goes there. */
export function MakeStrategyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const [, travel] = useLocation()
  const make = useMutation({
    mutationFn: (body: Input<'makeStrategy'>['body']) => call('makeStrategy', { body }),
    onSuccess: (strategy) => {
      void queries.invalidateQueries({ queryKey: ['strategies'] })
      travel(`/strategies/${strategy.id}`)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    make.mutate({ name: textIn(form, 'name'), everyone: everyoneOf(form.get('everyone')) })
  }
  return (
    <Dialog title={t('newStrategy')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{t('strategyBegins')}</p>
        <TextField
          label={t('strategyName')}
          hint={t('strategyNameExample')}
          name="name"
          maxLength={120}
          autoComplete="off"
          required
        />
        <EveryoneField initial="editor" />
        {make.isError ? <Notice tone="danger">{failureText(t, make.error)}</Notice> : null}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={make.isPending}>
            {t('makeStrategy')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
