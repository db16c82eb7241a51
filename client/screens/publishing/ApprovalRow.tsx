import { Link } from 'wouter'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import type { ApprovalView } from '../../net/publishing-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { StateMark } from './StateMark.tsx'

interface ApprovalRowProps {
  readonly approval: ApprovalView
  readonly nameOf: (person: string) => string
  /** Does it wait for me? */
  readonly mine: boolean
  /** Null where it cannot be published, or not by me. */
  readonly onPublish: (() => void) | null
}

/** An approval on one line: how it stands, who asked, who has answered. */
export function ApprovalRow({ approval, nameOf, mine, onPublish }: ApprovalRowProps) {
  const { t, date } = usePublishingSpeech()
  const { id, strategy, state, pages, approvers, askedBy, askedAt } = approval
  const answered = approvers.filter(({ answer }) => answer !== null).length
  return (
    <li className={mine ? 'approval-row mine' : 'approval-row'}>
      <div>
        {mine ? <p className="for-you">{t('publishing_yours')}</p> : null}
        <Link href={`/strategies/${strategy}/publishing/approvals/${id}`}>
          {t('approval_of', { n: pages.length })}
        </Link>
        <p className="facts">
          <StateMark state={state} />
          <span>{t('publishing_askedBy', { name: nameOf(askedBy), date: date(askedAt) })}</span>
          <span>{t('publishing_answered', { n: answered, all: approvers.length })}</span>
        </p>
      </div>
      {onPublish === null ? null : (
        <Button kind="primary" onClick={onPublish}>
          {t('approval_publish')}
        </Button>
      )}
    </li>
  )
}
