import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import type { PageId, Seq } from '#contract/ids.ts'
import type { Version } from '../../../history/open-history.ts'
import { useHistorySpeech } from '../../../i18n/history/HistoryLanguage.tsx'
import { call } from '../../../net/api.ts'
import { Failure } from '../../../net/failure.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextField } from '../../../ui/Field.tsx'
import { textIn } from '../../../ui/form-text.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { FailureNotice } from '../../FailureNotice.tsx'

interface NameMomentDialogProps {
  readonly page: PageId
  /** The moment that gets a name, or the one that has one already. */
  readonly moment:
    | { readonly seq: Seq; readonly when: string }
    | { readonly version: Version; readonly when: string }
  readonly onClose: () => void
}

/** Gives a moment a name and a note, or other ones. */
export function NameMomentDialog({ page, moment, onClose }: NameMomentDialogProps) {
  const { t } = useHistorySpeech()
  const queries = useQueryClient()
  const known = 'version' in moment ? moment.version : null
  const save = useMutation({
    mutationFn: (body: { readonly name: string; readonly note: string }) =>
      'version' in moment
        ? call('changeVersion', { id: page, version: moment.version.id, body })
        : call('makeVersion', { id: page, body: { ...body, seq: moment.seq } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['history', page, 'facts'] })
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    save.mutate({ name: textIn(form, 'name'), note: textIn(form, 'note') })
  }
  const tooMany = save.error instanceof Failure && save.error.details['versions'] === 'too-many'
  return (
    <Dialog title={t(known === null ? 'nameMoment' : 'renameMoment')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{t('nameMomentOf', { when: moment.when })}</p>
        <TextField
          label={t('nameMomentName')}
          hint={t('nameMomentNameHint')}
          name="name"
          defaultValue={known?.name ?? ''}
          maxLength={120}
          autoComplete="off"
          required
          onFocus={({ target }) => target.select()}
        />
        <TextField
          label={t('nameMomentNote')}
          hint={t('nameMomentNoteHint')}
          name="note"
          defaultValue={known?.note ?? ''}
          maxLength={2000}
          autoComplete="off"
        />
        {tooMany ? (
          <Notice tone="danger">{t('nameTooMany')}</Notice>
        ) : (
          <FailureNotice error={save.error} />
        )}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('nameMomentSave')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
