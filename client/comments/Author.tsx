import type { PersonId } from '#contract/ids.ts'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { useTalk } from './talk.ts'
import { useNames } from './use-people.ts'
import { When } from './When.tsx'

interface AuthorProps {
  readonly by: PersonId
  readonly at: string
  /** For what is labelled by it. */
  readonly id: string
  readonly proposes: boolean
}

/** Who said something and when: the unit, and whether they manage or are a guest, in words. */
export function Author({ by, at, id, proposes }: AuthorProps) {
  const { t } = useCommentsSpeech()
  const { speakers } = useTalk()
  const { nameOf } = useNames()
  const speaker = speakers.get(by)
  const name = nameOf(by)
  return (
    <header className="author">
      <Avatar id={by} name={name} />
      <span className="author-words">
        <strong id={id}>{name}</strong>
        {speaker?.manager === true ? <span className="tag">{t('comment_manager')}</span> : null}
        {speaker?.guest === true ? <span className="tag">{t('comment_guest')}</span> : null}
        <span className="author-facts">
          {proposes ? <span>{t('proposal_by')}</span> : null}
          {speaker === undefined || speaker.unit === null ? null : <span>{speaker.unit}</span>}
          <When at={at} />
        </span>
      </span>
    </header>
  )
}
