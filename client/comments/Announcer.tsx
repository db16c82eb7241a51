import { useEffect, useRef, useState } from 'react'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { useTalk } from './talk.ts'
import { useNames } from './use-people.ts'

/** Says politely, to those who don't see it, that others have said something. */
export function Announcer({ wasEmpty }: { readonly wasEmpty: boolean }) {
  const { t } = useCommentsSpeech()
  const { threads, me } = useTalk()
  const { nameOf } = useNames()
  const known = useRef<ReadonlySet<string> | null>(wasEmpty ? new Set() : null)
  const [words, setWords] = useState('')
  useEffect(() => {
    const all = threads.flatMap(({ comments }) => comments)
    const before = known.current
    known.current = new Set(all.map(({ id }) => id))
    if (before === null) return
    const [first, ...others] = all.filter(({ id, by }) => by !== me.id && !before.has(id))
    if (first === undefined) return
    setWords(
      others.length === 0
        ? t('comments_newBy', { name: nameOf(first.by) })
        : t('comments_new', { n: others.length + 1 }),
    )
  }, [threads, me.id, nameOf, t])
  return <output className="unseen">{words}</output>
}
