import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, Fragment, useState } from 'react'
import { mayInOrganisation } from '#contract/permissions.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Input } from '../../net/api.ts'
import { templatesQuery } from '../../net/pages-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import { useMe } from '../me.ts'
import type { DialogPage } from '../pages/page-deed.ts'

interface SaveTemplateDialogProps {
  readonly page: DialogPage
  readonly onClose: () => void
}

/** Makes a template of the organisation's own from a page, new or in place of one that is there. */
export function SaveTemplateDialog({ page, onClose }: SaveTemplateDialogProps) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const theirs = useReplaceable()
  const [instead, setInstead] = useState('')
  const replaced = theirs.find(({ id }) => id === instead)
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
      ...(replaced === undefined ? {} : { replaces: replaced.id }),
    })
  }
  return (
    <Dialog title={t('saveTemplateTitle', { title })} onClose={onClose}>
      {save.isSuccess ? (
        <div className="form">
          <output>
            {t(replaced === undefined ? 'templateSaved' : 'templateRenewed', {
              title: save.data.title,
            })}
          </output>
          <div className="actions">
            <Button kind="primary" onClick={onClose}>
              {t('close')}
            </Button>
          </div>
        </div>
      ) : (
        <form className="form" onSubmit={submit}>
          <p>{t('saveTemplateLead')}</p>
          {theirs.length === 0 ? null : (
            <SelectField
              label={t('templateAs')}
              hint={replaced === undefined ? undefined : t('templateInsteadHint')}
              value={instead}
              onChange={({ target }) => setInstead(target.value)}
            >
              <option value="">{t('templateAsNew')}</option>
              {theirs.map(({ id, title: name }) => (
                <option key={id} value={id}>
                  {t('templateInstead', { title: name })}
                </option>
              ))}
            </SelectField>
          )}
          {/* What a template is called and for stays, unless it is changed here. */}
          <Fragment key={instead}>
            <TextField
              label={t('templateName')}
              name="title"
              defaultValue={replaced?.title ?? page.title.slice(0, 120)}
              maxLength={120}
              autoComplete="off"
              required
            />
            <TextField
              label={t('templateQuestion')}
              name="keyQuestion"
              defaultValue={replaced?.keyQuestion}
              maxLength={300}
              autoComplete="off"
            />
            <TextField
              label={t('templatePurpose')}
              name="purpose"
              defaultValue={replaced?.purpose}
              maxLength={600}
              autoComplete="off"
            />
          </Fragment>
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

/** The templates that I may put another in place of: my own, for administrators all. */
function useReplaceable() {
  const { person } = useMe()
  const { role } = person
  const { data } = useQuery({
    ...templatesQuery,
    enabled: mayInOrganisation(role, 'templates.read'),
  })
  const mayAll = mayInOrganisation(role, 'templates.manage')
  return (data?.own ?? []).filter(
    ({ createdBy, retiredAt }) => retiredAt === null && (mayAll || createdBy === person.id),
  )
}
