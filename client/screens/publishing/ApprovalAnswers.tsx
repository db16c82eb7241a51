import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import type { ApprovalView } from '../../net/publishing-queries.ts'
import { Avatar } from '../../ui/Avatar.tsx'

interface ApprovalAnswersProps {
  readonly approval: ApprovalView
  readonly nameOf: (person: string) => string
}

/** Who is asked in which role, and what each has said. */
export function ApprovalAnswers({ approval, nameOf }: ApprovalAnswersProps) {
  const { t } = usePublishingSpeech()
  const { approvers } = approval
  const answered = approvers.filter(({ answer }) => answer !== null).length
  return (
    <section className="answers" aria-labelledby="answers-heading">
      <h2 id="answers-heading">{t('approval_answers')}</h2>
      <p className="hint">{t('publishing_answered', { n: answered, all: approvers.length })}</p>
      <ul className="bare">
        {approvers.map(({ person, role, answer }) => (
          <li key={person}>
            <Avatar id={person} name={nameOf(person)} />
            <div>
              <p className="answer-who">
                {nameOf(person)}
                <span className="hint">{role}</span>
              </p>
              <OneAnswer answer={answer} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface OneAnswerProps {
  readonly answer: ApprovalView['approvers'][number]['answer']
}

function OneAnswer({ answer }: OneAnswerProps) {
  const { t, date } = usePublishingSpeech()
  if (answer === null) return <p className="hint">{t('approval_noAnswer')}</p>
  switch (answer.what) {
    case 'approved':
      return (
        <>
          <p>
            <span className="state-mark is-approved">
              {t('approval_approvedOn', { date: date(answer.at) })}
            </span>
          </p>
          {answer.despite === '' ? null : (
            <p className="answer-words">{t('approval_despite', { reason: answer.despite })}</p>
          )}
          {answer.named ? <p className="hint">{t('approval_namedToo')}</p> : null}
        </>
      )
    case 'returned':
      return (
        <>
          <p>
            <span className="state-mark is-returned">
              {t('approval_returnedOn', { date: date(answer.at) })}
            </span>
          </p>
          <p className="answer-words">{t('approval_reason', { reason: answer.reason })}</p>
        </>
      )
  }
}
