import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { PersonId } from '#contract/ids.ts'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import { call, type Input } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { checksQuery } from '../../net/publishing-queries.ts'
import { membersQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { AreaField } from '../../ui/Field.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { type ListedPage, usePages } from '../pages/use-pages.ts'
import { NotFoundScreen } from '../PlainScreens.tsx'
import { type KnownPerson, usePeople } from '../roles/use-people.ts'
import { useScreenTitle } from '../use-screen-title.ts'
import {
  type AskDraft,
  type AskProblem,
  firstDraft,
  mostPages,
  problemsOf,
  refusedPerson,
} from './ask-draft.ts'
import { AskApprovers } from './AskApprovers.tsx'
import { AskPages } from './AskPages.tsx'
import { byPage } from './finding-words.ts'
import { PublishingSheet, type PublishingView } from './PublishingPlace.tsx'
import { useDraft } from './use-draft.ts'
import { useProblemWords } from './use-problem-words.ts'
import { YesOrNo } from '../../ui/YesOrNo.tsx'

/** Asks people to approve pages as they are now. */
export function AskScreen(view: PublishingView) {
  const { t } = usePublishingSpeech()
  const { strategy, manages } = view
  const { pages, isPending, error } = usePages(strategy.id)
  const people = usePeople()
  const members = useQuery(membersQuery(strategy.id))
  useScreenTitle(t('ask_title'))
  const known = members.data !== undefined && !people.isPending
  if (known && !manages) return <NotFoundScreen />
  const named = new Set<PersonId>(members.data?.map(({ person }) => person))
  const mayBeAsked = people.all.filter(
    ({ id, role, isGone }) =>
      !isGone &&
      (role === 'admin' || named.has(id) || (role === 'member' && strategy.everyone !== null)),
  )
  return (
    <PublishingSheet strategy={strategy} title={t('ask_title')} under>
      <p className="lead">{t('ask_lead')}</p>
      <FailureNotice error={error ?? members.error ?? people.error} />
      {pages === undefined || !known ? (
        <div aria-busy={isPending}>
          <output className="unseen">{t('loading')}</output>
          <div className="bone line" />
        </div>
      ) : pages.length === 0 ? (
        <p className="hint">{t('ask_noPages')}</p>
      ) : (
        <AskForm view={view} pages={pages} people={mayBeAsked} />
      )}
    </PublishingSheet>
  )
}

type Asked = Input<'askApproval'>['body']

interface AskFormProps {
  readonly view: PublishingView
  readonly pages: readonly ListedPage[]
  readonly people: readonly KnownPerson[]
}

function AskForm({ view, pages, people }: AskFormProps) {
  const { t } = usePublishingSpeech()
  const queries = useQueryClient()
  const [, travel] = useLocation()
  const form = useRef<HTMLFormElement>(null)
  const { id } = view.strategy
  const {
    draft,
    change: keep,
    forget,
  } = useDraft(id, () =>
    firstDraft(
      view.publishing,
      pages.map((page) => page.id),
      (person) => people.some((one) => one.id === person),
    ),
  )
  const [tried, setTried] = useState(false)
  const checks = useQuery(
    checksQuery(
      id,
      pages.slice(0, mostPages).map((page) => page.id),
    ),
  )
  const findings = checks.data === undefined ? null : byPage(checks.data)
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: (body: Asked) => call('askApproval', { id, body }),
    onSuccess: async (approval) => {
      forget()
      await queries.invalidateQueries({ queryKey: ['publishing', id] })
      travel(`/strategies/${id}/publishing/approvals/${approval.id}`)
    },
    onError: async () => {
      // A page may have gone: what can be chosen is looked at again.
      await queries.invalidateQueries({ queryKey: ['strategies', id, 'pages'] })
    },
  })
  // What was refused is another matter by now.
  const change = (part: Partial<AskDraft>) => {
    if (error !== null) reset()
    keep(part)
  }
  const chosen = pages.filter((page) => draft.pages.has(page.id))
  const missing = problemsOf({ ...draft, pages: new Set(chosen.map((page) => page.id)) })
  const refused = refusedPart(error, draft)
  const problems = [...(tried ? missing : []), ...(refused === null ? [] : [refused])]
  const words = useProblemWords(problems, (person) => nameOf(people, person) ?? t('somebody'))
  const open = chosen.filter((page) => findings?.has(page.id) === true).length

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setTried(true)
    if (missing.length > 0) {
      // What is wrong first is seen, and heard, first.
      const [first] = missing
      const at = first?.at === 'pages' ? 'ask-pages-heading' : 'approvers-heading'
      const field = form.current?.querySelector<HTMLElement>(
        '.ask-approvers input:placeholder-shown',
      )
      if (first?.at === 'role' && field) field.focus()
      else document.getElementById(at)?.focus()
      return
    }
    mutate({
      pages: chosen.map((page) => ({
        page: page.id,
        ownerRole: (draft.ownerRoles.get(page.id) ?? '').trim(),
      })),
      approvers: draft.approvers.map(({ person, role }) => ({ person, role: role.trim() })),
      note: draft.note,
      reasons: draft.reasons,
    })
  }
  return (
    <form className="ask-form" ref={form} noValidate onSubmit={submit}>
      <AskPages
        pages={pages}
        draft={draft}
        findings={findings}
        error={words.pages}
        onChange={change}
      />
      <AskApprovers
        approvers={draft.approvers}
        people={people}
        nameOf={(person) => nameOf(people, person) ?? t('somebody')}
        problemOf={words.ofPerson}
        error={words.approvers}
        onChange={(approvers) => change({ approvers })}
      />
      <p className="hint">{t('ask_rolesHint')}</p>
      <AreaField
        label={t('ask_note')}
        hint={t('ask_noteHint')}
        maxLength={2000}
        value={draft.note}
        onChange={({ target }) => change({ note: target.value })}
      />
      <YesOrNo
        label={t('ask_reasons')}
        hint={t('ask_reasonsHint')}
        checked={draft.reasons}
        onChange={(reasons) => change({ reasons })}
      />
      <FailureNotice error={checks.error} />
      <div className="ask-send">
        <p aria-live="polite" className={open === 0 ? 'hint' : 'open-words'}>
          {findings === null && checks.isPending
            ? t('ask_checking')
            : findings === null || chosen.length === 0
              ? ''
              : open === 0
                ? t('ask_ready')
                : t('ask_openIn', { n: open })}
        </p>
        {problems.length > 0 ? (
          <p className="error" role="alert">
            {t('ask_notSent')}
          </p>
        ) : (
          <FailureNotice error={error} />
        )}
        <Button type="submit" kind="primary" busy={isPending}>
          {t('ask_submit')}
        </Button>
      </div>
    </form>
  )
}

function refusedPart(error: Error | null, draft: AskDraft): AskProblem | null {
  if (!(error instanceof Failure)) return null
  return error.code === 'not-found' ? { at: 'pages', what: 'gone' } : refusedPerson(error, draft)
}

function nameOf(people: readonly KnownPerson[], person: PersonId): string | undefined {
  return people.find(({ id }) => id === person)?.name
}
