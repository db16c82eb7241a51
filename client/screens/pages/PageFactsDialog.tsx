import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { PersonId } from '#contract/ids.ts'
import type { PageStatus } from '#contract/records.ts'
import { PersonPicker } from '../../editor/blocks/PersonPicker.tsx'
import { useKnownPeople } from '../../editor/blocks/person-name.ts'
import { isLanguage, languageNames, useSpeech } from '../../i18n/Language.tsx'
import { call, type Input, type Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import { useMe } from '../me.ts'

interface PageFactsDialogProps {
  readonly record: Reply<'getPage'>
  readonly onClose: () => void
}

const statuses = ['draft', 'discussion', 'agreed'] as const satisfies readonly PageStatus[]

/** Changes who answers for a page, how far it is and when it is looked at again. */
export default function PageFactsDialog({ record, onClose }: PageFactsDialogProps) {
  const { t } = useSpeech()
  const { organisation } = useMe()
  const queries = useQueryClient()
  const [status, setStatus] = useState<PageStatus>(record.status)
  const [owner, setOwner] = useState<PersonId | null>(record.owner)
  const [deputy, setDeputy] = useState<PersonId | null>(record.deputy)
  const change = useMutation({
    mutationFn: (body: Input<'changePage'>['body']) => call('changePage', { id: record.id, body }),
    onSuccess: async (page) => {
      queries.setQueryData(['page', record.id], page)
      await queries.invalidateQueries({ queryKey: ['strategies', record.strategy] })
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const reviewOn = textIn(form, 'reviewOn') || null
    const language = textIn(form, 'language')
    // Only what was changed here: somebody else may be changing the rest.
    change.mutate({
      ...(status === record.status ? {} : { status }),
      ...(owner === record.owner ? {} : { owner }),
      ...(deputy === record.deputy ? {} : { deputy }),
      ...(reviewOn === record.reviewOn ? {} : { reviewOn }),
      ...(isLanguage(language) && language !== record.language ? { language } : {}),
    })
  }
  return (
    <Dialog title={t('factsTitle')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <Choices
          legend={t('pageStatus')}
          choices={statuses.map((value) => ({
            value,
            name: t(`pageStatus_${value}`),
            means: t(`pageStatusMeans_${value}`),
          }))}
          value={status}
          onChoice={setStatus}
        />
        <div className="two">
          <PersonField
            label={t('owner')}
            hint={t('ownerHint')}
            none={t('chooseOwner')}
            value={owner}
            onChange={setOwner}
          />
          <PersonField
            label={t('deputy')}
            hint={t('deputyHint')}
            none={t('chooseDeputy')}
            value={deputy}
            onChange={setDeputy}
          />
        </div>
        <TextField
          type="date"
          label={t('nextReview')}
          hint={t('nextReviewHint')}
          name="reviewOn"
          defaultValue={record.reviewOn ?? ''}
        />
        <SelectField label={t('pageLanguage')} name="language" defaultValue={record.language}>
          {[...new Set([record.language, ...organisation.languages])].map((one) => (
            <option key={one} value={one}>
              {languageNames[one]}
            </option>
          ))}
        </SelectField>
        <FailureNotice error={change.error} />
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

interface PersonFieldProps {
  readonly label: string
  readonly hint: string
  readonly none: string
  readonly value: PersonId | null
  readonly onChange: (person: PersonId | null) => void
}

function PersonField({ label, hint, none, value, onChange }: PersonFieldProps) {
  const id = useId()
  const { all } = useKnownPeople()
  return (
    <fieldset className="field" aria-describedby={id}>
      <legend className="label">{label}</legend>
      <PersonPicker
        label={label}
        none={none}
        value={value}
        onChange={(chosen) => onChange(all.find((person) => person.id === chosen)?.id ?? null)}
      />
      <div className="hint" id={id}>
        {hint}
      </div>
    </fieldset>
  )
}
