import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { ApprovalId } from '#contract/ids.ts'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import { call, pathOf } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { addressOf } from '../../net/place.ts'
import { type ApprovalReply, approvalQuery } from '../../net/publishing-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useMe } from '../me.ts'
import { FailureScreen, NotFoundScreen, WaitingScreen } from '../PlainScreens.tsx'
import { useScreenTitle } from '../use-screen-title.ts'
import { ApprovalAnswers } from './ApprovalAnswers.tsx'
import { ApprovalChanges } from './ApprovalChanges.tsx'
import { ApprovalPages } from './ApprovalPages.tsx'
import { MyAnswer } from './MyAnswer.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { PublishingSheet, type PublishingView } from './PublishingPlace.tsx'
import { type Done, Said } from './Said.tsx'
import { EditionMark, StateMark } from './StateMark.tsx'
import { SureDialog } from './SureDialog.tsx'
import { useNames } from './use-names.ts'

interface ApprovalScreenProps extends PublishingView {
  readonly approval: ApprovalId
}

/** What is asked, what stands in the way, what changes; and what everybody says to it. */
export function ApprovalScreen({ approval, ...view }: ApprovalScreenProps) {
  const { data, error, refetch } = useQuery(approvalQuery(view.strategy.id, approval))
  if (data !== undefined) return <ShownApproval reply={data} view={view} />
  if (error === null) return <WaitingScreen />
  return error instanceof Failure && error.code === 'not-found' ? (
    <NotFoundScreen />
  ) : (
    <FailureScreen error={error} onRetry={() => void refetch()} />
  )
}

interface ShownApprovalProps {
  readonly reply: ApprovalReply
  readonly view: PublishingView
}

function ShownApproval({ reply, view }: ShownApprovalProps) {
  const { t, date } = usePublishingSpeech()
  const { person } = useMe()
  const { approval, findings, since, people } = reply
  const { strategy, publishing, manages } = view
  const nameOf = useNames(people)
  const [doing, setDoing] = useState<'publish' | 'cancel' | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const title = t('approval_of', { n: approval.pages.length })
  useScreenTitle(title)
  const edition = publishing.editions.find((one) => one.approval === approval.id)
  const goesOn = approval.end === null && edition === undefined
  const mine = approval.approvers.find((one) => one.person === person.id)
  const asked = goesOn && reply.asked ? mine : undefined
  const close = () => setDoing(null)
  const finish = (words: string) => {
    close()
    setDone({ words })
  }
  const preview = pathOf('previewApproval', {
    id: strategy.id,
    approval: approval.id,
    file: 'index.html',
  })
  return (
    <PublishingSheet
      strategy={strategy}
      title={title}
      under
      wide
      actions={
        manages && goesOn ? (
          <>
            <Button kind="quiet" onClick={() => setDoing('cancel')}>
              {t('approval_cancel')}
            </Button>
            {approval.state === 'approved' ? (
              <Button kind="primary" onClick={() => setDoing('publish')}>
                {t('approval_publish')}
              </Button>
            ) : null}
          </>
        ) : undefined
      }
    >
      <Said done={done} />
      <div className="facts approval-facts">
        {edition?.state === 'scheduled' ? (
          <EditionMark state="scheduled" />
        ) : (
          <StateMark state={approval.state} />
        )}
        <span>
          {t('publishing_askedBy', {
            name: nameOf(approval.askedBy),
            date: date(approval.askedAt),
          })}
        </span>
        <Ending reply={reply} view={view} nameOf={nameOf} />
      </div>
      {manages && goesOn && approval.state === 'returned' ? (
        <Notice
          tone="warn"
          action={
            <Link href={`/strategies/${strategy.id}/publishing/ask`} className="button plain">
              {t('approval_askAgain')}
            </Link>
          }
        >
          {t('approval_whatNext_returned')}
        </Notice>
      ) : null}
      <div className="approval-columns">
        <div className="approval-about">
          {approval.note === '' ? null : (
            <blockquote className="approval-note">{approval.note}</blockquote>
          )}
          <div className="actions">
            <a
              className="button plain"
              href={addressOf(preview).href}
              target="_blank"
              rel="noreferrer"
              aria-describedby="preview-hint"
            >
              {t('approval_preview')}
            </a>
            <span className="hint" id="preview-hint">
              {t('approval_previewHint')}
            </span>
            {asked === undefined ? null : (
              <a
                className="to-answer"
                href="#my-answer"
                onClick={(event) => {
                  event.preventDefault()
                  const heading = document.getElementById('my-answer')
                  heading?.scrollIntoView()
                  heading?.focus()
                }}
              >
                {t('approval_toAnswer')}
              </a>
            )}
          </div>
          <WrittenOn reply={reply} />
          <ApprovalChanges since={since} />
          <ApprovalPages reply={reply} />
        </div>
        <aside className="approval-beside" aria-label={t('approval_answers')}>
          {asked === undefined ? null : (
            <MyAnswer
              approval={approval}
              mine={asked}
              open={findings.length > 0}
              named={publishing.named}
              onDone={finish}
            />
          )}
          <ApprovalAnswers approval={approval} nameOf={nameOf} />
        </aside>
      </div>
      {doing === 'publish' ? (
        <PublishDialog
          strategy={strategy.id}
          approval={approval.id}
          publishing={publishing}
          onClose={close}
          onDone={finish}
        />
      ) : null}
      {doing === 'cancel' ? (
        <SureDialog
          strategy={strategy.id}
          title={t('approval_cancelTitle')}
          text={t('approval_cancelText')}
          yes={t('approval_cancelYes')}
          no={t('approval_cancelKeep')}
          act={() => call('cancelApproval', { id: strategy.id, approval: approval.id })}
          onClose={close}
          onDone={() => finish(t('approval_cancelled'))}
        />
      ) : null}
    </PublishingSheet>
  )
}

interface EndingProps extends ShownApprovalProps {
  readonly nameOf: (person: string) => string
}

/** How it ended, or is going to. */
function Ending({ reply, view, nameOf }: EndingProps) {
  const { t, date, dateTime } = usePublishingSpeech()
  const { end, id } = reply.approval
  const edition = view.publishing.editions.find((one) => one.approval === id)
  if (end?.how === 'cancelled') {
    return <span>{t('approval_endedAt', { name: nameOf(end.by), date: date(end.at) })}</span>
  }
  if (edition === undefined) return null
  const { number, publishedAt, publishAt, path } = edition
  return publishedAt === null ? (
    <span>{t('publishing_comesAt', { when: dateTime(publishAt) })}</span>
  ) : (
    <a href={addressOf(path).href} target="_blank" rel="noreferrer">
      {t('approval_publishedAs', { number })}
    </a>
  )
}

/** Pages that somebody wrote on since: that is not what is approved. */
function WrittenOn({ reply }: { readonly reply: ApprovalReply }) {
  const { t, language } = usePublishingSpeech()
  const { changedSince, pages, end } = reply.approval
  if (changedSince.length === 0 || end !== null) return null
  const titles = pages
    .filter(({ page }) => changedSince.includes(page))
    .map(({ title }) => title || t('untitled'))
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(titles)
  return <p className="hint">{t('approval_changedSince', { titles: list })}</p>
}
