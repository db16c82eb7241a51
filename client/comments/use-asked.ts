import { useCallback, useEffect, useRef } from 'react'
import type { ThreadId } from '#contract/ids.ts'
import type { Asked } from '../net/marked-text.ts'
import { type About, type Draft, newDraft } from './drafts.ts'
import { useTalk } from './talk.ts'

interface Asking {
  /** What was asked before anybody listened. */
  readonly first: Asked | null
  /** Threads in the order of the text. */
  readonly order: readonly ThreadId[]
  readonly chosen: ThreadId | null
  readonly begin: (draft: Draft) => void
}

/** Does what is asked from within the text; gives what begins a comment on the page. */
export function useAsked({ first, order, chosen, begin }: Asking): (asked: Asked) => void {
  const { page, marked, outbox, choose, may } = useTalk()
  const onAsked = useCallback(
    (asked: Asked) => {
      switch (asked.what) {
        case 'comment':
        case 'propose': {
          if (!may.comment) return
          const { about } = asked
          const thread: About = {
            what: 'thread',
            spot: about?.spot ?? null,
            kind: about?.kind ?? 'text',
            quote: about?.text ?? '',
            proposal: asked.what === 'propose' ? asked.about.text : null,
          }
          const begun = outbox
            .get()
            .drafts.find((draft) => draft.page === page && isSame(draft, thread))
          return begin(begun ?? newDraft(page, thread))
        }
        case 'open':
          return choose(asked.thread, asked.focus)
        case 'next':
        case 'previous': {
          if (order.length === 0) return
          const at = chosen === null ? -1 : order.indexOf(chosen)
          const by = asked.what === 'next' ? at + 1 : at < 0 ? order.length - 1 : at - 1
          const to = order.at(by % order.length)
          if (to !== undefined) choose(to, true)
        }
      }
    },
    [page, outbox, choose, may.comment, order, chosen, begin],
  )
  useEffect(() => marked.onAsked(onAsked), [marked, onAsked])
  const done = useRef<Asked | null>(null)
  useEffect(() => {
    if (first === null || done.current === first) return
    done.current = first
    onAsked(first)
  }, [first, onAsked])
  return onAsked
}

/** Has a comment on the same passage been begun, and not sent? */
function isSame({ about, state }: Draft, asked: About): boolean {
  if (state !== 'written' || about.what !== 'thread' || asked.what !== 'thread') return false
  if ((about.proposal === null) !== (asked.proposal === null)) return false
  return JSON.stringify(about.spot) === JSON.stringify(asked.spot)
}
