/**
 * One open page: its document, its copy in this browser and its socket.
 *
 *     local copy ─▶ doc ◀─▶ socket         ready: text is here, from the copy or the server
 *                    │         │ STATE      barred: writing ends before the next frame is applied
 *                  editor      │ SAVED      counted against what was sent (acks.ts)
 *                              │ REJECTED   ends the session; what was refused is set aside
 *
 * A session never comes back from a refusal: later changes build on the refused ones. Its owner
 * sets the document aside and opens a new session.
 */
import * as decoding from 'lib0/decoding'
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { PageId, PersonId } from '#contract/ids.ts'
import { SCHEMA_VERSION } from '#contract/schema-version.ts'
import { closeCode, messageType, rejection, roomModes, type RoomMode } from '#contract/wire.ts'
import { Acks } from './acks.ts'
import { countingSocket } from './counting-socket.ts'
import { lockedCode } from './asides.ts'
import { fromCopy, type LocalCopy, openLocalCopy } from './local-copy.ts'
import { Noting } from './noting.ts'
import { canUnpack, unpackingSocket } from './packed.ts'
import { socketAddressOf } from './place.ts'
import { type CopyAhead, readLocalCopy } from './read-copy.ts'
import { type Leftover, leftover, noteUnsent } from './unsent.ts'

/** What asking over HTTP says about a page whose socket fails. */
export type Reach = 'reached' | 'unreachable' | 'signed-out' | 'gone'

/** Why a session is over and won't try again. */
export type Ending =
  | { readonly why: 'signed-out' | 'gone' | 'revoked' | 'outdated' | 'broken' }
  | { readonly why: 'refused'; readonly code: number }

export type Connection =
  | { readonly at: 'connecting' }
  | { readonly at: 'live'; readonly mode: RoomMode }
  /** `blocked`: HTTP works, but no WebSocket ever opened. */
  | { readonly at: 'offline'; readonly blocked: boolean }
  | { readonly at: 'ended'; readonly ending: Ending }

export interface SessionStatus {
  readonly connection: Connection
  /** The page's text is here and may be worked on. */
  readonly ready: boolean
  /** Changes that are not known to be on the server's disk. */
  readonly unsaved: number
  /** Everything sent has been acknowledged. */
  readonly complete: boolean
  /** How often writing has ended (`onBarred`); an editor belongs to one such stretch. */
  readonly bars: number
  /** Does this browser keep the unsaved changes? `unknown`: being written right now. */
  readonly kept: 'yes' | 'no' | 'unknown'
}

export interface SessionOptions {
  readonly page: PageId
  readonly person: PersonId
  /** Shown to others; the server puts the truth in its place. */
  readonly user: { readonly id: PersonId; readonly name: string; readonly colour: string }
  /** Asks over HTTP whether the page can be reached. */
  readonly reach: () => Promise<Reach>
  /** The copy, where it is being read or has been; the page is ready at once then. */
  readonly copy?: CopyAhead | undefined
}

/** Failed attempts before a working HTTP and a silent socket count as "blocked". */
const attemptsUntilBlocked = 3
/** Least time between two questions over HTTP, milliseconds. */
const askEvery = 3_000
/** Longest wait before the next attempt, milliseconds: not the same for everybody. */
const patience = () => 2_000 + 2_000 * Math.random()

export class PageSession {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  readonly #options: SessionOptions
  readonly #leftover: Leftover
  readonly #acks: Acks
  readonly #noting: Noting
  /** null until the copy is in the document. */
  #provider: WebsocketProvider | null = null
  readonly #listeners = new Set<() => void>()
  readonly #barred = new Set<() => void>()
  #copy: LocalCopy | null | undefined
  #epoch: number | undefined
  #status: SessionStatus
  #opened = false
  #attempts = 0
  #asked = -Infinity
  /** Update frames sent so far, and how many of them `#onUpdate` has seen. */
  #updatesSent = 0
  #updatesSeen = 0
  #mode: RoomMode = 'normal'
  #closed = false

  constructor(options: SessionOptions) {
    this.#options = options
    this.#leftover = leftover(options.person, options.page)
    this.#acks = new Acks(this.#leftover.count)
    this.#noting = new Noting({
      copy: () => this.#copy,
      // What earlier visits left is noted by them.
      unsent: () => this.#acks.unsaved - this.#leftover.count,
      note: (count) => noteUnsent(options.person, options.page, this.doc.clientID, count),
      onKept: (kept) => this.#tell({ kept }),
    })
    this.#status = {
      connection: { at: 'connecting' },
      ready: false,
      unsaved: this.#acks.unsaved,
      complete: false,
      bars: 0,
      kept: 'yes',
    }
    this.awareness.setLocalStateField('user', options.user)
    this.doc.on('update', this.#onUpdate)
    globalThis.addEventListener('offline', this.#onBrowserOffline)
    globalThis.addEventListener('online', this.#onBrowserOnline)
    void this.#open()
  }

  /** Which page it is. */
  get page(): PageId {
    return this.#options.page
  }

  /** The status now; the same object until something changes. */
  getStatus = (): SessionStatus => this.#status

  /** Calls back after each change of the status, until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Calls back at the moment when writing ends, before any further frame is applied: an editor
   * that is older than the page would delete what it does not know.
   */
  onBarred(listener: () => void): () => void {
    this.#barred.add(listener)
    return () => this.#barred.delete(listener)
  }

  /** The Yjs client ids under which unsent text in this document was written. */
  get unsentClients(): readonly number[] {
    return [...this.#leftover.clients, this.doc.clientID]
  }

  /** The server told the page's epoch; it counts for the copy once that agrees with the server. */
  setEpoch(epoch: number): void {
    this.#epoch = epoch
    this.#agree()
  }

  /** Closes the socket and the copy; both ends stay as they are. */
  close(): void {
    this.#disconnect()
    this.#copy?.close()
  }

  /** Closes the socket and deletes this browser's copy and the count of unsent changes. */
  discard(): void {
    this.#disconnect()
    this.#leftover.settle()
    noteUnsent(this.#options.person, this.#options.page, this.doc.clientID, 0)
    this.#copy?.discard()
  }

  #connectable(params: Readonly<Record<string, string>>): WebsocketProvider {
    const provider = new WebsocketProvider(
      socketAddressOf('/collab'),
      this.#options.page,
      this.doc,
      {
        connect: false,
        params: { ...params },
        disableBc: true,
        maxBackoffTime: patience(),
        awareness: this.awareness,
        WebSocketPolyfill: unpackingSocket(
          countingSocket((frame, socket) => {
            if (socket !== provider.ws) return
            this.#acks.send(frame)
            if (frame === 'update') this.#updatesSent += 1
            this.#tell()
          }),
        ),
      },
    )
    provider.messageHandlers[messageType.saved] = (_encoder, decoder) => {
      this.#acks.save(decoding.readVarUint(decoder))
      decoding.readVarUint(decoder)
      this.#noteSaved()
    }
    provider.messageHandlers[messageType.rejected] = (_encoder, decoder) => {
      decoding.readVarUint(decoder)
      const code = decoding.readVarUint(decoder)
      if (code === rejection.outdated.code) return this.#end({ why: 'outdated' })
      // Who may write otherwise is not told that they may only read.
      const isLocked = code === rejection.readOnly.code && this.#mode === 'locked'
      this.#end({ why: 'refused', code: isLocked ? lockedCode : code })
    }
    provider.messageHandlers[messageType.state] = (_encoder, decoder) => {
      const told = decoding.readVarString(decoder)
      this.#setMode(roomModes.find((mode) => mode === told) ?? 'read-only')
    }
    provider.on('status', ({ status }) => {
      if (status === 'connecting') this.#acks.connect()
      if (status === 'connected') this.#opened = true
    })
    provider.on('sync', (synced) => {
      if (!synced) return
      this.#attempts = 0
      this.#agree()
      this.#tell({ connection: { at: 'live', mode: this.#mode }, ready: true })
    })
    provider.on('connection-close', () => {
      if (this.#closed || this.#status.connection.at === 'ended') return
      this.#attempts += 1
      this.#acks.connect()
      const { connection } = this.#status
      const blocked = connection.at === 'offline' && connection.blocked
      this.#tell({ connection: { at: 'offline', blocked } })
      void this.#ask()
    })
    provider.on('closed', ({ code }) => this.#end(endingOf(code)))
    return provider
  }

  async #open(): Promise<void> {
    const { person, page } = this.#options
    const { copy = readLocalCopy(person, page) } = this.#options
    const read = copy instanceof Promise ? await copy : copy
    if (this.#closed) return read?.database.close()
    // Whoever listens has every change encoded anew.
    this.doc.off('update', this.#onUpdate)
    this.#copy = read && openLocalCopy(read, this.doc, { person, page })
    const epoch = this.#copy?.epoch
    this.#provider = this.#connectable({
      ack: '1',
      ...(canUnpack && { pack: '1' }),
      schema: String(SCHEMA_VERSION),
      ...(epoch === undefined ? {} : { epoch: String(epoch) }),
    })
    this.doc.on('update', this.#onUpdate)
    // A copy that never agreed with the server may be a page that is still empty: not ready.
    this.#tell({
      ready: this.#status.ready || this.#copy?.epoch !== undefined,
      kept: this.#copy === null ? 'no' : 'yes',
    })
    this.#provider.connect()
  }

  readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    // The provider's own listener came first: if it sent the update, the count has moved.
    const carried = this.#updatesSent > this.#updatesSeen
    this.#updatesSeen = this.#updatesSent
    // What came from the server or from the copy is not a change of this person.
    if (origin === fromCopy || (origin !== null && origin === this.#provider)) return
    this.#acks.change(carried)
    this.#tell({ kept: this.#copy ? 'unknown' : 'no' })
    this.#noting.change()
  }

  #noteSaved(): void {
    if (this.#acks.caughtUp) this.#leftover.settle()
    this.#agree()
    this.#tell()
    this.#noting.soon()
  }

  /**
   * Only once the server has all that is here. Before that the copy may hold what others wrote and
   * the server lost; sent as of the new epoch, it would be taken for forged.
   */
  #agree(): void {
    const provider = this.#provider
    if (this.#epoch === undefined || !provider?.synced || !this.#acks.caughtUp) return
    this.#copy?.agree(this.#epoch)
    provider.params = { ...provider.params, epoch: String(this.#epoch) }
  }

  #setMode(mode: RoomMode): void {
    this.#mode = mode
    if (mode === 'revoked') return this.#end({ why: 'revoked' })
    if (mode === 'read-only' || mode === 'locked') this.#bar()
    if (this.#status.connection.at === 'live') this.#tell({ connection: { at: 'live', mode } })
  }

  #bar(): void {
    for (const listener of this.#barred) listener()
    this.#tell({ bars: this.#status.bars + 1 })
  }

  #end(ending: Ending): void {
    if (this.#status.connection.at === 'ended') return
    if (ending.why !== 'signed-out') this.#bar()
    this.#tell({ connection: { at: 'ended', ending } })
    this.#provider?.disconnect()
  }

  /** The socket failed: is it the network, the session, the page, or only the socket? */
  async #ask(): Promise<void> {
    const now = performance.now()
    if (now - this.#asked < askEvery) return
    this.#asked = now
    const reach = await this.#options.reach()
    if (this.#closed || this.#status.connection.at !== 'offline') return
    switch (reach) {
      case 'signed-out':
        return this.#end({ why: 'signed-out' })
      case 'gone':
        return this.#end({ why: 'gone' })
      case 'unreachable':
        return this.#tell({ connection: { at: 'offline', blocked: false } })
      case 'reached':
        if (!this.#opened && this.#attempts >= attemptsUntilBlocked) {
          this.#tell({ connection: { at: 'offline', blocked: true } })
        }
    }
  }

  // A dead network is noticed at once and not after 30 s of silence; a false alarm reconnects.
  readonly #onBrowserOffline = () => {
    if (this.#provider?.shouldConnect !== true) return
    this.#provider.disconnect()
    this.#provider.connect()
  }

  readonly #onBrowserOnline = () => {
    if (this.#provider?.shouldConnect === true) this.#provider.connect()
  }

  #disconnect(): void {
    this.#closed = true
    this.#noting.end()
    globalThis.removeEventListener('offline', this.#onBrowserOffline)
    globalThis.removeEventListener('online', this.#onBrowserOnline)
    this.doc.off('update', this.#onUpdate)
    this.awareness.setLocalState(null)
    this.#provider?.destroy()
    this.awareness.destroy()
  }

  #tell(change: Partial<SessionStatus> = {}): void {
    const next: SessionStatus = {
      ...this.#status,
      ...change,
      unsaved: this.#acks.unsaved,
      complete: this.#acks.complete,
    }
    const now = this.#status
    const same =
      now.connection === next.connection &&
      now.ready === next.ready &&
      now.unsaved === next.unsaved &&
      now.complete === next.complete &&
      now.bars === next.bars &&
      now.kept === next.kept
    if (same) return
    this.#status = next
    for (const listener of this.#listeners) listener()
  }
}

function endingOf(code: number): Ending {
  switch (code) {
    case closeCode.notSignedIn:
      return { why: 'signed-out' }
    case closeCode.revoked:
      return { why: 'revoked' }
    case closeCode.notFound:
      return { why: 'gone' }
    case rejection.outdated.close:
      return { why: 'outdated' }
    default:
      return { why: 'broken' }
  }
}
