import { useMemo } from 'react'
import type { ThreadId } from '#contract/ids.ts'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { ThreadView } from '../net/thread-queries.ts'
import { PlacedItem } from './PlacedItem.tsx'
import { useTalk } from './talk.ts'
import type { Places } from './use-places.ts'

interface MarkersProps {
  readonly threads: readonly ThreadView[]
  readonly places: Places
}

/** Those so near each other, in pixels, share a marker. */
const near = 44

/** Where there is no room for cards: a button at the edge of the text for each place with comments. */
export function Markers({ threads, places }: MarkersProps) {
  const { t } = useCommentsSpeech()
  const { choose } = useTalk()
  const groups = useMemo(() => grouped(threads, places), [threads, places])
  return (
    <ul className="comment-markers bare" aria-label={t('comments_list')}>
      {groups.map(({ top, ids: [first, ...others] }) =>
        first === undefined ? null : (
          <PlacedItem key={first} top={top}>
            <button type="button" onClick={() => choose(first, true)}>
              <Icon name="comment" />
              <span aria-hidden="true">{others.length + 1}</span>
              <span className="unseen">{t('comments_here', { n: others.length + 1 })}</span>
            </button>
          </PlacedItem>
        ),
      )}
    </ul>
  )
}

function grouped(threads: readonly ThreadView[], { tops }: Places) {
  const there = threads
    .flatMap(({ id }) => {
      const top = tops.get(id)
      return top === undefined ? [] : [{ id, top }]
    })
    .toSorted((a, b) => a.top - b.top)
  const groups: { readonly top: number; readonly ids: ThreadId[] }[] = []
  for (const { id, top } of there) {
    const last = groups.at(-1)
    if (last !== undefined && top - last.top < near) last.ids.push(id)
    else groups.push({ top, ids: [id] })
  }
  return groups
}
