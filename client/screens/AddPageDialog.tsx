import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useLocation } from 'wouter'
import type { StrategyId } from '#contract/ids.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { call } from '../net/api.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { textIn } from '../ui/form-text.ts'
import { failureText } from './failure-text.ts'

interface AddPageDialogProps {
  readonly strategy: StrategyId
  readonly onClose: () => void
}

/** Adds an empty page to a strategy and goes there. */
export function AddPageDialog({ strategy, onClose }: AddPageDialogProps) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const [, travel] = useLocation()
  const make = useMutation({
    mutationFn: (title: string) => call('makePage', { id: strategy, body: { title } }),
    onSuccess: (page) => {
      void queries.invalidateQueries({ queryKey: ['strategies', strategy, 'pages'] })
      travel(`/pages/${page.id}`)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    make.mutate(textIn(new FormData(event.currentTarget), 'title'))
  }
  return (
    <Dialog title={t('newPage')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('pageTitle')}
          name="title"
          maxLength={500}
          autoComplete="off"
          required
        />
        {make.isError ? <Notice tone="danger">{failureText(t, make.error)}</Notice> : null}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={make.isPending}>
            {t('addPage')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
