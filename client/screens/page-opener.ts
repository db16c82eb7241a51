/**
 * Keeps a page open for one person. Where the server refuses what was written, the document is set
 * aside and a new session takes its place; where the page is closed to the person, unsent text is
 * set aside too and the copy goes.
 */
import * as Y from 'yjs'
import type { PageId } from '#contract/ids.ts'
import type { Person } from '#contract/records.ts'
import { type Aside, setAside } from '../net/asides.ts'
import { PageSession, type Reach } from '../net/page-session.ts'
import type { CopyAhead } from '../net/read-copy.ts'
import { unitColour } from '../ui/person-mark.ts'

export interface OpenPage {
  /** null before the page is being opened. */
  readonly session: PageSession | null
  /** Rises when a text was set aside. */
  readonly asidesChanged: number
  /** Set aside, but this browser could not store it: it exists in this tab alone. */
  readonly onlyHere: readonly Aside[]
}

export interface OpenerDeps {
  readonly page: PageId
  readonly person: Person
  /** Asks over HTTP whether the page can be reached. */
  readonly reach: () => Promise<Reach>
  /** Is this client older than the page? Its text is good then, and is sent after a reload. */
  readonly isOutdated: () => boolean
  /** Its copy in this browser, where that was asked for already; given once. */
  readonly copy: () => CopyAhead | undefined
  /** The page is not open to the person any more: what is remembered of it goes. */
  readonly forget: () => void
}

export class PageOpener {
  readonly #deps: OpenerDeps
  readonly #listeners = new Set<() => void>()
  #open: OpenPage = { session: null, asidesChanged: 0, onlyHere: [] }
  #stop: (() => void) | null = null

  constructor(deps: OpenerDeps) {
    this.#deps = deps
  }

  get = (): OpenPage => this.#open

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Opens the page. The returned function closes it. */
  start = (): (() => void) => {
    this.#begin()
    return () => {
      this.#stop?.()
      this.#stop = null
    }
  }

  #begin(): void {
    const { page, person, reach } = this.#deps
    const session = new PageSession({
      page,
      person: person.id,
      user: { id: person.id, name: person.name, colour: unitColour(person.id) },
      reach,
      copy: this.#deps.copy(),
    })
    let over = false
    const stop = () => {
      unsubscribe()
      // A session that has ended by itself is closed by `#settle`.
      if (!over) session.close()
      over = true
    }
    const unsubscribe = session.subscribe(() => {
      if (over || session.getStatus().connection.at !== 'ended') return
      over = true
      void this.#settle(session, () => this.#stop === stop)
    })
    this.#stop = stop
    this.#tell({ session })
  }

  /** `isCurrent`: is the page still open, with no other session in this one's place? */
  async #settle(session: PageSession, isCurrent: () => boolean): Promise<void> {
    const { connection, unsaved } = session.getStatus()
    if (connection.at !== 'ended') return
    const { ending } = connection
    switch (ending.why) {
      case 'refused':
        await this.#deps.reach()
        if (this.#deps.isOutdated()) {
          session.close()
          return
        }
        await this.#moveAside(session, ending.code)
        if (isCurrent()) this.#begin()
        return
      case 'revoked':
      case 'gone':
        this.#deps.forget()
        if (unsaved > 0) await this.#moveAside(session, 0)
        else session.discard()
        return
      default:
        // Signed out, outdated, broken: the copy stays for the next session.
        session.close()
    }
  }

  async #moveAside(session: PageSession, code: number): Promise<void> {
    const { page, person } = this.#deps
    const aside = {
      page,
      at: Date.now(),
      code,
      update: Y.encodeStateAsUpdate(session.doc),
      clients: session.unsentClients,
    }
    const { asidesChanged, onlyHere } = this.#open
    try {
      await setAside(person.id, aside)
      this.#tell({ asidesChanged: asidesChanged + 1 })
    } catch {
      // Not stored, but not lost either: shown from memory, and leaving the tab is warned of.
      this.#tell({ onlyHere: [...onlyHere, { ...aside, id: -1 - onlyHere.length }] })
    }
    session.discard()
  }

  #tell(change: Partial<OpenPage>): void {
    this.#open = { ...this.#open, ...change }
    for (const listener of this.#listeners) listener()
  }
}
