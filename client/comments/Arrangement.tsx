/** How threads are arranged: as cards beside the text, or as a list in a sheet with markers. */
import {
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { ThreadId } from '#contract/ids.ts'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import type { Asked } from '../net/marked-text.ts'
import { isThreadId } from '../net/ids.ts'
import { recall, remember } from '../net/stored.ts'
import { DraftCard } from './DraftCard.tsx'
import type { Draft } from './drafts.ts'
import { EmptyNote } from './EmptyNote.tsx'
import { Group } from './Group.tsx'
import { Margin } from './Margin.tsx'
import { Markers } from './Markers.tsx'
import { PanelTools } from './PanelTools.tsx'
import { Sheet } from './Sheet.tsx'
import { sorted } from './sorting.ts'
import { useTalk } from './talk.ts'
import { ThreadCard } from './ThreadCard.tsx'
import { type Filter, isFilter, passes } from './threads.ts'
import { useAsked } from './use-asked.ts'
import { useOutbox } from './use-outbox.ts'
import { usePlaces } from './use-places.ts'
import { useSeeking } from './use-seeking.ts'

interface ArrangementProps {
  readonly wide: boolean
  readonly shown: boolean
  readonly onShown: (shown: boolean) => void
  readonly tabs: ReactNode
  readonly chosen: ThreadId | null
  readonly focus: { readonly on: string } | null
  readonly begin: (draft: Draft) => void
  readonly note: string | null
  readonly asked: Asked | null
}

export function Arrangement(props: ArrangementProps) {
  const { wide, shown, onShown, chosen, focus, begin, note } = props
  const { t } = useCommentsSpeech()
  const { page, me, threads, speakers, marked, outbox, choose } = useTalk()
  const { drafts } = useOutbox()
  const lost = useSyncExternalStore(marked.subscribe, () => marked.get().lost)
  const places = usePlaces(marked, shown || !wide)
  const [filter, setFilter] = useState<Filter>(() => {
    const before = recall('comments.filter')
    return isFilter(before) ? before : 'open'
  })
  const onFilter = (next: Filter) => {
    remember('comments.filter', next === 'open' ? null : next)
    setFilter(next)
  }
  const passing = useMemo(
    () =>
      threads.filter((thread) => thread.id === chosen || passes(thread, filter, me.id, speakers)),
    [threads, chosen, filter, me.id, speakers],
  )
  const parts = useMemo(() => sorted(passing, places, lost), [passing, places, lost])
  const order = useMemo(
    () => [...parts.page, ...parts.here, ...parts.gone, ...parts.ended].map(({ id }) => id),
    [parts],
  )
  const onAsked = useAsked({ first: props.asked, order, chosen, begin })
  const begun = drafts.filter((draft) => draft.page === page && draft.about.what === 'thread')
  useSeeking({ chosen, focus, wide, shown })

  const onLeave = useCallback(
    (thread: string) => {
      if (!wide) onShown(false)
      // After the sheet has given the focus back.
      requestAnimationFrame(() => {
        if (isThreadId(thread)) marked.goTo?.(thread)
      })
    },
    [wide, onShown, marked],
  )
  // Of the order when it is asked for, so that cards are not drawn anew whenever one has moved.
  const latest = useRef(order)
  useEffect(() => {
    latest.current = order
  }, [order])
  const onStep = useCallback(
    (from: string, to: 1 | -1 | 'first' | 'last') => {
      const { current: all } = latest
      const at = all.findIndex((id) => id === from)
      const next = to === 'first' ? 0 : to === 'last' ? all.length - 1 : at + to
      const id = all[next]
      if (id !== undefined) choose(id, true)
    },
    [choose],
  )
  const stop = chosen !== null && order.includes(chosen) ? chosen : order[0]
  const card = (thread: (typeof threads)[number], gone: boolean, alone: boolean) => (
    <ThreadCard
      key={thread.id}
      thread={thread}
      chosen={thread.id === chosen}
      isStop={thread.id === stop}
      gone={gone}
      alone={alone}
      under={places.headings.get(thread.id) ?? null}
      onStep={onStep}
      onLeave={onLeave}
    />
  )
  const draftCard = (draft: Draft) => (
    <DraftCard
      key={draft.key}
      draft={draft}
      takesFocus={focus?.on === draft.key}
      onLeave={() => {
        const { about, text } = draft
        const empty =
          text.trim() === '' &&
          about.what === 'thread' &&
          (about.proposal === null || about.proposal === about.quote)
        if (empty && draft.state === 'written') outbox.discard(draft)
        onLeave(draft.key)
      }}
    />
  )
  const isPlaced = ({ key }: Draft) => places.tops.has(key)
  const tools = (
    <PanelTools
      filter={filter}
      onFilter={onFilter}
      onComment={() => onAsked({ what: 'comment', about: null })}
    />
  )
  const empty =
    passing.length === 0 && begun.length === 0 ? (
      <EmptyNote filter={filter} any={threads.length > 0} />
    ) : null
  const said = note === null ? null : <p className="panel-note">{note}</p>
  const groups = (
    <>
      <Group name={t('comments_gone')} folded={chosen === null || !has(parts.gone, chosen)}>
        {parts.gone.map((thread) => card(thread, true, true))}
      </Group>
      <Group name={t('comments_ended')} folded={chosen === null || !has(parts.ended, chosen)}>
        {parts.ended.map((thread) => card(thread, false, true))}
      </Group>
    </>
  )
  if (wide) {
    const place = new Map(places.order.map((id, n) => [id, n]))
    const placeOf = ({ id }: { readonly id: string }) => place.get(id) ?? Infinity
    const cards = [
      ...begun.filter(isPlaced).map((draft) => ({ id: draft.key, draw: () => draftCard(draft) })),
      ...parts.here.map((thread) => ({ id: thread.id, draw: () => card(thread, false, false) })),
    ].toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0))
    return (
      <Margin
        tabs={props.tabs}
        tools={tools}
        shown={shown}
        cards={cards}
        places={places}
        chosen={begun.find((draft) => draft.key === focus?.on)?.key ?? chosen}
      >
        {said}
        {begun.filter((draft) => !isPlaced(draft)).map(draftCard)}
        {parts.page.map((thread) => card(thread, false, true))}
        {groups}
        {empty}
      </Margin>
    )
  }
  return (
    <>
      <Markers threads={passing} places={places} />
      {shown ? (
        <Sheet title={t('comments')} onClose={() => onShown(false)}>
          {tools}
          {said}
          <div className="sheet-list">
            {begun.map(draftCard)}
            {[...parts.page, ...parts.here].map((thread) => card(thread, false, true))}
            {groups}
            {empty}
          </div>
        </Sheet>
      ) : null}
    </>
  )
}

const has = (threads: readonly { readonly id: ThreadId }[], id: ThreadId) =>
  threads.some((thread) => thread.id === id)
