import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Input } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import type { DialogPage } from '../pages/page-deed.ts'

interface SaveTemplateDialogProps {
  readonly page: DialogPage
  readonly onClose: () => void
}

/** Makes a template of the organisation's own from a page. */
export function SaveTemplateDialog({ page, onClose }: SaveTemplateDialogProps) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const [keep, setKeep] = useState<'structure' | 'text'>('structure')
  const save = useMutation({
    mutationFn: (body: Input<'saveTemplate'>['body']) =>
      call('saveTemplate', { id: page.id, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['templates'] }),
  })
  const title = page.title === '' ? t('untitled') : page.title
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    save.mutate({
      title: textIn(form, 'title'),
      keyQuestion: textIn(form, 'keyQuestion'),
      purpose: textIn(form, 'purpose'),
      keepText: keep === 'text',
    })
  }
  return (
    <Dialog title={t('saveTemplateTitle', { title })} onClose={onClose}>
      {save.isSuccess ? (
        <div className="form">
          <output>{t('templateSaved', { title: save.data.title })}</output>
          <div className="actions">
            <Button kind="primary" onClick={onClose}>
              {t('close')}
            </Button>
          </div>
        </div>
      ) : (
        <form className="form" onSubmit={submit}>
          <p>{t('saveTemplateLead')}</p>
          <TextField
            label={t('templateName')}
            name="title"
            defaultValue={page.title.slice(0, 120)}
            maxLength={120}
            autoComplete="off"
            required
          />
          <TextField
            label={t('templateQuestion')}
            name="keyQuestion"
            maxLength={300}
            autoComplete="off"
          />
          <TextField
            label={t('templatePurpose')}
            name="purpose"
            maxLength={600}
            autoComplete="off"
          />
          <Choices
            legend={t('templateKeep')}
            choices={(['structure', 'text'] as const).map((value) => ({
              value,
              name: t(`templateKeep_${value}`),
            }))}
            value={keep}
            onChoice={setKeep}
          />
          <FailureNotice error={save.error} />
          <div className="actions">
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="submit" kind="primary" busy={save.isPending}>
              {t('saveTemplate')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
