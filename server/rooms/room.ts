/**
 * A page while people are in it.
 *
 *     frame → gate → live page → log (fsync) → everybody else, and SAVED to the author
 *
 * Durable before visible: what is applied but not stored makes all wait that would show it.
 */
import { StorageFailed } from '#contract/errors.ts'
import type { PageId, Seq } from '#contract/ids.ts'
import { closeCode, type RoomMode } from '#contract/wire.ts'
import { fanOut } from './fan-out.ts'
import { Intake } from './intake.ts'
import type { Change, LivePage, Verdict } from './live-page.ts'
import { loadPage, loadPatiently, type LoadedPage } from './load.ts'
import { changesOf, entriesOf, kindsOf, type Pending, type Received, settle } from './pending.ts'
import { Windows } from './window.ts'
import { Presence } from './presence.ts'
import { type From, type Host, modeOf, type PageRight, type Session } from './session.ts'
import type { RoomDeps } from './room-deps.ts'
import { SnapshotKeeper } from './snapshot-keeper.ts'

export class Room implements Host {
  readonly page: PageId
  readonly #deps: RoomDeps
  readonly #sessions = new Set<Session>()
  readonly #presence: Presence
  readonly #windows: Windows
  readonly #intake = new Intake()
  readonly #snapshots: SnapshotKeeper
  #live: LivePage
  #seq: Seq
  #epoch: number
  #mode: RoomMode = 'normal'
  #pending: Pending[] = []
  #writing: Promise<void> = Promise.resolve()
  #isWriting = false
  #closed = false
  /** The document can no longer be trusted, because of this. */
  #broken: { error: unknown } | null = null
  #toldTitle: string

  private constructor(page: PageId, deps: RoomDeps, loaded: LoadedPage) {
    this.page = page
    this.#deps = deps
    this.#live = loaded.live
    this.#seq = loaded.seq
    this.#epoch = loaded.epoch
    this.#snapshots = new SnapshotKeeper(page, deps.log, loaded.snapshotSeq)
    this.#toldTitle = loaded.live.title
    this.#presence = new Presence(this.#sessions, (client) => this.#live.owners.get(client))
    this.#windows = new Windows(deps.window)
  }

  /** Opens a page that is in the log. */
  static async open(page: PageId, deps: RoomDeps): Promise<Room> {
    const room = new Room(page, deps, await loadPage(page, deps.log))
    // Whoever keeps titles may have been stopped before hearing of the last one.
    deps.onTitle(page, room.#toldTitle)
    return room
  }

  get size(): number {
    return this.#sessions.size
  }

  /** Has it let go of everything? Then another room may have taken its place. */
  get closed(): boolean {
    return this.#closed
  }

  join(session: Session): void {
    this.#sessions.add(session)
    session.tell(this.#modeFor(session))
    void this.#intake.push(() => this.#whenStored(() => session.send(this.#live.question())))
  }

  leave(session: Session): void {
    if (!this.#sessions.delete(session)) return
    session.state = { is: 'closed' }
    this.#presence.leave(session)
  }

  /** Goes for what is received from now on: what came before may still wait to be judged. */
  setRight(session: Session, right: PageRight): void {
    if (session.right === right) return
    session.right = right
    session.tell(this.#modeFor(session))
  }

  /** Changes by the server. Gives the place of the first when all are stored; null: there is none. */
  change(make: (live: LivePage) => readonly Change[]): Promise<Seq | null> {
    return new Promise((resolve, reject) => {
      void this.#intake.push(() => {
        if (this.#mode !== 'normal') {
          reject(new StorageFailed('The page cannot be stored at the moment'))
          return
        }
        try {
          const pending = { at: this.#deps.clock(), session: null, count: 0 }
          this.#store({ ...pending, changes: make(this.#live), settle: { resolve, reject } })
        } catch (error) {
          reject(error)
          this.#distrust(error)
        }
      })
    })
  }

  /** The same for one change, as `LivePage.edit` makes it. */
  edit(...given: Parameters<LivePage['edit']>): Promise<Seq | null> {
    return this.change((live) => [live.edit(...given) ?? []].flat())
  }

  /** Looks at the page when everything in it is stored. */
  read<T>(look: (live: LivePage, seq: Seq) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      void this.#intake.push(() =>
        this.#whenStored(() => {
          try {
            resolve(look(this.#live, this.#seq))
          } catch (error) {
            reject(error)
          }
        }),
      )
    })
  }

  asks(session: Session, stateVector: Uint8Array): void | Promise<void> {
    if (stateVector.byteLength > this.#live.largestStateVector) {
      return session.close(closeCode.protocol, 'The state vector is too large')
    }
    return this.#intake.push(() =>
      this.#whenStored(() =>
        this.#work(session, () => {
          // It has not taken what it was sent yet; when it has, it gets everything.
          if (session.hasTooMuch()) return this.#fellBehind(session)
          session.send(this.#live.answer(stateVector, session.unpacks))
          session.told = this.#live.stateVector()
          if (!session.live) {
            session.live = true
            const everybody = this.#presence.everybody()
            if (everybody !== null) session.send(everybody)
          }
        }),
      ),
    )
  }

  takes(session: Session, count: number, from: From, update: Uint8Array): void | Promise<void> {
    // Not kept: the step 2 that is asked for when storing works again holds all of it.
    if (this.#mode !== 'normal') return
    const live = this.#live
    const frame = { count, from, update, mayWrite: session.right === 'write' }
    return this.#intake.push(() => {
      // Nor what waited while storing failed: what came after it was not kept.
      if (live === this.#live) this.#work(session, () => this.#take(session, frame))
    })
  }

  hearsPresence(session: Session, body: Uint8Array): void {
    this.#work(session, () => this.#presence.receive(session, body))
  }

  tellsPresence(session: Session): void {
    this.#work(session, () => {
      const everybody = this.#presence.everybody()
      if (everybody !== null) session.sendPresence(everybody)
    })
  }

  /** Keeps connections awake and cuts off who is behind for too long. */
  tick(keepAwake: boolean): void {
    const now = performance.now()
    // The same for all, so that those who fall behind together need the same rest.
    const told = this.#isWriting ? null : this.#live.stateVector()
    for (const session of this.#sessions) {
      if (session.live && told !== null) session.told = told
      if (session.isTooSlow(now, this.#deps.patience)) session.close(closeCode.tooSlow, 'Too slow')
      else if (keepAwake) session.keepAwake()
    }
  }

  /** Resolves when everything that was taken is stored. Rejects never; failures are told. */
  async stored(): Promise<void> {
    while (this.#isWriting) {
      this.#windows.hurry()
      await this.#writing
    }
  }

  /** Keeps the state beside the log. */
  async snapshot(): Promise<void> {
    if (this.#mode !== 'normal' || this.#closed) return
    await this.#snapshots.keep(this.#seq, (look) => this.read(look))
  }

  /** Stores everything, says good-bye and lets go. */
  async close(code: number, reason: string): Promise<void> {
    this.#closed = true
    await this.stored()
    for (const session of [...this.#sessions]) {
      session.close(code, reason)
      this.leave(session)
    }
    this.#presence.close()
    this.#live.destroy()
  }

  #take(session: Session, received: Received): void {
    const { count, from } = received
    if (session.state.is === 'closed') return
    if (session.state.is === 'refused') return session.reject(count, 'earlier')
    if (this.#mode !== 'normal') return
    // Not judged: the step 2 that is on its way was made later and holds all of it.
    if (session.state.is === 'syncing' && from === 'update') return
    const verdict = this.#judge(session, received)
    const pending = { at: this.#deps.clock(), session, count }
    switch (verdict.is) {
      case 'refused':
        // Perhaps something got lost on the way: ask once for everything, then judge that.
        if (verdict.why === 'missing' && from === 'update') this.#askAgain(session)
        else if (verdict.why === 'readOnly' && session.outdated) session.reject(count, 'outdated')
        else session.reject(count, verdict.why)
        return
      case 'nothing':
        session.state = { is: 'open' }
        this.#store({ ...pending, changes: [] })
        return
      case 'accepted':
        session.state = { is: 'open' }
        this.#store({ ...pending, changes: verdict.changes })
    }
  }

  #judge(session: Session, { from, mayWrite, update }: Received): Verdict {
    try {
      return this.#live.take(update, from, {
        author: session.person.id,
        mayWrite,
        recovering: session.epoch < this.#epoch,
        ownClient: session.presentAs,
        claimOf: (client) => this.#presence.claimOf(client),
      })
    } catch (error) {
      this.#distrust(error)
      throw error
    }
  }

  /** Something threw in the middle of a change: the page is loaded anew. */
  #distrust(error: unknown): void {
    this.#broken = { error }
    this.#mode = 'not-saving'
    this.#startWriting()
  }

  #askAgain(session: Session): void {
    session.state = { is: 'syncing' }
    void this.#intake.push(() => this.#whenStored(() => session.send(this.#live.question())))
  }

  #store(pending: Pending): void {
    this.#pending.push(pending)
    this.#startWriting()
  }

  #startWriting(): void {
    if (this.#isWriting) return
    this.#isWriting = true
    this.#writing = this.#write()
  }

  /** Stores what is pending, again and again, everything that has gathered in one append. */
  async #write(): Promise<void> {
    while (this.#pending.length > 0 || this.#broken !== null) {
      await this.#windows.next(this.#sessions.size)
      const batch = this.#pending
      this.#pending = []
      try {
        if (this.#broken !== null) throw this.#broken.error
        const entries = entriesOf(batch)
        if (entries.length > 0) {
          this.#seq = await this.#deps.log.append(this.page, entries)
          this.#deps.onStored?.(this.page, kindsOf(entries))
        }
        this.#tell(batch)
      } catch (error) {
        await this.#fail(batch, error)
      }
    }
    // Not in a `finally` of the promise: what is stored right now would find nobody writing.
    this.#isWriting = false
    if (this.#snapshots.isDue(this.#seq)) {
      this.snapshot().catch((error: unknown) => this.#deps.report(error, 'snapshot'))
    }
  }

  /** What has just been stored becomes visible and is acknowledged. */
  #tell(batch: readonly Pending[]): void {
    const counts = settle(batch, this.#seq)
    const title = this.#live.title
    fanOut({ changes: changesOf(batch), counts, seq: this.#seq }, this.#sessions, (session) =>
      this.#fellBehind(session),
    )
    if (title !== this.#toldTitle) {
      this.#toldTitle = title
      this.#deps.onTitle(this.page, title)
    }
  }

  /** Storing failed: says so to everybody and starts anew from what the log holds, to be read. */
  async #fail(batch: readonly Pending[], error: unknown): Promise<void> {
    this.#deps.report(error, 'append')
    this.#mode = 'not-saving'
    for (const session of this.#sessions) {
      session.tell(this.#modeFor(session))
      if (session.state.is === 'open') session.state = { is: 'syncing' }
      session.live = false
    }
    const failed = [...batch, ...this.#pending]
    this.#pending = []
    for (const { settle } of failed) {
      settle?.reject(new StorageFailed('The change could not be stored', error))
    }
    await this.#loadAgain('readable')
    this.#pending = []
    this.#broken = null
    void this.#recover()
  }

  /** Waits until the log can be written, starts anew once more, and asks everybody for the rest. */
  async #recover(): Promise<void> {
    if (!(await this.#loadAgain('writable'))) return
    this.#mode = 'normal'
    for (const session of this.#sessions) {
      if (session.state.is === 'closed') continue
      session.tell(this.#modeFor(session))
      this.#bringUp(session)
      session.send(this.#live.question())
    }
  }

  /** What the log holds takes the place of what may never have got there. False: given up. */
  async #loadAgain(when: 'readable' | 'writable'): Promise<boolean> {
    const { log, report } = this.#deps
    const givenUp = () => this.#closed
    const loaded = await loadPatiently(this.page, log, { when, report, givenUp })
    if (loaded === null) return false
    this.#live.destroy()
    this.#live = loaded.live
    this.#seq = loaded.seq
    this.#epoch = loaded.epoch
    return true
  }

  #modeFor(session: Session): RoomMode {
    return this.#mode === 'normal' ? modeOf[session.right] : this.#mode
  }

  /** Runs at once when everything is stored, otherwise when it is. */
  #whenStored(act: () => void): void | Promise<void> {
    if (!this.#isWriting) return act()
    return this.stored().then(act)
  }

  /** Counts what it costs, and ends the session that sent what nobody can read. */
  #work(session: Session, act: () => void): void {
    if (session.state.is === 'closed') return
    const start = performance.now()
    try {
      act()
    } catch (error) {
      this.#deps.report(error, 'frame')
      session.close(closeCode.protocol, 'The message could not be read')
    }
    session.spend(performance.now() - start)
  }

  /** Sends what the session has not been told yet. */
  #bringUp(session: Session): void {
    session.send(this.#live.answer(session.told, session.unpacks))
    session.told = this.#live.stateVector()
    session.live = true
  }

  /** Sends the rest when the session has taken what it has. */
  #fellBehind(session: Session): void {
    if (!session.fallBehind()) return
    session.onceDrained(() => {
      void this.#intake.push(() =>
        this.#whenStored(() => {
          if (!this.#sessions.has(session)) return
          session.caughtUp()
          this.#bringUp(session)
        }),
      )
    })
  }
}
