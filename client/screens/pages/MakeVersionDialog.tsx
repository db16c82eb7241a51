import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { isLanguage, languageNames, useSpeech } from '../../i18n/Language.tsx'
import { call, type Input, type Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField } from '../../ui/Field.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { useMe } from '../me.ts'

interface MakeVersionDialogProps {
  readonly record: Reply<'getPage'>
  readonly onClose: () => void
}

/** Makes the same page in another language and goes there. */
export default function MakeVersionDialog({ record, onClose }: MakeVersionDialogProps) {
  const { t } = useSpeech()
  const { organisation } = useMe()
  const queries = useQueryClient()
  const [, travel] = useLocation()
  const taken = new Set([record.language, ...record.versions.map(({ language }) => language)])
  const languages = organisation.languages.filter((language) => !taken.has(language))
  const [language, setLanguage] = useState(languages[0])
  const begins = record.template === null ? (['copy'] as const) : (['template', 'copy'] as const)
  const [begin, setBegin] = useState<'template' | 'copy'>(begins[0])
  const make = useMutation({
    mutationFn: (body: Input<'makePage'>['body']) =>
      call('makePage', { id: record.strategy, body }),
    onSuccess: (page) => {
      void queries.invalidateQueries({ queryKey: ['strategies', record.strategy, 'pages'] })
      void queries.invalidateQueries({ queryKey: ['page', record.id] })
      onClose()
      travel(`/pages/${page.id}`)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (language === undefined) return
    make.mutate({ language, parent: record.parent, versionOf: { page: record.id, begin } })
  }
  return (
    <Dialog title={t('versionMakeTitle')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{t('versionMakeLead')}</p>
        <SelectField
          label={t('pageLanguage')}
          value={language}
          onChange={({ target }) => {
            if (isLanguage(target.value)) setLanguage(target.value)
          }}
        >
          {languages.map((one) => (
            <option key={one} value={one}>
              {languageNames[one]}
            </option>
          ))}
        </SelectField>
        <Choices
          legend={t('versionBegin')}
          choices={begins.map((value) => ({ value, name: t(`versionBegin_${value}`) }))}
          value={begin}
          onChoice={setBegin}
        />
        <FailureNotice error={make.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={make.isPending}>
            {t('versionMakeYes')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
