import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import { call, type Input } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import type { ApprovalView } from '../../net/publishing-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { AreaField } from '../../ui/Field.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { YesOrNo } from '../../ui/YesOrNo.tsx'

interface MyAnswerProps {
  readonly approval: ApprovalView
  readonly mine: ApprovalView['approvers'][number]
  /** Is something still open on the pages? */
  readonly open: boolean
  /** Do I agree to be named, as far as I have said so? */
  readonly named: boolean
  readonly onDone: (words: string) => void
}

/** What I say to an approval: a form, or what I said and the way to say something else. */
export function MyAnswer(props: MyAnswerProps) {
  const { t } = usePublishingSpeech()
  const { mine, onDone } = props
  const [changing, setChanging] = useState(false)
  const { answer, role } = mine
  return (
    <section className="my-answer" aria-labelledby="my-answer">
      <h2 id="my-answer" tabIndex={-1}>
        {t('answer_title')}
      </h2>
      <p className="hint">{t('answer_as', { role })}</p>
      {answer !== null && !changing ? (
        <>
          <p className="answer-said">{t(`answer_said_${answer.what}`)}</p>
          <p className="hint">{t('answer_until')}</p>
          <Button onClick={() => setChanging(true)}>{t('answer_change')}</Button>
        </>
      ) : (
        <AnswerForm
          {...props}
          onDone={(words) => {
            setChanging(false)
            onDone(words)
          }}
        />
      )}
    </section>
  )
}

type Answer = Input<'answerApproval'>['body']
type Missing = 'choice' | 'despite' | 'reason'

function AnswerForm({ approval, mine, open, named: agreed, onDone }: MyAnswerProps) {
  const { t } = usePublishingSpeech()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const { answer } = mine
  const [what, setWhat] = useState<Answer['what'] | 'nothing'>(answer?.what ?? 'nothing')
  const [despite, setDespite] = useState(answer?.what === 'approved' ? answer.despite : '')
  const [reason, setReason] = useState(answer?.what === 'returned' ? answer.reason : '')
  const [named, setNamed] = useState(answer?.what === 'approved' ? answer.named : agreed)
  const [missing, setMissing] = useState<Missing | null>(null)
  const { id, strategy } = approval
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Answer) => call('answerApproval', { id: strategy, approval: id, body }),
    onSuccess: async (_, body) => {
      await queries.invalidateQueries({ queryKey: ['publishing', strategy] })
      onDone(t(`answer_said_${body.what}`))
    },
    onError: async (refusal) => {
      if (!isReasonWanted(refusal)) return
      // Something was opened since the screen was.
      await queries.invalidateQueries({ queryKey: ['publishing', strategy] })
      setMissing('despite')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    const lacks: Missing | null =
      what === 'nothing'
        ? 'choice'
        : what === 'returned'
          ? reason.trim() === ''
            ? 'reason'
            : null
          : open && despite.trim() === ''
            ? 'despite'
            : null
    setMissing(lacks)
    if (lacks !== null) {
      form.current?.querySelector<HTMLElement>(lacks === 'choice' ? 'input' : 'textarea')?.focus()
    } else if (what === 'returned') mutate({ what, reason })
    else if (what === 'approved') mutate({ what, despite: open ? despite : '', named })
  }
  return (
    <form className="form" ref={form} noValidate onSubmit={submit}>
      <Choices<Answer['what'] | 'nothing'>
        legend={<span className="unseen">{t('answer_title')}</span>}
        choices={[
          { value: 'approved', name: t('answer_approve'), means: t('answer_approveMeans') },
          { value: 'returned', name: t('answer_return'), means: t('answer_returnMeans') },
        ]}
        value={what}
        onChoice={(next) => {
          setWhat(next)
          setMissing(null)
        }}
      />
      {missing === 'choice' ? (
        <p className="error" role="alert">
          {t('answer_choose')}
        </p>
      ) : null}
      {what === 'approved' && open ? (
        <AreaField
          label={t('answer_despite')}
          hint={t('answer_despiteHint')}
          maxLength={1000}
          aria-required="true"
          value={despite}
          error={missing === 'despite' ? t('answer_despiteMissing') : undefined}
          onChange={({ target }) => setDespite(target.value)}
        />
      ) : null}
      {what === 'approved' ? (
        <YesOrNo
          label={t('answer_named')}
          hint={t('answer_namedHint')}
          checked={named}
          onChange={setNamed}
        />
      ) : null}
      {what === 'returned' ? (
        <AreaField
          label={t('answer_reason')}
          hint={t('answer_reasonHint')}
          maxLength={1000}
          aria-required="true"
          value={reason}
          error={missing === 'reason' ? t('answer_reasonMissing') : undefined}
          onChange={({ target }) => setReason(target.value)}
        />
      ) : null}
      {isReasonWanted(error) ? null : <FailureNotice error={error} />}
      <div>
        <Button type="submit" kind="primary" busy={isPending}>
          {t('answer_send')}
        </Button>
      </div>
    </form>
  )
}

/** Does the server want a reason, since something is open? */
function isReasonWanted(error: Error | null): boolean {
  return error instanceof Failure && error.details['despite'] !== undefined
}
