import { type KeyboardEvent, memo, useMemo, useState } from 'react'
import type { Fate } from '#contract/thread-shape.ts'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { addressOf } from '../net/place.ts'
import type { ThreadView } from '../net/thread-queries.ts'
import { Button } from '../ui/Button.tsx'
import { copy } from '../ui/copy.ts'
import { AnswerBox } from './AnswerBox.tsx'
import { CommentItem } from './CommentItem.tsx'
import { EndDialog } from './EndDialog.tsx'
import { EndingNote } from './EndingNote.tsx'
import { ProposalDeeds } from './ProposalDeeds.tsx'
import { Quote } from './Quote.tsx'
import { useTalk } from './talk.ts'
import { answersOf, beganBy } from './threads.ts'
import { useThreadWords } from './use-thread-words.ts'
import { WordChanges } from './WordChanges.tsx'

export interface ThreadCardProps {
  readonly thread: ThreadView
  readonly chosen: boolean
  /** The one that Tab comes to. */
  readonly isStop: boolean
  readonly gone: boolean
  /** Quoted on every card: its passage is not beside it. */
  readonly alone: boolean
  /** The heading that its passage stands under. */
  readonly under: string | null
  /** Goes to the next card, or the one before, or the first or last. */
  readonly onStep: (from: string, to: 1 | -1 | 'first' | 'last') => void
  /** Leaves for the text, to the passage. */
  readonly onLeave: (thread: ThreadView['id']) => void
}

/** One thread: short until it is chosen, then with everything that was said and can be done. */
export const ThreadCard = memo(function ThreadCard(props: ThreadCardProps) {
  const { thread, chosen, isStop, gone, alone, under, onStep, onLeave } = props
  const { t } = useCommentsSpeech()
  const { me, may, closed, choose } = useTalk()
  const { titleOf } = useThreadWords()
  const [ending, setEnding] = useState<Fate | null>(null)
  const [first] = thread.comments
  const answers = answersOf(thread)
  const mayEnd = may.comment && (may.decide || beganBy(thread) === me.id)
  const { proposal } = thread

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    const card = event.currentTarget
    if (event.target !== card) {
      // From within it back to the card, and from there to the text.
      if (event.key !== 'Escape' || isOver(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      card.focus()
      return
    }
    switch (event.key) {
      case 'ArrowDown':
      case 'j':
        onStep(thread.id, 1)
        break
      case 'ArrowUp':
      case 'k':
        onStep(thread.id, -1)
        break
      case 'Home':
        onStep(thread.id, 'first')
        break
      case 'End':
        onStep(thread.id, 'last')
        break
      case 'Enter':
        if (chosen) card.querySelector<HTMLElement>('textarea, button, a[href], summary')?.focus()
        else choose(thread.id, true)
        break
      case 'Escape':
        event.stopPropagation()
        onLeave(thread.id)
        break
      default:
        return
    }
    event.preventDefault()
  }
  return (
    // A card is a stop of its own among the others: arrows go on, Enter goes in.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className="thread"
      data-card={thread.id}
      data-chosen={chosen || undefined}
      data-ended={thread.ending === null ? undefined : true}
      aria-label={titleOf(thread)}
      aria-current={chosen || undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={isStop ? 0 : -1}
      onKeyDown={onKeyDown}
      onClick={({ target }) => {
        if (!chosen && !isOver(target)) choose(thread.id)
      }}
    >
      {alone || chosen || gone ? (
        <Quote
          thread={thread}
          gone={gone}
          onGoTo={chosen && alone ? () => onLeave(thread.id) : null}
        />
      ) : under === null ? null : (
        <p className="under-heading">
          <span className="unseen">{t('thread_under')} </span>
          {under}
        </p>
      )}
      {first === undefined ? null : (
        <CommentItem thread={thread} comment={first} full={chosen}>
          {proposal === null ? undefined : <WordChanges from={proposal.from} to={proposal.to} />}
        </CommentItem>
      )}
      {proposal === null || thread.ending !== null || !chosen ? null : (
        <ProposalDeeds thread={thread} proposal={proposal} gone={gone} onEnd={setEnding} />
      )}
      {chosen ? (
        answers.map((comment) => (
          <CommentItem key={comment.id} thread={thread} comment={comment} full />
        ))
      ) : answers.length === 0 ? null : (
        <p className="answers-count">{t('thread_answers', { n: answers.length })}</p>
      )}
      <EndingNote thread={thread} full={chosen} mayEnd={mayEnd} />
      {chosen ? (
        <>
          {closed === null && may.comment ? (
            <AnswerBox thread={thread} onLeave={() => onLeave(thread.id)} />
          ) : (
            <p className="aside-words">{t(`closed_${closed ?? 'reader'}`)}</p>
          )}
          <div className="thread-deeds">
            {mayEnd && thread.ending === null ? (
              <Button onClick={() => setEnding('answered')}>{t('end')}</Button>
            ) : null}
            <CopyLink thread={thread} />
          </div>
        </>
      ) : null}
      {ending === null ? null : (
        <EndDialog thread={thread} fate={ending} onClose={() => setEnding(null)} />
      )}
    </article>
  )
})

function CopyLink({ thread }: { readonly thread: ThreadView }) {
  const { t } = useCommentsSpeech()
  const { page } = useTalk()
  const [copied, setCopied] = useState<boolean | null>(null)
  const link = useMemo(
    () => addressOf(`/pages/${page}?thread=${thread.id}`).href,
    [page, thread.id],
  )
  return (
    <>
      <Button kind="quiet" onClick={() => void copy(link).then(setCopied)}>
        {t('thread_link')}
      </Button>
      <output className={copied === false ? 'hint' : 'unseen'}>
        {copied === null ? '' : copied ? t('thread_linkCopied') : link}
      </output>
    </>
  )
}

/** Is this in a dialog or menu that was opened from the card? React tells the card of it, too. */
function isOver(target: EventTarget): boolean {
  return target instanceof Element && target.closest('dialog:not(.comment-sheet)') !== null
}
