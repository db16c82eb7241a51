import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Fate, fates, longestReason } from '#contract/thread-shape.ts'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { call, type Input } from '../net/api.ts'
import { isThreadId } from '../net/ids.ts'
import type { ThreadView } from '../net/thread-queries.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SelectField } from '../ui/Field.tsx'
import { failureWords } from './failure-words.ts'
import { ReasonField } from './ReasonField.tsx'
import { useTalk } from './talk.ts'
import { beganBy } from './threads.ts'
import { useThreadWords } from './use-thread-words.ts'

interface EndDialogProps {
  readonly thread: ThreadView
  /** The fate that is proposed. */
  readonly fate: Fate
  readonly onClose: () => void
}

/**
 * Says what became of a thread, and why. Who may not decide ends what they began themselves: as
 * answered, without having to say why.
 */
export function EndDialog({ thread, fate: proposed, onClose }: EndDialogProps) {
  const { t } = useCommentsSpeech()
  const { page, me, may, threads, onThread } = useTalk()
  const { beginnerOf, titleOf } = useThreadWords()
  const isMine = beganBy(thread) === me.id
  const offered: readonly Fate[] = may.decide
    ? // A proposal that is put in as it is is accepted.
      fates.filter((one) => thread.proposal === null || one !== 'adopted')
    : ['answered']
  const others = threads.filter(({ id }) => id !== thread.id)
  const [fate, setFate] = useState<Fate>(may.decide ? proposed : 'answered')
  const [reason, setReason] = useState('')
  const [into, setInto] = useState('')
  const [missing, setMissing] = useState(false)
  const optional = isMine && fate === 'answered'
  const end = useMutation({
    mutationFn: (ending: NonNullable<Input<'endThread'>['body']['ending']>) =>
      call('endThread', { id: page, thread: thread.id, body: { ending } }),
    onSuccess: (reply) => {
      onThread(reply)
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const why = reason.trim()
    const merged = fate === 'merged'
    if ((why.length < 3 && !optional) || (merged && !isThreadId(into))) return setMissing(true)
    end.mutate({ fate, reason: why, ...(merged && isThreadId(into) ? { into } : {}) })
  }
  return (
    <Dialog
      title={t(thread.proposal === null ? 'end_title' : 'end_titleProposal')}
      onClose={onClose}
    >
      <form className="form" onSubmit={submit}>
        {offered.length === 1 ? null : (
          <Choices
            legend={<span className="unseen">{t('end_title')}</span>}
            choices={offered
              .filter((one) => one !== 'merged' || others.length > 0)
              .map((value) => ({
                value,
                name: t(`fate_${value}`),
                means: t(`fateMeans_${value}`),
              }))}
            value={fate}
            onChoice={setFate}
          />
        )}
        {fate === 'merged' ? (
          <div>
            <SelectField
              label={t('end_into')}
              value={into}
              {...(missing && into === '' ? { error: t('end_intoMissing') } : {})}
              onChange={({ target }) => setInto(target.value)}
            >
              <option value="">–</option>
              {others.map((one) => (
                <option key={one.id} value={one.id}>
                  {titleOf(one)}
                </option>
              ))}
            </SelectField>
          </div>
        ) : null}
        <ReasonField
          label={t(optional ? 'end_reasonOptional' : 'end_reason')}
          {...(isMine ? {} : { hint: t('end_reasonHint', { name: beginnerOf(thread) }) })}
          value={reason}
          error={
            missing && !optional && reason.trim().length < 3 ? t('end_reasonMissing') : undefined
          }
          onChange={(next) => setReason(next.slice(0, longestReason))}
        />
        {end.isError ? (
          <p className="failure" role="alert">
            {failureWords(t, end.error)}
          </p>
        ) : null}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={end.isPending}>
            {t('end_yes')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
