import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { call, type Reply } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { type Publishing, publishingQuery } from '../../net/publishing-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { AccountSection } from '../account/AccountSection.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { AddressFields } from './AddressFields.tsx'
import { EmbeddingFields } from './EmbeddingFields.tsx'
import { LinkFields } from './LinkFields.tsx'
import { ReachChoice } from './ReachChoice.tsx'
import { ReadersFields } from './ReadersFields.tsx'
import {
  bodyOf,
  draftOf,
  isChanged,
  problemsOf,
  type SettingsBody,
  type SettingsDraft,
} from './settings-draft.ts'
import { UnsavedQuestion } from './UnsavedQuestion.tsx'

interface SettingsFormProps {
  readonly strategy: Pick<Reply<'getStrategy'>, 'id' | 'name'>
  readonly published: Publishing
}

/** How a strategy is published: saved together. A link that was made is shown until one leaves. */
export function SettingsForm({ strategy, published }: SettingsFormProps) {
  const { t } = useReadershipSpeech()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const { publication } = published
  const known = draftOf(publication, published.suggestedSlug)
  // What was changed lies over what is known, which others may change meanwhile.
  const [edits, setEdits] = useState<Partial<SettingsDraft>>({})
  const [pressed, setPressed] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const draft = { ...known, ...edits }
  const unsaved = isChanged(draft, known)
  const maySave = unsaved || publication === null
  const problems = problemsOf(draft)
  const hasProblem = Object.values(problems).some((problem) => problem !== null)

  const save = useMutation({
    mutationFn: (body: SettingsBody) => call('setPublication', { id: strategy.id, body }),
    onSuccess: (reply) => {
      const { queryKey } = publishingQuery(strategy.id)
      queries.setQueryData(
        queryKey,
        (before) => before && { ...before, publication: reply.publication },
      )
      if (reply.link !== null) setLink(reply.link)
      return queries.invalidateQueries({ queryKey })
    },
  })
  const edit = (part: Partial<SettingsDraft>) => {
    if (save.isSuccess || save.isError) save.reset()
    setPressed(false)
    setEdits({ ...edits, ...part })
  }
  const taken =
    save.error instanceof Failure &&
    save.error.code === 'conflict' &&
    Object.keys(save.error.details).some((path) => path.split('.').at(-1) === 'slug')
  const [refused, setRefused] = useState(0)
  useEffect(() => {
    if (refused > 0 || taken) {
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
    }
  }, [refused, taken])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!maySave || save.isPending) return
    setPressed(true)
    if (hasProblem) return setRefused(refused + 1)
    save.mutate(bodyOf(draft, publication), { onSuccess: () => setEdits({}) })
  }
  return (
    <>
      <p className="settings-lead">{t(publication === null ? 'set_firstLead' : 'set_lead')}</p>
      <form ref={form} className="publication-form" noValidate onSubmit={submit}>
        <AccountSection title={t('set_address')}>
          <AddressFields
            draft={draft}
            saved={publication}
            problem={taken ? 'taken' : problems.slug}
            onEdit={edit}
          />
        </AccountSection>
        <AccountSection title={t('set_reach')}>
          <ReachChoice draft={draft} onEdit={edit} />
          {draft.reach === 'link' || link !== null ? (
            <LinkFields
              strategy={strategy}
              draft={draft}
              saved={publication}
              problem={pressed ? problems.password : null}
              unsaved={unsaved}
              link={link}
              onEdit={edit}
              onLink={setLink}
            />
          ) : null}
        </AccountSection>
        <AccountSection title={t('set_embedding')}>
          <EmbeddingFields name={strategy.name} draft={draft} saved={publication} onEdit={edit} />
        </AccountSection>
        <AccountSection title={t('set_readers')}>
          <ReadersFields draft={draft} problem={problems.feedbackDays} onEdit={edit} />
        </AccountSection>
        <div className={maySave || !save.isIdle ? 'publication-save near' : 'publication-save'}>
          {taken ? null : <FailureNotice error={save.error} />}
          <div className="actions">
            <Button
              type="submit"
              kind={maySave ? 'primary' : 'plain'}
              busy={!maySave || save.isPending}
            >
              {t('set_save')}
            </Button>
            {unsaved && !save.isPending ? (
              <Button
                kind="quiet"
                onClick={() => {
                  save.reset()
                  setEdits({})
                }}
              >
                {t('set_drop')}
              </Button>
            ) : null}
            <output className="saved-state">
              {save.isPending ? (
                t('save_saving')
              ) : pressed && hasProblem ? (
                t('set_notSaved')
              ) : unsaved ? (
                t('set_unsaved')
              ) : save.isSuccess ? (
                <>
                  <Icon name="check" />
                  {t('save_saved')}
                </>
              ) : null}
            </output>
          </div>
        </div>
      </form>
      <UnsavedQuestion unsaved={unsaved} />
    </>
  )
}
