import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { mayInOrganisation } from '#contract/permissions.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Input, type Reply } from '../../net/api.ts'
import { templatesQuery } from '../../net/pages-queries.ts'
import { strategyQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import { useMe } from '../me.ts'
import { usePages } from '../pages/use-pages.ts'
import { TemplateChoice } from './TemplateChoice.tsx'
import { templateGroups } from './template-groups.ts'
import { TemplatePreview } from './TemplatePreview.tsx'
import './templates.css'

interface AddPageDialogProps {
  readonly strategy: StrategyId
  /** The page it will stand under; at the top without one. */
  readonly under?: { readonly id: PageId; readonly title: string }
  readonly onClose: () => void
}

/** Adds a page to a strategy, empty or from a template, and goes there. */
export default function AddPageDialog({ strategy: id, under, onClose }: AddPageDialogProps) {
  const { person } = useMe()
  const { data: strategy } = useQuery(strategyQuery(person.id, id))
  return strategy === undefined ? null : (
    <Adding strategy={strategy} under={under} onClose={onClose} />
  )
}

interface AddingProps {
  readonly strategy: Reply<'getStrategy'>
  readonly under: AddPageDialogProps['under']
  readonly onClose: () => void
}

function Adding({ strategy, under, onClose }: AddingProps) {
  const { t } = useSpeech()
  const { person } = useMe()
  const queries = useQueryClient()
  const [, travel] = useLocation()
  const { pages = [] } = usePages(strategy.id)
  const mayChoose = mayInOrganisation(person.role, 'templates.read')
  const templates = useQuery({ ...templatesQuery, enabled: mayChoose })
  const [chosen, setChosen] = useState('')
  const [looking, setLooking] = useState<string | null>(null)
  const make = useMutation({
    mutationFn: (body: Input<'makePage'>['body']) => call('makePage', { id: strategy.id, body }),
    onSuccess: (page) => {
      void queries.invalidateQueries({ queryKey: ['strategies', strategy.id, 'pages'] })
      onClose()
      travel(`/pages/${page.id}`)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const title = textIn(new FormData(event.currentTarget), 'title')
    make.mutate({
      ...(title === '' ? {} : { title }),
      ...(chosen === '' ? {} : { template: chosen }),
      ...(under === undefined ? {} : { parent: under.id }),
    })
  }
  const used = new Set(pages.flatMap(({ template }) => template ?? []))
  const groups = templateGroups(templates.data, strategy, used)
  const previewed = groups.flatMap(({ items }) => items).find((item) => item.id === looking)
  const from = under === undefined ? null : t('pageUnder', { title: under.title || t('untitled') })

  return (
    <Dialog
      title={t('newPage')}
      {...(mayChoose ? { kind: 'wide' as const } : {})}
      onClose={onClose}
    >
      {previewed === undefined ? null : (
        <TemplatePreview
          template={previewed.id}
          language={previewed.language}
          onBack={() => setLooking(null)}
          action={
            <Button
              kind="primary"
              onClick={() => {
                setChosen(previewed.id)
                setLooking(null)
              }}
            >
              {t('usePageTemplate')}
            </Button>
          }
        />
      )}
      {/* Kept while one looks at a template, so that nothing typed is lost. */}
      <form className="form" onSubmit={submit} hidden={previewed !== undefined}>
        {from === null ? null : <p className="hint">{from}</p>}
        <TextField
          label={t('pageTitle')}
          name="title"
          maxLength={500}
          autoComplete="off"
          placeholder={
            groups.flatMap(({ items }) => items).find((item) => item.id === chosen)?.title
          }
          required={chosen === ''}
        />
        {mayChoose ? (
          <TemplateChoice
            groups={groups}
            isPending={templates.isPending}
            chosen={chosen}
            onChoose={setChosen}
            onLook={setLooking}
            looked={looking}
          />
        ) : null}
        <FailureNotice error={templates.error} />
        <FailureNotice error={make.error} />
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
