import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { call } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import type { DialogPage } from './page-deed.ts'

interface RenamePageDialogProps {
  readonly page: DialogPage
  readonly onClose: () => void
}

/** Changes a page's title from a list, as if it had been typed on the page. */
export function RenamePageDialog({ page, onClose }: RenamePageDialogProps) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const rename = useMutation({
    mutationFn: (title: string) => call('changePage', { id: page.id, body: { title } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['strategies', page.strategy, 'pages'] })
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    rename.mutate(textIn(new FormData(event.currentTarget), 'title'))
  }
  return (
    <Dialog title={t('renamePageTitle')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('pageTitle')}
          name="title"
          defaultValue={page.title}
          maxLength={500}
          autoComplete="off"
          required
          onFocus={({ target }) => target.select()}
        />
        <FailureNotice error={rename.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={rename.isPending}>
            {t('saveChange')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
