/** What everything in the panel knows of the page that is talked about. */
import { createContext, use } from 'react'
import type { PageId, PersonId, ThreadId } from '#contract/ids.ts'
import type { MarkedText } from '../net/marked-text.ts'
import type { Speaker, ThreadsReply, ThreadView } from '../net/thread-queries.ts'
import type { Outbox } from './outbox.ts'

export interface Talk {
  readonly page: PageId
  readonly me: { readonly id: PersonId; readonly name: string; readonly guest: boolean }
  readonly threads: readonly ThreadView[]
  readonly speakers: ReadonlyMap<PersonId, Speaker>
  readonly units: ThreadsReply['units']
  readonly may: ThreadsReply['may'] & {
    /** Put a proposal into the text, now. */
    readonly accept: boolean
    readonly readHistory: boolean
  }
  /** Why nobody, or not this person, may say anything; null = they may. */
  readonly closed: 'reader' | 'locked' | 'trashed' | null
  readonly marked: MarkedText
  readonly outbox: Outbox
  /** A thread as the server has it now. */
  readonly onThread: (thread: ThreadView) => void
  /** Looks at a thread, and puts the focus there when asked. */
  readonly choose: (thread: ThreadId | null, focus?: boolean) => void
}

export const TalkContext = createContext<Talk | null>(null)

/** The talk of the page that is shown. */
export function useTalk(): Talk {
  const talk = use(TalkContext)
  if (talk === null) throw new Error('There is no page here to talk about')
  return talk
}
