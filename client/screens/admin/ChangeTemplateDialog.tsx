import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { call, type Input, type Reply } from '../../net/api.ts'
import { templatesQuery } from '../../net/pages-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { Failed } from './Failed.tsx'

interface ChangeTemplateDialogProps {
  readonly template: Reply<'listTemplates'>['own'][number]
  readonly onClose: () => void
}

/** Changes what a template of the organisation's own is called, asks and is for. */
export function ChangeTemplateDialog({ template, onClose }: ChangeTemplateDialogProps) {
  const { t } = useAdminSpeech()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (body: Input<'changeTemplate'>['body']) =>
      call('changeTemplate', { template: template.id, body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: templatesQuery.queryKey })
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    change.mutate({
      title: textIn(form, 'title'),
      keyQuestion: textIn(form, 'keyQuestion'),
      purpose: textIn(form, 'purpose'),
    })
  }
  return (
    <Dialog title={t('changeTemplateTitle')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('templateName')}
          name="title"
          defaultValue={template.title}
          maxLength={120}
          autoComplete="off"
          required
        />
        <TextField
          label={t('templateQuestion')}
          name="keyQuestion"
          defaultValue={template.keyQuestion}
          maxLength={300}
          autoComplete="off"
        />
        <TextField
          label={t('templatePurpose')}
          name="purpose"
          defaultValue={template.purpose}
          maxLength={600}
          autoComplete="off"
        />
        <Failed error={change.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={change.isPending}>
            {t('saveChange')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
