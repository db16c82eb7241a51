/** One person on one socket in one room: what was said, what was promised, what may be done. */
import * as decoding from 'lib0/decoding'
import type { Person } from '#contract/records.ts'
import {
  messageType,
  type RejectionName,
  rejection,
  type RoomMode,
  syncType,
} from '#contract/wire.ts'
import {
  awarenessFrame,
  type Frame,
  joined,
  rejectedFrame,
  savedFrame,
  stateFrame,
} from './frame.ts'

/** What a session needs of its socket. */
export interface Wire {
  /** Writes whole frames. */
  write(frame: Frame): void
  /** Bytes that the other side has not taken yet. */
  backlog(): number
  /** Of these, bytes that the system has and the network did not take; 0 when it took all. */
  untaken(): number
  /** Calls back once when the backlog is small again. */
  onceDrained(callback: () => void): void
  /** Milliseconds of work that the connection caused; too much makes it wait. */
  spend(milliseconds: number): void
  close(code: number, reason: string): void
}

/** The kind of frame in which an update came. */
export type From = 'update' | 'step2'

/** What a session asks of its room. What cannot be done at once resolves when it is done. */
export interface Host {
  /** Somebody says what they have. */
  asks(session: Session, stateVector: Uint8Array): void | Promise<void>
  /** The `count`th update or step-2 frame. */
  takes(session: Session, count: number, from: From, update: Uint8Array): void | Promise<void>
  hearsPresence(session: Session, body: Uint8Array): void
  tellsPresence(session: Session): void
}

export type SessionState =
  /**
   * Not known yet what the client has. Its updates are not judged: the step 2 that answers the
   * server's question was made after them and holds all of them.
   */
  | { readonly is: 'syncing' }
  | { readonly is: 'open' }
  /** Something was refused; all that follows builds on it. */
  | { readonly is: 'refused' }
  | { readonly is: 'closed' }

/** What somebody may do with the page; `locked`: write, once it is open again. */
export type PageRight = 'write' | 'locked' | 'read'

/** What each right is told as, when nothing else is the matter with the page. */
export const modeOf = {
  write: 'normal',
  locked: 'locked',
  read: 'read-only',
} as const satisfies Record<PageRight, RoomMode>

export interface SessionOptions {
  readonly wire: Wire
  readonly person: Person
  readonly right: PageRight
  /** Knows an older page schema and therefore only reads, whatever its rights. */
  readonly outdated: boolean
  /** Wants SAVED, REJECTED and STATE. */
  readonly acknowledged: boolean
  /** Understands packed messages. */
  readonly unpacks: boolean
  /** The page's epoch when the client last synced. */
  readonly epoch: number
}

/** Unsent bytes at which a session is spared further changes until it has taken what it has. */
const behindAt = 1024 * 1024

export class Session {
  readonly person: Person
  readonly acknowledged: boolean
  readonly outdated: boolean
  readonly unpacks: boolean
  readonly epoch: number
  /** Shown to others whatever the client says. */
  readonly user: { readonly id: string; readonly name: string }
  state: SessionState = { is: 'syncing' }
  right: PageRight
  /** Has been told the state of the page: from now on changes make sense. */
  live = false
  /** What the page held when it was last told all of it; nothing yet. */
  told: Uint8Array = new Uint8Array([0])
  /** The Yjs client id under which it is present. */
  presentAs: number | null = null
  readonly #wire: Wire
  #received = 0
  #isBehind = false
  #untaken = 0
  #movedAt = 0
  #mode: RoomMode | null = null

  constructor(options: SessionOptions) {
    this.#wire = options.wire
    this.person = options.person
    this.right = options.right
    this.acknowledged = options.acknowledged
    this.outdated = options.outdated
    this.unpacks = options.unpacks
    this.epoch = options.epoch
    this.user = { id: options.person.id, name: options.person.name }
  }

  /**
   * Takes one message. Throws when it cannot be read; what the room cannot do at once resolves
   * when it is done.
   */
  receive(message: Uint8Array, host: Host): void | Promise<void> {
    if (this.state.is === 'closed') return
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    switch (type) {
      case messageType.sync:
        return this.#sync(decoder, host)
      case messageType.awareness:
        host.hearsPresence(this, exactly(decoder))
        return
      case messageType.queryAwareness:
        host.tellsPresence(this)
        return
      case messageType.auth:
        return
      default:
        throw new RangeError('Unknown message')
    }
  }

  send(frame: Frame): void {
    if (this.state.is !== 'closed') this.#wire.write(frame)
  }

  /**
   * Sends a change, and with it, in one write, that its own are stored. False when it is too far
   * behind to be sent more changes, and then it may lack this one already.
   */
  sendChange(change: Frame, saved: Frame | null): boolean {
    const queued = this.#wire.backlog()
    if (queued > 0 && queued + change.byteLength > behindAt) {
      if (saved !== null) this.send(saved)
      return false
    }
    this.send(saved === null ? change : joined(change, saved))
    return !this.hasTooMuch()
  }

  /** Has it so much to take still that it should not be sent more? */
  hasTooMuch(): boolean {
    return this.#wire.backlog() > behindAt
  }

  /** It gets no more changes: when it has taken what it has, it needs all. False: known already. */
  fallBehind(): boolean {
    this.live = false
    const isNew = !this.#isBehind
    this.#isBehind = true
    return isNew
  }

  /** Presence is not worth waiting for. */
  sendPresence(frame: Frame): void {
    if (this.#wire.backlog() < behindAt / 4) this.send(frame)
  }

  /** That the first `count` update and step-2 frames are on disk, for one who wants to know. */
  saved(count: number, seq: number): Frame | null {
    return this.acknowledged ? savedFrame(count, seq) : null
  }

  /** Frame `count` is not stored and never will be. Stock clients are told by closing. */
  reject(count: number, why: RejectionName): void {
    if (this.state.is === 'closed') return
    if (this.acknowledged) {
      this.state = { is: 'refused' }
      this.send(rejectedFrame(count, why))
    } else this.close(rejection[why].close, rejection[why].text)
  }

  /** Tells what can be done with the page now, when that has changed. */
  tell(mode: RoomMode): void {
    if (mode === this.#mode) return
    this.#mode = mode
    if (this.acknowledged) this.send(stateFrame(mode))
  }

  /** Something small, so that the client sees that the connection lives. */
  keepAwake(): void {
    this.send(awarenessFrame([]))
  }

  spend(milliseconds: number): void {
    this.#wire.spend(milliseconds)
  }

  /**
   * Has it taken nothing for so long, though there is something to take? How much there is says
   * nothing: a long page takes its time on a slow network.
   */
  isTooSlow(now: number, patience: number): boolean {
    const untaken = this.#wire.untaken()
    if (untaken === 0 || untaken !== this.#untaken) this.#movedAt = now
    this.#untaken = untaken
    return now - this.#movedAt > patience
  }

  close(code: number, reason: string): void {
    if (this.state.is === 'closed') return
    this.state = { is: 'closed' }
    this.live = false
    this.#wire.close(code, reason)
  }

  /** Calls back when everything that was sent has been taken. */
  onceDrained(callback: () => void): void {
    this.#wire.onceDrained(callback)
  }

  /** It has taken everything. */
  caughtUp(): void {
    this.#isBehind = false
  }

  #sync(decoder: decoding.Decoder, host: Host): void | Promise<void> {
    const type = decoding.readVarUint(decoder)
    const bytes = exactly(decoder)
    switch (type) {
      case syncType.step1:
        return host.asks(this, bytes)
      case syncType.step2:
      case syncType.update: {
        const count = ++this.#received
        const from = type === syncType.step2 ? 'step2' : 'update'
        if (this.state.is === 'refused') return this.reject(count, 'earlier')
        return host.takes(this, count, from, bytes)
      }
      default:
        throw new RangeError('Unknown sync message')
    }
  }
}

/** The message's one byte array, which has to end where the message ends. */
function exactly(decoder: decoding.Decoder): Uint8Array {
  const length = decoding.readVarUint(decoder)
  const start = decoder.pos
  if (start + length !== decoder.arr.byteLength) throw new RangeError('Wrong length')
  return decoder.arr.subarray(start)
}
