import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import type { Language, TemplateSet } from '#contract/records.ts'
import { isLanguage, languageNames, useSpeech } from '../i18n/Language.tsx'
import { call, type Input } from '../net/api.ts'
import { templatesQuery } from '../net/pages-queries.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { textIn } from '../ui/form-text.ts'
import { EveryoneField, everyoneOf } from './EveryoneField.tsx'
import { FailureNotice } from './FailureNotice.tsx'
import { useMe } from './me.ts'
import { offered } from './templates/template-groups.ts'
import { TemplateOffer } from './templates/TemplateOffer.tsx'
import { TemplatePreview } from './templates/TemplatePreview.tsx'
import './templates/templates.css'

const sets = ['social', 'general'] as const satisfies readonly TemplateSet[]

/** Makes a strategy with the pages that are chosen, each looked at first if need be; goes there. */
export default function MakeStrategyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech()
  const { organisation } = useMe()
  const queries = useQueryClient()
  const [, travel] = useLocation()
  const templates = useQuery(templatesQuery)
  const [set, setSet] = useState<TemplateSet>('social')
  const [language, setLanguage] = useState<Language>(organisation.language)
  /** What was ticked or unticked against what the set begins with. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [looking, setLooking] = useState<string | null>(null)
  const make = useMutation({
    mutationFn: (body: Input<'makeStrategy'>['body']) => call('makeStrategy', { body }),
    onSuccess: (strategy) => {
      void queries.invalidateQueries({ queryKey: ['strategies'] })
      travel(`/strategies/${strategy.id}`)
    },
  })
  const items = templates.data === undefined ? [] : offered(templates.data, set, language)
  const begins = new Set(
    templates.data?.templates.filter(({ first }) => first.includes(set)).map(({ id }) => id),
  )
  const isChosen = (id: string) => begins.has(id) !== turned.has(id)
  const previewed = items.find(({ id }) => id === looking)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const chosen = items.filter(({ id }) => isChosen(id)).map(({ id }) => id)
    const inOrder = [
      ...chosen.filter((id) => begins.has(id)),
      ...chosen.filter((id) => !begins.has(id)),
    ]
    make.mutate({
      name: textIn(form, 'name'),
      everyone: everyoneOf(form.get('everyone')),
      language,
      set,
      // Without the list of templates the server takes what the set begins with.
      ...(templates.data === undefined ? {} : { templates: inOrder }),
    })
  }
  const turn = (id: string) => {
    const next = new Set(turned)
    if (!next.delete(id)) next.add(id)
    setTurned(next)
  }
  return (
    <Dialog title={t('newStrategy')} kind="wide" onClose={onClose}>
      {previewed === undefined ? null : (
        <TemplatePreview
          template={previewed.id}
          language={language}
          onBack={() => setLooking(null)}
        />
      )}
      {/* Kept while one looks at a template, so that nothing typed is lost. */}
      <form className="form" onSubmit={submit} hidden={previewed !== undefined}>
        <TextField
          label={t('strategyName')}
          hint={t('strategyNameExample')}
          name="name"
          maxLength={120}
          autoComplete="off"
          required
        />
        <Choices
          legend={t('chooseSet')}
          choices={sets.map((value) => ({
            value,
            name: t(`set_${value}`),
            means: t(`setMeans_${value}`),
          }))}
          value={set}
          onChoice={(next) => {
            setSet(next)
            setTurned(new Set())
          }}
        />
        <div className="two">
          <EveryoneField initial="editor" />
          <SelectField
            label={t('strategyLanguage')}
            value={language}
            onChange={({ target }) => {
              if (isLanguage(target.value)) setLanguage(target.value)
            }}
          >
            {organisation.languages.map((one) => (
              <option key={one} value={one}>
                {languageNames[one]}
              </option>
            ))}
          </SelectField>
        </div>
        {templates.isPending ? <div className="bone line" aria-hidden="true" /> : null}
        <FailureNotice error={templates.error} />
        <TemplateOffer
          name={t('templatesFirst')}
          hint={t('templatesFirstHint')}
          items={items.filter(({ id }) => begins.has(id))}
          isChosen={isChosen}
          onTurn={turn}
          onLook={setLooking}
          looked={looking}
        />
        <TemplateOffer
          name={t('templatesMore')}
          items={items.filter(({ id }) => !begins.has(id))}
          isChosen={isChosen}
          onTurn={turn}
          onLook={setLooking}
          looked={looking}
        />
        <FailureNotice error={make.error} />
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
