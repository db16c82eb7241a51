import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { languageNames } from '../../i18n/Language.tsx'
import { call, type Reply } from '../../net/api.ts'
import { templatesQuery } from '../../net/pages-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TemplatePreview } from '../templates/TemplatePreview.tsx'
import '../templates/templates.css'
import { AdminFrame } from './AdminFrame.tsx'
import { ChangeTemplateDialog } from './ChangeTemplateDialog.tsx'
import { Failed } from './Failed.tsx'

type OwnTemplate = Reply<'listTemplates'>['own'][number]

/** The organisation's own templates: looked at, changed, retired and brought back. */
export function TemplatesScreen() {
  const { t, compare } = useAdminSpeech()
  const templates = useQuery(templatesQuery)
  const [changing, setChanging] = useState<OwnTemplate | null>(null)
  const [looking, setLooking] = useState<OwnTemplate | null>(null)
  const [said, setSaid] = useState('')
  const own = (templates.data?.own ?? []).toSorted((a, b) => compare(a.title, b.title))
  return (
    <AdminFrame at="templates" lead={t('ownTemplatesLead')}>
      <output className="unseen">{said}</output>
      <Failed error={templates.error} />
      {templates.isPending ? <div className="bone line" /> : null}
      {templates.isSuccess && own.length === 0 ? <p>{t('ownTemplatesNone')}</p> : null}
      {own.length === 0 ? null : (
        <ul className="bare unit-list">
          {own.map((template) => (
            <TemplateLine
              key={template.id}
              template={template}
              onSaid={setSaid}
              onChange={() => setChanging(template)}
              onLook={() => setLooking(template)}
            />
          ))}
        </ul>
      )}
      {changing === null ? null : (
        <ChangeTemplateDialog template={changing} onClose={() => setChanging(null)} />
      )}
      {looking === null ? null : (
        <Dialog title={looking.title} kind="wide" onClose={() => setLooking(null)}>
          <TemplatePreview
            template={looking.id}
            language={looking.language}
            onBack={() => setLooking(null)}
          />
        </Dialog>
      )}
    </AdminFrame>
  )
}

interface TemplateLineProps {
  readonly template: OwnTemplate
  readonly onSaid: (words: string) => void
  readonly onChange: () => void
  readonly onLook: () => void
}

function TemplateLine({ template, onSaid, onChange, onLook }: TemplateLineProps) {
  const { t, date } = useAdminSpeech()
  const queries = useQueryClient()
  const { id, title, keyQuestion, language, retiredAt } = template
  const retire = useMutation({
    mutationFn: () =>
      call('changeTemplate', { template: id, body: { retired: retiredAt === null } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: templatesQuery.queryKey })
      onSaid(t(retiredAt === null ? 'templateRetired' : 'templateBack', { title }))
    },
  })
  return (
    <li>
      <span className="unit-name" lang={language}>
        {title}
      </span>
      <span className="facts">
        {keyQuestion === '' ? null : <span lang={language}>{keyQuestion}</span>}
        <span>{languageNames[language]}</span>
        {retiredAt === null ? null : (
          <span className="mark">{t('templateRetiredOn', { date: date(retiredAt) })}</span>
        )}
      </span>
      <span className="line-deeds">
        <Button kind="quiet" aria-label={t('previewOf', { title })} onClick={onLook}>
          {t('preview')}
        </Button>
        <Button kind="quiet" aria-label={t('changeTemplateOf', { title })} onClick={onChange}>
          {t('change')}
        </Button>
        <Button
          kind="quiet"
          busy={retire.isPending}
          aria-label={t(retiredAt === null ? 'retireTemplateOf' : 'bringTemplateBackOf', { title })}
          onClick={() => retire.mutate()}
        >
          {t(retiredAt === null ? 'retireTemplate' : 'bringTemplateBack')}
        </Button>
      </span>
      <Failed error={retire.error} />
    </li>
  )
}
