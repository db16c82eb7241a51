import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Fate } from '#contract/thread-shape.ts'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { call } from '../net/api.ts'
import { Failure } from '../net/failure.ts'
import type { ThreadView } from '../net/thread-queries.ts'
import { Button } from '../ui/Button.tsx'
import { failureWords } from './failure-words.ts'
import { useTalk } from './talk.ts'

interface ProposalDeedsProps {
  readonly thread: ThreadView
  readonly proposal: NonNullable<ThreadView['proposal']>
  readonly gone: boolean
  readonly onEnd: (fate: Fate) => void
}

/**
 * Accepting a proposal or declining it. Where the text says something else by now it is shown, and
 * accepting it once more puts the words over what stands there now.
 */
export function ProposalDeeds({ thread, proposal, gone, onEnd }: ProposalDeedsProps) {
  const { t } = useCommentsSpeech()
  const { page, may, onThread } = useTalk()
  const [now, setNow] = useState<string | null>(null)
  const [lost, setLost] = useState(false)
  const accept = useMutation({
    mutationFn: (replacing: string) =>
      call('acceptProposal', { id: page, thread: thread.id, body: { replacing } }),
    onSuccess: onThread,
    onError: (error) => {
      if (!(error instanceof Failure) || error.code !== 'conflict') return
      const { passage } = error.details
      setNow(passage ?? null)
      setLost(passage === undefined)
    },
  })
  const isGone = gone || lost
  const moved = isGone || now !== null
  const failed = accept.isError && !moved
  return (
    <div className="proposal-deeds">
      {moved ? (
        <div className="moved-on" role="status">
          <p>{t(isGone ? 'proposal_movedGone' : 'proposal_moved')}</p>
          {isGone || now === null ? null : (
            <dl>
              <dt>{t('proposal_movedNow')}</dt>
              <dd>{now === '' ? '–' : now}</dd>
              <dt>{t('proposal_movedThen')}</dt>
              <dd>{proposal.from}</dd>
            </dl>
          )}
        </div>
      ) : null}
      <div className="composer-deeds">
        {may.accept && !isGone ? (
          <Button
            kind="primary"
            busy={accept.isPending}
            onClick={() => accept.mutate(now ?? proposal.from)}
          >
            {t(now === null ? 'proposal_accept' : 'proposal_acceptOver')}
          </Button>
        ) : null}
        {moved && may.decide ? (
          <Button onClick={() => onEnd('adopted-changed')}>{t('proposal_endChanged')}</Button>
        ) : null}
        {may.decide ? (
          <Button onClick={() => onEnd('declined')}>{t('proposal_decline')}</Button>
        ) : null}
      </div>
      {failed ? (
        <p className="failure" role="alert">
          {failureWords(t, accept.error)}
        </p>
      ) : null}
    </div>
  )
}
