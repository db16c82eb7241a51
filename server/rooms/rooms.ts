/** The rooms that are open: one for each page that somebody is on, and for a while after. */
import type { JSONContent } from '@tiptap/core'
import type * as Y from 'yjs'
import { must } from '#contract/asserts.ts'
import { AppError } from '#contract/errors.ts'
import type { PageId, PersonId, Seq } from '#contract/ids.ts'
import type { EntryKind } from '#contract/records.ts'
import { closeCode } from '#contract/wire.ts'
import type { UpdateLog } from '../storage/storage.ts'
import { contentOf, elementFor, textOf } from './content.ts'
import { LivePage } from './live-page.ts'
import { loadPage } from './load.ts'
import { changeTitle } from './retitle.ts'
import { type Reword, reword, type Reworded } from './reword.ts'
import { adaptiveWindow, type FanOutWindow } from './window.ts'
import { Room } from './room.ts'
import type { Session } from './session.ts'

export interface RoomsDeps {
  readonly log: UpdateLog
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly report: (error: unknown, what: string) => void
  /** A page's first line is another one now. */
  readonly onTitle: (page: PageId, title: string) => void
  /** A page's room was opened. Must not throw. */
  readonly onOpened?: (page: PageId) => void
  /** A page has been begun, or something was written on it, and is stored. Must not throw. */
  readonly onStored?: (page: PageId, kinds: readonly EntryKind[]) => void
  /** A page's room was closed, because everybody has left. Must not throw. */
  readonly onUnloaded?: (page: PageId) => void
  /** How long changes are gathered before they are sent. */
  readonly window?: FanOutWindow
  readonly times?: Partial<RoomTimes>
}

/** Milliseconds. */
export interface RoomTimes {
  /** An empty room is kept open for so long. */
  readonly idle: number
  /** Sockets hear something at least this often: y-websocket gives up after 30 s of silence. */
  readonly keepAwake: number
  /** Whoever takes nothing of what is owed for so long is cut off. */
  readonly patience: number
  /** How often rooms look after their sessions. */
  readonly tick: number
}

/** A change that was made on a copy. */
export type ServerChange = Parameters<LivePage['put']>[0]

const usualTimes: RoomTimes = { idle: 30_000, keepAwake: 20_000, patience: 30_000, tick: 2_000 }

export interface Rooms {
  /**
   * Writes a new page's first entry, once; durable when it resolves. `content` are nodes of the
   * page schema: a title, then at least one block. `kind` is how they came to be: as a template's
   * text, or as a copy of another page's. AppError 'conflict' when the page has entries.
   */
  begin(
    page: PageId,
    content: readonly JSONContent[],
    author: PersonId,
    kind?: 'template' | 'copy',
  ): Promise<void>
  /** Changes the title by an entry in the person's name. Durable when it resolves. */
  setTitle(page: PageId, title: string, author: PersonId): Promise<void>
  /**
   * Puts in a change that the server made in somebody's name on a copy of the page. Resolves with
   * the place of its entry when that is durable, or null when it changed nothing.
   */
  put(page: PageId, change: ServerChange): Promise<Seq | null>
  /**
   * Puts other words in the place of a passage within one line, by one entry of kind `proposal`,
   * if what is expected stands there. Durable when it resolves.
   */
  reword(page: PageId, wanted: Reword): Promise<Reworded>
  /**
   * Lets go of the page's room while `act` runs, and keeps everybody out until it is over: whoever
   * was there comes back by themselves. For what makes the page's log another one.
   */
  without<T>(page: PageId, act: () => Promise<T>): Promise<T>
  /** The page's text as it is stored now. */
  read(page: PageId): Promise<{ seq: Seq; content: JSONContent; text: string }>
  /** Looks at the page as it is stored now, and opens no room for it. */
  peek<T>(page: PageId, look: (doc: Y.Doc, seq: Seq) => T): Promise<T>
  /** Brings a session into its page's room. AppError 'not-found' where there is no page. */
  join(page: PageId, session: Session): Promise<Room>
  /** The session has left; an empty room takes a snapshot and is closed after a while. */
  left(room: Room, session: Session): void
  figures(): { readonly rooms: number; readonly connections: number }
  /** Stores everything, tells clients that the server stops, closes their sockets. */
  close(): Promise<void>
}

export function createRooms(deps: RoomsDeps): Rooms {
  const open = new Map<PageId, Promise<Room>>()
  const settled = new Set<Room>()
  const idle = new Map<Room, ReturnType<typeof setTimeout>>()
  /** Pages that somebody is using, or about to, without being in the room. */
  const held = new Map<PageId, number>()
  /** Pages whose log is being made another one: resolves when that is over. */
  const shut = new Map<PageId, Promise<void>>()
  /** Told when nobody holds the page any more. */
  const releases = new Map<PageId, () => void>()
  const times = { ...usualTimes, ...deps.times }
  const roomDeps = {
    ...deps,
    window: deps.window ?? adaptiveWindow,
    patience: times.patience,
  }
  let closing: Promise<void> | null = null
  let sinceAwake = 0
  const ticking = setInterval(() => {
    sinceAwake += times.tick
    const keepAwake = sinceAwake >= times.keepAwake
    if (keepAwake) sinceAwake = 0
    for (const room of settled) room.tick(keepAwake)
  }, times.tick)
  ticking.unref()

  function roomOf(page: PageId): Promise<Room> {
    if (closing !== null) {
      return Promise.reject(new AppError('shutting-down', 'Talkoot is being restarted.'))
    }
    const known = open.get(page)
    if (known !== undefined) return known
    const opening = Room.open(page, roomDeps)
    open.set(page, opening)
    opening.then(
      (room) => {
        settled.add(room)
        deps.onOpened?.(page)
      },
      () => open.delete(page),
    )
    return opening
  }

  function stopIdle(room: Room): void {
    clearTimeout(idle.get(room))
    idle.delete(room)
  }

  function startIdle(room: Room): void {
    stopIdle(room)
    if (room.size > 0 || room.closed || closing !== null) return
    const timer = setTimeout(() => void unload(room), times.idle)
    timer.unref()
    idle.set(room, timer)
  }

  async function unload(room: Room): Promise<void> {
    idle.delete(room)
    try {
      await room.snapshot()
      await room.stored()
    } catch (error) {
      deps.report(error, 'unload')
    }
    // Somebody may have come meanwhile; from here to `delete` nothing waits.
    if (room.size > 0 || room.closed || held.has(room.page) || closing !== null) return
    // Who came and left meanwhile set a timer anew: it would put away the room after this one.
    stopIdle(room)
    open.delete(room.page)
    settled.delete(room)
    await room.close(closeCode.goingAway, 'Unloaded')
    deps.onUnloaded?.(room.page)
  }

  /** Keeps the page's room open while `act` runs. */
  async function within<T>(page: PageId, act: (room: Room) => T | Promise<T>): Promise<T> {
    while (shut.has(page)) await shut.get(page)
    held.set(page, (held.get(page) ?? 0) + 1)
    let room: Room | null = null
    try {
      room = await roomOf(page)
      stopIdle(room)
      return await act(room)
    } finally {
      const left = (held.get(page) ?? 1) - 1
      if (left > 0) held.set(page, left)
      else {
        held.delete(page)
        releases.get(page)?.()
      }
      if (room !== null) startIdle(room)
    }
  }

  /** Puts the room away as soon as nobody uses it. Nobody new comes in meanwhile. */
  async function emptied(page: PageId): Promise<void> {
    if (held.has(page)) await new Promise<void>((done) => releases.set(page, done))
    releases.delete(page)
    const opening = open.get(page)
    if (opening === undefined) return
    const room = await opening
    stopIdle(room)
    // None that is on its way may come to lie there afterwards.
    await room.snapshot().catch((error: unknown) => deps.report(error, 'snapshot'))
    open.delete(page)
    settled.delete(room)
    await room.close(closeCode.goingAway, 'Loaded anew')
  }

  return {
    async begin(page, content, author, begunAs = 'template') {
      const { seq } = await deps.log.head(page)
      if (seq > 0) throw new AppError('conflict', 'The page has content already.')
      const live = new LivePage()
      const made = live.edit(author, begunAs, (root) => root.insert(0, content.map(elementFor)))
      live.destroy()
      if (made === null) throw new AppError('invalid-input', 'A page needs a title and a block.')
      const { kind, update } = made
      await deps.log.append(page, [{ author, kind, update, at: deps.clock() }])
      deps.onStored?.(page, [kind])
    },
    async setTitle(page, title, author) {
      await within(page, (room) =>
        room.edit(author, 'rename', (root) => {
          changeTitle(root, title)
        }),
      )
    },
    put: (page, change) => within(page, (room) => room.change((live) => live.put(change))),
    reword: (page, wanted) =>
      within(page, async (room) => {
        let done: Reworded | null = null
        const seq = await room.change((live) => {
          const made = reword(live, wanted)
          done = made.done
          return made.change === null ? [] : [made.change]
        })
        return rewordedBy(seq, must<Reworded>(done, 'it was done or refused'))
      }),
    async without(page, act) {
      while (shut.has(page)) await shut.get(page)
      if (closing !== null) throw new AppError('shutting-down', 'Talkoot is being restarted.')
      const acting = emptied(page).then(act)
      const over = acting.then(
        () => {},
        () => {},
      )
      shut.set(page, over)
      try {
        return await acting
      } finally {
        shut.delete(page)
      }
    },
    read: (page) =>
      within(page, (room) =>
        room.read((live, seq) => {
          const content = contentOf(live.doc)
          return { seq, content, text: textOf(content) }
        }),
      ),
    async peek(page, look) {
      if (open.has(page) && closing === null) {
        return within(page, (room) => room.read(({ doc }, seq) => look(doc, seq)))
      }
      const { live, seq } = await loadPage(page, deps.log)
      try {
        return look(live.doc, seq)
      } finally {
        live.destroy()
      }
    },
    join: (page, session) =>
      within(page, (room) => {
        if (closing !== null) throw new AppError('shutting-down', 'Talkoot is being restarted.')
        room.join(session)
        return room
      }),
    left(room, session) {
      room.leave(session)
      if (room.size > 0) return
      room.snapshot().catch((error: unknown) => deps.report(error, 'snapshot'))
      startIdle(room)
    },
    figures: () => ({
      rooms: settled.size,
      connections: [...settled].reduce((sum, room) => sum + room.size, 0),
    }),
    close() {
      closing ??= (async () => {
        clearInterval(ticking)
        for (const room of idle.keys()) stopIdle(room)
        const rooms = await Promise.allSettled(open.values())
        await Promise.all(
          rooms.map(async (result) => {
            if (result.status === 'rejected') return
            const room = result.value
            await room.stored()
            await room.snapshot().catch((error: unknown) => deps.report(error, 'snapshot'))
            await room.close(closeCode.goingAway, 'Talkoot is being restarted')
          }),
        )
      })()
      return closing
    },
  }
}

function rewordedBy(seq: Seq | null, done: Reworded): Reworded {
  return done.is === 'done' ? { ...done, seq } : done
}
