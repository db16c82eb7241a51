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

/** What stands in the passage instead of what was proposed to be replaced. */
interface Met {
  /** `stuck`: words alone can't take its place. */
  readonly what: 'changed' | 'gone' | 'stuck'
  readonly now: string
}

/** What the server met in the passage; null: it refused for another reason. */
function metIn(error: unknown): Met | null {
  if (!(error instanceof Failure) || error.code !== 'conflict') return null
  const { reason, passage: now = '' } = error.details
  switch (reason) {
    case 'changed':
    case 'gone':
      return { what: reason, now }
    case 'spans':
    case 'atoms':
      return { what: 'stuck', now }
    default:
      return null
  }
}

/**
 * Accepting a proposal or declining it. Where the text says something else by now it is shown, and
 * accepting it once more puts the words over what stands there now.
 */
export function ProposalDeeds({ thread, proposal, gone, onEnd }: ProposalDeedsProps) {
  const { t } = useCommentsSpeech()
  const { page, may, onThread } = useTalk()
  const [met, setMet] = useState<Met | null>(null)
  const accept = useMutation({
    mutationFn: (replacing: string) =>
      call('acceptProposal', { id: page, thread: thread.id, body: { replacing } }),
    onSuccess: onThread,
    onError: (error) => setMet(metIn(error)),
  })
  const what = gone ? 'gone' : (met?.what ?? null)
  const failed = accept.isError && met === null
  return (
    <div className="proposal-deeds">
      {what === null ? null : (
        <div className="moved-on" aria-live="polite">
          <p>{t(`proposal_moved_${what}`)}</p>
          {what === 'gone' || met === null ? null : (
            <dl>
              <dt>{t('proposal_movedNow')}</dt>
              <dd>{met.now === '' ? '–' : met.now}</dd>
              <dt>{t('proposal_movedThen')}</dt>
              <dd>{proposal.from}</dd>
            </dl>
          )}
        </div>
      )}
      <div className="composer-deeds">
        {may.accept && (what === null || what === 'changed') ? (
          <Button
            kind="primary"
            busy={accept.isPending}
            onClick={() => accept.mutate(met?.now ?? proposal.from)}
          >
            {t(what === null ? 'proposal_accept' : 'proposal_acceptOver')}
          </Button>
        ) : null}
        {what !== null && may.decide ? (
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
