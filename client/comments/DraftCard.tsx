import { useId, useRef } from 'react'
import { linesIn, longestProposal, proposedPattern } from '#contract/thread-shape.ts'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { Composer } from './Composer.tsx'
import { DraftState } from './DraftState.tsx'
import type { Draft } from './drafts.ts'
import { useTalk } from './talk.ts'
import { shortened } from './use-thread-words.ts'
import { WordChanges } from './WordChanges.tsx'

interface DraftCardProps {
  readonly draft: Draft
  /** It has just been begun. */
  readonly takesFocus: boolean
  readonly onLeave: () => void
}

/** So much of what somebody points at is shown. */
const most = 160

/** A thread that is being begun, or is on its way. */
export function DraftCard({ draft, takesFocus, onLeave }: DraftCardProps) {
  const { t } = useCommentsSpeech()
  const { outbox } = useTalk()
  const card = useRef<HTMLElement>(null)
  const { about } = draft
  if (about.what !== 'thread') return null
  const { proposal, quote } = about
  const written = draft.state === 'written'
  const name = t(about.spot === null ? 'comments_page' : 'write_comment')
  return (
    <section
      ref={card}
      className="thread is-draft"
      data-card={draft.key}
      data-chosen
      aria-label={name}
      // The focus stays here when the field that it was in has gone.
      tabIndex={-1}
    >
      {about.spot === null ? (
        <p className="hint">{t('comments_aboutPage')}</p>
      ) : proposal === null || !written ? (
        <div className="quoted">
          <blockquote>{shortened(quote, most)}</blockquote>
        </div>
      ) : null}
      {written ? (
        <Composer
          draft={draft}
          label={t(proposal === null ? 'write_comment' : 'proposal_why')}
          send={t(proposal === null ? 'write_send' : 'write_sendProposal')}
          takesFocus={takesFocus && proposal === null}
          mayBeEmpty={proposal !== null}
          problem={proposal === null ? null : proposalProblem(t, proposal, quote)}
          onSent={() => card.current?.focus()}
          onLeave={onLeave}
          onDiscard={() => {
            outbox.discard(draft)
            onLeave()
          }}
        >
          {proposal === null ? null : (
            <ProposalField
              draft={draft}
              quote={quote}
              proposal={proposal}
              takesFocus={takesFocus}
              onLeave={onLeave}
            />
          )}
        </Composer>
      ) : (
        <>
          {proposal === null ? null : <WordChanges from={quote} to={proposal} />}
          {draft.text === '' ? null : <p className="words">{draft.text}</p>}
          <DraftState draft={draft} />
        </>
      )}
    </section>
  )
}

type Say = ReturnType<typeof useCommentsSpeech>['t']

function proposalProblem(t: Say, proposal: string, quote: string): string | null {
  if (proposal === quote) return t('proposal_same')
  if (!proposedPattern.test(proposal)) return t('proposal_signs')
  const lines = linesIn(quote)
  if (linesIn(proposal) !== lines) return t('proposal_lines', { n: lines })
  const over = proposal.length - longestProposal
  return over > 0 ? t('write_tooLong', { n: over }) : null
}

interface ProposalFieldProps {
  readonly draft: Draft
  readonly quote: string
  readonly proposal: string
  readonly takesFocus: boolean
  readonly onLeave: () => void
}

function ProposalField({ draft, quote, proposal, takesFocus, onLeave }: ProposalFieldProps) {
  const { t } = useCommentsSpeech()
  const { outbox } = useTalk()
  const id = useId()
  const { about } = draft
  if (about.what !== 'thread') return null
  return (
    <div className="field">
      <label htmlFor={id}>{t('proposal_words')}</label>
      <textarea
        id={id}
        className="input growing proposal-field"
        rows={2}
        dir="auto"
        ref={(field) => {
          if (takesFocus && field !== null && !field.dataset['begun']) {
            field.dataset['begun'] = 'yes'
            field.focus()
          }
        }}
        value={proposal}
        onChange={({ target }) =>
          // In as many lines as it would stand in the text.
          outbox.change(draft, {
            about: {
              ...about,
              proposal:
                linesIn(quote) > 1
                  ? target.value.replace(/\r\n?/g, '\n')
                  : target.value.replace(/\s*[\r\n]+\s*/g, ' '),
            },
          })
        }
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault()
            event.stopPropagation()
            onLeave()
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            if (proposalProblem(t, proposal, quote) === null) outbox.send(draft)
          }
        }}
      />
      {proposal === quote ? null : <WordChanges from={quote} to={proposal} />}
    </div>
  )
}
