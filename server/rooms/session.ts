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
import { awarenessFrame, type Frame, rejectedFrame, savedFrame, stateFrame } from './frame.ts'

/** What a session needs of its socket. */
export interface Wire {
  /** Writes whole frames. */
  write(frame: Frame): void
  /** Bytes that the other side has not taken yet. */
  backlog(): number
  /** Calls back once when the backlog is small again. */
  onceDrained(callback: () => void): void
  /** Milliseconds of work that the connection caused; too much makes it wait. */
  spend(milliseconds: number): void
  close(code: number, reason: string): void
}

/** What a session asks of its room. */
export interface Host {
  /** Somebody says what they have. */
  asks(session: Session, stateVector: Uint8Array): void
  /** The `count`th update or step-2 frame. */
  takes(session: Session, count: number, from: 'update' | 'step2', update: Uint8Array): void
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

export interface SessionOptions {
  readonly wire: Wire
  readonly person: Person
  readonly mayWrite: boolean
  /** Wants SAVED, REJECTED and STATE. */
  readonly acknowledged: boolean
  /** The page's epoch when the client last synced. */
  readonly epoch: number
}

/** Unsent bytes at which a session is spared further changes until it has taken what it has. */
const behindAt = 1024 * 1024

export class Session {
  readonly person: Person
  readonly acknowledged: boolean
  readonly epoch: number
  /** Shown to others whatever the client says. */
  readonly user: { readonly id: string; readonly name: string }
  state: SessionState = { is: 'syncing' }
  mayWrite: boolean
  /** Has been told the state of the page: from now on changes make sense. */
  live = false
  /** The Yjs client id under which it is present. */
  presentAs: number | null = null
  readonly #wire: Wire
  #received = 0
  #behindSince: number | null = null
  #mode: RoomMode | null = null

  constructor(options: SessionOptions) {
    this.#wire = options.wire
    this.person = options.person
    this.mayWrite = options.mayWrite
    this.acknowledged = options.acknowledged
    this.epoch = options.epoch
    this.user = { id: options.person.id, name: options.person.name }
  }

  /** Takes one message. Throws when it cannot be read. */
  receive(message: Uint8Array, host: Host): void {
    if (this.state.is === 'closed') return
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    switch (type) {
      case messageType.sync:
        this.#sync(decoder, host)
        return
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
   * Sends a change. False when the session is now so far behind that it gets no more of them:
   * when it has taken what it has, it needs the whole state.
   */
  sendChange(frame: Frame): boolean {
    this.#wire.write(frame)
    if (this.#wire.backlog() <= behindAt) return true
    this.#behindSince ??= performance.now()
    this.live = false
    return false
  }

  /** Presence is not worth waiting for. */
  sendPresence(frame: Frame): void {
    if (this.#wire.backlog() < behindAt / 4) this.#wire.write(frame)
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

  /** Is it so slow that it should be cut off? */
  isTooSlow(now: number, patience: number): boolean {
    return this.#behindSince !== null && now - this.#behindSince > patience
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
    this.#behindSince = null
  }

  #sync(decoder: decoding.Decoder, host: Host): void {
    const type = decoding.readVarUint(decoder)
    const bytes = exactly(decoder)
    switch (type) {
      case syncType.step1:
        host.asks(this, bytes)
        return
      case syncType.step2:
      case syncType.update: {
        const count = ++this.#received
        const from = type === syncType.step2 ? 'step2' : 'update'
        if (this.state.is === 'refused') this.reject(count, 'earlier')
        else host.takes(this, count, from, bytes)
        return
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
