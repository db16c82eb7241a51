import { useMemo, useState, useSyncExternalStore } from 'react'
import { type About, type Draft, newDraft } from './drafts.ts'
import type { OutboxState } from './outbox.ts'
import { useTalk } from './talk.ts'

/** What this person has written and not sent. */
export function useOutbox(): OutboxState {
  const { outbox } = useTalk()
  return useSyncExternalStore(outbox.subscribe, outbox.get)
}

/** Is this draft about the same answer or comment? */
function isAbout(draft: Draft, about: About): boolean {
  switch (about.what) {
    case 'answer':
      return draft.about.what === 'answer' && draft.about.thread === about.thread
    case 'edit':
      return draft.about.what === 'edit' && draft.about.comment === about.comment
    case 'thread':
      return false
  }
}

/**
 * What is written about something: the draft that is still in the field, or a new one, and those
 * that are on their way or were refused.
 */
export function useDrafts(about: About): {
  readonly writing: Draft
  readonly sent: readonly Draft[]
} {
  const { page } = useTalk()
  const { drafts } = useOutbox()
  const mine = useMemo(() => drafts.filter((draft) => isAbout(draft, about)), [drafts, about])
  const written = mine.find(({ state }) => state === 'written')
  // A new one when the last was sent.
  const [fresh, setFresh] = useState(() => newDraft(page, about))
  if (written === undefined && mine.some(({ key }) => key === fresh.key)) {
    setFresh(newDraft(page, about))
  }
  return { writing: written ?? fresh, sent: mine.filter(({ state }) => state !== 'written') }
}
