/**
 * Who is here, and where their caret is: the last state of each client, sent to everybody in one
 * frame at a time. The more people and the larger the frames, the longer the pause between two.
 *
 * Speaks y-protocols' awareness. Stock clients send back whatever they hear; only what a session
 * says of its own client id counts, and its name is the signed-in person's.
 */
import * as decoding from 'lib0/decoding'
import type { PersonId } from '#contract/ids.ts'
import { awarenessFrame, type Frame } from './frame.ts'
import type { Session } from './session.ts'

/** Bytes of presence that a room sends in a second, all connections together. */
const bytesPerSecond = 12_000_000
const shortestPause = 60
const longestPause = 800
/** Bytes of one client's state: a name, a caret, a few fields of a stock client's own. */
const largestState = 4_096
/** Client ids of which the room remembers whose they are, beside those that wrote something. */
const mostClaims = 20_000
const nobody = 'null'

interface Present {
  readonly session: Session
  clock: number
  json: string
}

export class Presence {
  readonly #sessions: ReadonlySet<Session>
  readonly #ownerOf: (client: number) => PersonId | undefined
  readonly #present = new Map<number, Present>()
  /** Last clock sent for clients that left, so that they are seen at once when they return. */
  readonly #left = new Map<number, number>()
  /**
   * Whoever was first present under a client id, for as long as the room is open. Everybody learns
   * the ids of others from here, so it is also here that nobody else may begin to write under them.
   */
  readonly #claims = new Map<number, PersonId>()
  readonly #changed = new Set<number>()
  #timer: ReturnType<typeof setTimeout> | null = null
  #pause = shortestPause

  constructor(sessions: ReadonlySet<Session>, ownerOf: (client: number) => PersonId | undefined) {
    this.#sessions = sessions
    this.#ownerOf = ownerOf
  }

  /** Takes an awareness update. Throws when it cannot be read. */
  receive(session: Session, body: Uint8Array): void {
    const decoder = decoding.createDecoder(body)
    // An honest echo holds everybody in the room, and those who have just left.
    let entries = decoding.readVarUint(decoder)
    if (entries > 2 * this.#sessions.size + 100) return
    for (; entries > 0; entries--) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const text = decoder.pos
      const length = decoding.readVarUint(decoder)
      decoder.pos += length
      if (decoder.pos > body.byteLength) throw new RangeError('Awareness ends too early')
      if (length > largestState || !this.#isOwn(session, client)) continue
      decoder.pos = text
      this.#set(session, client, clock, decoding.readVarString(decoder))
    }
  }

  /** The session is gone, and its caret with it. */
  leave(session: Session): void {
    const client = session.presentAs
    if (client === null) return
    session.presentAs = null
    const present = this.#present.get(client)
    if (present?.session !== session) return
    this.#present.delete(client)
    this.#left.set(client, present.clock + 1)
    if (this.#left.size > 1_000) this.#forgetOldest()
    this.#announce(client)
  }

  /** Everybody who is here, for somebody who has just come; null when nobody is. */
  everybody(): Frame | null {
    if (this.#present.size === 0) return null
    return awarenessFrame(
      [...this.#present].map(([client, { clock, json }]) => [client, clock, json]),
    )
  }

  /** Who was first present under this client id, if anybody was. */
  claimOf(client: number): PersonId | undefined {
    return this.#claims.get(client)
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  /** A session speaks for one client id: the first it names that is nobody else's. */
  #isOwn(session: Session, client: number): boolean {
    if (session.presentAs !== null) return session.presentAs === client
    const owner = this.#ownerOf(client) ?? this.#claims.get(client)
    if (owner !== undefined && owner !== session.person.id) return false
    const present = this.#present.get(client)
    return present === undefined || present.session.person.id === session.person.id
  }

  #set(session: Session, client: number, clock: number, text: string): void {
    const present = this.#present.get(client)
    if (text === nobody) {
      if (present?.session === session) {
        this.leave(session)
        session.presentAs = client
      }
      return
    }
    const state: unknown = JSON.parse(text)
    if (typeof state !== 'object' || state === null || Array.isArray(state)) return
    if (present !== undefined && present.session !== session) present.session.presentAs = null
    session.presentAs = client
    this.#claim(client, session.person.id)
    const before = Math.max(present?.clock ?? -1, this.#left.get(client) ?? -1)
    const json = JSON.stringify({ ...state, user: { ...userOf(state), ...session.user } })
    this.#left.delete(client)
    // A returning client counts from where it was, below what its leaving was announced with; and
    // a stock client's first state has clock 0, which its like take for one they know already.
    const next = present?.session === session ? clock : Math.max(clock, before + 1, 1)
    if (present?.session === session && next <= present.clock) {
      if (json === present.json) return
      present.clock++
      present.json = json
    } else this.#present.set(client, { session, clock: next, json })
    this.#announce(client)
  }

  #claim(client: number, person: PersonId): void {
    if (this.#claims.has(client)) return
    this.#claims.set(client, person)
    if (this.#claims.size <= mostClaims) return
    for (const oldest of this.#claims.keys()) {
      if (this.#present.has(oldest)) continue
      this.#claims.delete(oldest)
      return
    }
  }

  #announce(client: number): void {
    this.#changed.add(client)
    this.#timer ??= setTimeout(() => this.#send(), this.#pause)
  }

  #send(): void {
    this.#timer = null
    const states: [number, number, string][] = []
    for (const client of this.#changed) {
      const present = this.#present.get(client)
      states.push(
        present === undefined
          ? [client, this.#left.get(client) ?? 0, nobody]
          : [client, present.clock, present.json],
      )
    }
    this.#changed.clear()
    const frame = awarenessFrame(states)
    for (const session of this.#sessions) {
      if (session.live) session.sendPresence(frame)
    }
    const pause = (frame.byteLength * this.#sessions.size * 1_000) / bytesPerSecond
    this.#pause = Math.min(longestPause, Math.max(shortestPause, pause))
  }

  #forgetOldest(): void {
    for (const client of this.#left.keys()) {
      if (this.#changed.has(client)) continue
      this.#left.delete(client)
      return
    }
  }
}

function userOf(state: object): object {
  const user: unknown = 'user' in state ? state.user : null
  return typeof user === 'object' && user !== null ? user : {}
}
