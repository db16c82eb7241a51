import { useMemo } from 'react'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import type { ThreadView } from '../net/thread-queries.ts'
import { Composer } from './Composer.tsx'
import { DraftState } from './DraftState.tsx'
import type { About } from './drafts.ts'
import { useTalk } from './talk.ts'
import { useDrafts } from './use-outbox.ts'
import { useThreadWords } from './use-thread-words.ts'

interface AnswerBoxProps {
  readonly thread: ThreadView
  readonly onLeave: () => void
}

/** Answering: the field, and answers that are on their way. */
export function AnswerBox({ thread, onLeave }: AnswerBoxProps) {
  const { t } = useCommentsSpeech()
  const { outbox } = useTalk()
  const { beginnerOf } = useThreadWords()
  const about = useMemo((): About => ({ what: 'answer', thread: thread.id }), [thread.id])
  const { writing, sent } = useDrafts(about)
  return (
    <>
      {sent.map((draft) => (
        <div key={draft.key} className="comment is-draft">
          <p className="words">{draft.text}</p>
          <DraftState draft={draft} />
        </div>
      ))}
      <Composer
        draft={writing}
        label={t('write_answerTo', { name: beginnerOf(thread) })}
        send={t('write_sendAnswer')}
        takesFocus={false}
        onLeave={onLeave}
        onDiscard={writing.text === '' ? null : () => outbox.discard(writing)}
      />
    </>
  )
}
