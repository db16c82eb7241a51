/**
 * Keeps the anchors of threads on what they are about while the text is written anew. The live page
 * tells cheaply whether an end of one has gone; only then is the history asked where it is now.
 */
import type * as Y from 'yjs'
import type { PageId, Seq, ThreadId } from '#contract/ids.ts'
import type { EntryKind } from '#contract/records.ts'
import type { ThreadAnchor } from '#contract/threads.ts'
import type { Bus } from '../bus/bus.ts'
import type { Chronicles, Resolved } from '../chronicles/chronicles.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Move, Threads } from './threads.ts'
import { isThere, pageText, timesIn } from './where.ts'

/** Milliseconds. */
export interface AnchoringTimes {
  /** After the last entry. */
  readonly rest: number
  /** While people write without a rest. */
  readonly longest: number
}

const usualTimes: AnchoringTimes = { rest: 300, longest: 1_000 }

/** What is gone is looked for in the text for at most this share of the time. */
const searchShare = 0.02

/** So much of a quote's beginning is looked for, in UTF-16 units. */
const beginning = 12

export interface Anchoring {
  /** Something was stored on a page: its anchors are looked after soon. Never throws. */
  stored(page: PageId, kinds: readonly EntryKind[]): void
  /** Looks after the anchors of a page at once; resolves when that is over. */
  now(page: PageId): Promise<void>
  close(): Promise<void>
}

interface Anchored {
  readonly id: ThreadId
  readonly anchor: ThreadAnchor
}

/** What is known of a page while people write on it. */
interface State {
  /** How often the beginning of what is gone stood in the text when it was looked for last. */
  readonly times: Map<ThreadId, number>
  /** By performance.now(): what is gone is looked for in the text no sooner. */
  searchAt: number
  /** Something was brought back: all that is gone may be there again. */
  hopes: boolean
}

export function createAnchoring(deps: {
  readonly bus: Bus
  readonly chronicles: Pick<Chronicles, 'anchors'>
  readonly report: (error: unknown, what: string) => void
  readonly rooms: Pick<Rooms, 'peek'>
  readonly threads: Pick<Threads, 'move' | 'of'>
  readonly times?: Partial<AnchoringTimes> | undefined
}): Anchoring {
  const { bus, chronicles, report, rooms, threads } = deps
  const times = { ...usualTimes, ...deps.times }
  const due = new Map<PageId, { readonly since: number; readonly timer: NodeJS.Timeout }>()
  const running = new Map<PageId, Promise<void>>()
  const states = new Map<PageId, State>()
  /** Pages without any anchor, until something is said there. */
  const bare = new Set<PageId>()
  let closed = false
  const stopListening = bus.subscribe((message) => {
    if (message.kind === 'threads') bare.delete(message.page)
  })

  function stateOf(page: PageId): State {
    const state = states.get(page) ?? { times: new Map(), searchAt: 0, hopes: false }
    states.set(page, state)
    return state
  }

  async function anchoredOn(page: PageId): Promise<readonly Anchored[]> {
    // Said beforehand: what is said while they are read takes it back.
    bare.add(page)
    const all = (await threads.of(page)).flatMap(({ value: { anchor, id } }) =>
      anchor === null ? [] : [{ id, anchor }],
    )
    if (all.length > 0) bare.delete(page)
    return all
  }

  /** The anchors of which the history has to be asked. */
  function doubtful(doc: Y.Doc, all: readonly Anchored[], state: State): readonly Anchored[] {
    const gone: Anchored[] = []
    const asked: Anchored[] = []
    for (const one of all) {
      const { first, last, lastThere } = one.anchor
      if (lastThere !== null) gone.push(one)
      else if (!isThere(doc, first) || !isThere(doc, last)) asked.push(one)
    }
    const { hopes } = state
    state.hopes = false
    return asked.concat(hopes ? gone : backIn(doc, gone, state))
  }

  /** Of what is gone, what seems to stand in the text more often than it did. */
  function backIn(doc: Y.Doc, gone: readonly Anchored[], state: State): readonly Anchored[] {
    const began = performance.now()
    if (gone.length === 0 || began < state.searchAt) return []
    const text = pageText(doc)
    const back = gone.filter(({ anchor, id }) => {
      const words = anchor.quote.replaceAll('\n', '').slice(0, beginning)
      const found = words === '' ? 0 : timesIn(text, words)
      const before = state.times.get(id) ?? 0
      state.times.set(id, found)
      return found > before
    })
    state.searchAt = began + (performance.now() - began) / searchShare
    return back
  }

  async function look(page: PageId): Promise<void> {
    const all = await anchoredOn(page)
    if (all.length === 0) return
    const state = stateOf(page)
    const asked = await rooms.peek(page, (doc) => doubtful(doc, all, state))
    if (asked.length === 0) return
    const anchors = asked.map(({ anchor }) => anchor)
    const { resolved, seq } = await chronicles.anchors(page, anchors)
    const moves = new Map<ThreadId, Move>()
    for (const [index, { anchor, id }] of asked.entries()) {
      const one = resolved[index]
      const to = one === undefined ? null : movedTo(anchor, one, seq)
      if (to !== null) moves.set(id, { from: anchor, to })
    }
    if (moves.size > 0) await threads.move(page, moves)
  }

  /** One after the other for each page. */
  function now(page: PageId): Promise<void> {
    const looking = (running.get(page) ?? Promise.resolve()).then(() => look(page))
    const over = looking.then(
      () => {},
      () => {},
    )
    running.set(page, over)
    void over.then(() => {
      if (running.get(page) === over) running.delete(page)
    })
    return looking
  }

  async function whenRested(page: PageId): Promise<void> {
    due.delete(page)
    try {
      await now(page)
    } catch (error) {
      if (!closed) report(error, `the anchors of page ${page}`)
    }
  }

  return {
    stored(page, kinds) {
      if (closed || bare.has(page)) return
      if (kinds.includes('restore') || kinds.includes('unrestore')) stateOf(page).hopes = true
      const waiting = due.get(page)
      const at = performance.now()
      const since = waiting?.since ?? at
      clearTimeout(waiting?.timer)
      const wait = Math.max(0, Math.min(times.rest, since + times.longest - at))
      const timer = setTimeout(() => void whenRested(page), wait)
      timer.unref()
      due.set(page, { since, timer })
    },

    now,

    async close() {
      closed = true
      stopListening()
      for (const { timer } of due.values()) clearTimeout(timer)
      due.clear()
      await Promise.all(running.values())
    },
  }
}

/** The anchor as it is to be; null when it stays. What is quoted is what was meant. */
function movedTo(anchor: ThreadAnchor, resolved: Resolved, seq: Seq): ThreadAnchor | null {
  if (resolved.is === 'gone') {
    if (anchor.lastThere !== null) return null
    return { ...anchor, lastThere: Math.max(anchor.seq, resolved.lastThere) }
  }
  const { again } = resolved
  if (again !== null) {
    return { ...anchor, first: again.first, last: again.last, seq, lastThere: null }
  }
  return anchor.lastThere === null ? null : { ...anchor, lastThere: null }
}
