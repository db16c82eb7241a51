/**
 * What is said about a page, beside its text or, where there is no room, in a sheet over it. Fetched
 * when there is something, or somebody begins.
 */
import './comments.css'
import { useQueryClient } from '@tanstack/react-query'
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { PageId, PersonId, ThreadId } from '#contract/ids.ts'
import { CommentsLanguage, useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import type { Asked, MarkedText } from '../net/marked-text.ts'
import { type ThreadsReply, threadsQuery, type ThreadView } from '../net/thread-queries.ts'
import { Announcer } from './Announcer.tsx'
import { Arrangement } from './Arrangement.tsx'
import type { Draft } from './drafts.ts'
import { Outbox } from './outbox.ts'
import { type Talk, TalkContext } from './talk.ts'
import { marksOf } from './threads.ts'
import { draftMarks } from './draft-marks.ts'
import { withThread } from './with-thread.ts'

export interface CommentsPanelProps {
  readonly page: PageId
  readonly me: Talk['me']
  readonly reply: ThreadsReply
  readonly marked: MarkedText
  readonly closed: Talk['closed']
  readonly mayAccept: boolean
  readonly mayReadHistory: boolean
  /** The page is connected. */
  readonly live: boolean
  /** There is room beside the text. */
  readonly wide: boolean
  /** The comments are looked at. */
  readonly shown: boolean
  readonly onShown: (shown: boolean) => void
  /** What was asked before this was there. */
  readonly asked: Asked | null
  /** The thread that the address names. */
  readonly named: ThreadId | null
  /** Nothing had been said when the page was opened. */
  readonly wasEmpty: boolean
  /** Stands above everything, beside the text. */
  readonly tabs: ReactNode
}

export default function CommentsPanel(props: CommentsPanelProps) {
  return (
    <CommentsLanguage>
      <Panel {...props} />
    </CommentsLanguage>
  )
}

function Panel(props: CommentsPanelProps) {
  const { page, me, reply, marked, closed, mayAccept, mayReadHistory, live, onShown } = props
  const { t } = useCommentsSpeech()
  const sent = useRef<(draft: Draft, thread: ThreadView) => void>(() => {})
  const outbox = useOutboxOf(me.id, live, sent)
  const onThread = useOnThread(me.id)
  const [chosen, setChosen] = useState<ThreadId | null>(null)
  const [focus, setFocus] = useState<{ readonly on: string } | null>(null)
  const choose = useCallback(
    (thread: ThreadId | null, andFocus = false) => {
      setChosen(thread)
      marked.show({ chosen: thread })
      if (thread === null) return
      onShown(true)
      setFocus(andFocus ? { on: thread } : null)
    },
    [marked, onShown],
  )
  useEffect(() => {
    sent.current = ({ key, about }, thread) => {
      onThread(thread)
      if (about.what !== 'thread' || thread.page !== page) return
      // Whoever has just said it goes on from there, unless they are elsewhere by now.
      const at = document.activeElement
      const isHere =
        at === document.body || (at !== null && at.closest(`[data-card="${key}"]`) !== null)
      if (isHere) choose(thread.id, true)
    }
  }, [onThread, choose, page])
  const talk = useMemo(
    (): Talk => ({
      page,
      me,
      threads: reply.threads,
      speakers: new Map(reply.people.map((person) => [person.id, person])),
      units: reply.units,
      may: {
        ...reply.may,
        comment: reply.may.comment && closed === null,
        decide: reply.may.decide && closed === null,
        accept: reply.may.decide && mayAccept,
        readHistory: mayReadHistory,
      },
      closed: closed ?? (reply.may.comment ? null : 'reader'),
      marked,
      outbox,
      onThread,
      choose,
    }),
    [page, me, reply, closed, mayAccept, mayReadHistory, marked, outbox, onThread, choose],
  )
  useMarks(marked, reply, outbox, page)
  const begin = useCallback(
    (draft: Draft) => {
      outbox.change(draft, {})
      setChosen(null)
      marked.show({ chosen: null })
      onShown(true)
      setFocus({ on: draft.key })
    },
    [outbox, marked, onShown],
  )
  const { named } = props
  const isMissing = named !== null && !reply.threads.some(({ id }) => id === named)
  return (
    <TalkContext value={talk}>
      <Arrangement
        wide={props.wide}
        shown={props.shown}
        onShown={onShown}
        tabs={props.tabs}
        chosen={chosen}
        focus={focus}
        begin={begin}
        note={isMissing ? t('comments_notHere') : null}
        asked={props.asked}
      />
      <Announcer wasEmpty={props.wasEmpty} />
    </TalkContext>
  )
}

function useOutboxOf(
  person: PersonId,
  live: boolean,
  sent: RefObject<(draft: Draft, thread: ThreadView) => void>,
): Outbox {
  const [outbox] = useState(
    () => new Outbox(person, (draft, thread) => sent.current(draft, thread)),
  )
  useEffect(() => outbox.start(), [outbox])
  useEffect(() => {
    if (live) outbox.hurry()
  }, [live, outbox])
  return outbox
}

/** Puts a thread that the server answered with among the others, and fetches who is named in it. */
function useOnThread(person: PersonId): Talk['onThread'] {
  const queries = useQueryClient()
  return useCallback(
    (thread) => {
      const { queryKey } = threadsQuery(person, thread.page)
      queries.setQueryData(queryKey, (reply) => withThread(reply, thread))
      void queries.invalidateQueries({ queryKey })
    },
    [queries, person],
  )
}

/** Marks in the text what is talked about, and what is being begun. */
function useMarks(marked: MarkedText, { threads }: ThreadsReply, outbox: Outbox, page: PageId) {
  const shown = useRef('')
  useEffect(() => {
    const show = () => {
      const marks = [...marksOf(threads), ...draftMarks(outbox.get().drafts, page)]
      const now = JSON.stringify(marks)
      if (now !== shown.current) marked.show({ marks })
      shown.current = now
    }
    show()
    return outbox.subscribe(show)
  }, [marked, threads, outbox, page])
  useEffect(() => () => marked.show({ marks: [], chosen: null }), [marked])
}
