/**
 * What a person has written and not sent, over all pages, and the sending of it: when it is asked
 * for and, where there is no connection, as soon as there is one.
 *
 *     written ──send()──▶ waiting ──▶ (sending) ──▶ gone: the server has it
 *        ▲                   │  ▲         │
 *        └────change()───────┘  └─again()─┴──▶ failed: the server says why it will not have it
 *
 * Only one tab sends at a time, where the browser has locks; and what is sent twice all the same,
 * because an answer was lost, has the same key and is done once by the server.
 */
import type { PersonId } from '#contract/ids.ts'
import { call } from '../net/api.ts'
import { Failure } from '../net/failure.ts'
import type { ThreadView } from '../net/thread-queries.ts'
import {
  type Draft,
  forgetDraft,
  onDraftsElsewhere,
  storeDraft,
  storedDraft,
  storedDrafts,
} from './drafts.ts'
import { toStored } from './mention-text.ts'

export interface OutboxState {
  readonly drafts: readonly Draft[]
  /** Keys of those that are on their way now. */
  readonly sending: ReadonlySet<string>
  /** Does the browser keep what is written? */
  readonly kept: boolean
}

/** Milliseconds until the next attempt: the first, and the longest wait. */
const soonest = 1_500
const latest = 20_000

/** What passes by itself, so that trying again is all there is to do. */
const passing: readonly string[] = [
  'unreachable',
  'shutting-down',
  'storage-unavailable',
  'too-many-requests',
  'not-signed-in',
]

export class Outbox {
  readonly #person: PersonId
  readonly #onSent: (draft: Draft, thread: ThreadView) => void
  readonly #listeners = new Set<() => void>()
  /** What the browser refused to keep is here alone. */
  readonly #here = new Map<string, Draft>()
  #state: OutboxState
  #wait = soonest
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(person: PersonId, onSent: (draft: Draft, thread: ThreadView) => void) {
    this.#person = person
    this.#onSent = onSent
    this.#state = { drafts: storedDrafts(person), sending: new Set(), kept: true }
  }

  readonly get = (): OutboxState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Begins to send what waits, and follows other tabs, until the returned function is called. */
  start(): () => void {
    const hurry = () => this.hurry()
    const stop = onDraftsElsewhere(this.#person, () => this.#read())
    addEventListener('online', hurry)
    this.hurry()
    return () => {
      clearTimeout(this.#timer)
      removeEventListener('online', hurry)
      stop()
    }
  }

  /** Tries at once: there may be a connection again. */
  hurry(): void {
    this.#wait = soonest
    this.#sendAll()
  }

  /** Keeps what is written now. */
  change(draft: Draft, change: Partial<Pick<Draft, 'text' | 'mentions' | 'about'>>): void {
    this.#keep({ ...draft, ...change, state: 'written', why: null, at: Date.now() })
  }

  /** Sends it, now or when there is a connection. */
  send(draft: Draft): void {
    this.#keep({ ...draft, state: 'waiting', why: null })
    this.hurry()
  }

  /** Takes it back to be changed; not while it is on its way. */
  take(draft: Draft): void {
    if (!this.#state.sending.has(draft.key)) this.#keep({ ...draft, state: 'written', why: null })
  }

  /** Forgets it. */
  discard({ key }: Draft): void {
    this.#here.delete(key)
    forgetDraft(this.#person, key)
    this.#read()
  }

  #keep(draft: Draft): void {
    const kept = storeDraft(this.#person, draft)
    if (kept) this.#here.delete(draft.key)
    else this.#here.set(draft.key, draft)
    this.#read(kept)
  }

  #read(kept = this.#state.kept): void {
    const drafts = [...storedDrafts(this.#person), ...this.#here.values()]
    this.#state = { ...this.#state, drafts, kept }
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }

  #sendAll(): void {
    clearTimeout(this.#timer)
    for (const { key, state } of this.#state.drafts) {
      if (state === 'waiting' && !this.#state.sending.has(key)) void this.#sendAlone(key)
    }
  }

  #later(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#sendAll(), this.#wait * (0.75 + Math.random() / 2))
    this.#wait = Math.min(this.#wait * 2, latest)
  }

  async #sendAlone(key: string): Promise<void> {
    this.#isSending(key, true)
    try {
      // Only encrypted pages have locks.
      const { locks } = navigator as { locks?: LockManager }
      if (locks === undefined) await this.#sendOne(key)
      else await locks.request(`talkoot.comment.${key}`, () => this.#sendOne(key))
    } finally {
      this.#isSending(key, false)
    }
  }

  async #sendOne(key: string): Promise<void> {
    // Another tab may have sent it while this one waited for the lock.
    const draft = this.#here.get(key) ?? storedDraft(this.#person, key)
    if (draft?.state !== 'waiting') return this.#read()
    try {
      const thread = await delivered(draft)
      this.discard(draft)
      this.#wait = soonest
      this.#onSent(draft, thread)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      if (passing.includes(error.code)) this.#later()
      else this.#keep({ ...draft, state: 'failed', why: error.code })
    }
  }

  #isSending(key: string, is: boolean): void {
    const sending = new Set(this.#state.sending)
    if (is) sending.add(key)
    else sending.delete(key)
    this.#state = { ...this.#state, sending }
    this.#tell()
  }
}

function delivered({ key, page, about, text, mentions }: Draft): Promise<ThreadView> {
  const said = toStored(text, mentions).trim()
  switch (about.what) {
    case 'thread': {
      const { spot, proposal } = about
      const body = {
        key,
        ...(said === '' ? {} : { text: said }),
        ...(spot === null ? {} : { spot }),
        ...(proposal === null ? {} : { proposal }),
      }
      return call('beginThread', { id: page, body })
    }
    case 'answer':
      return call('addComment', { id: page, thread: about.thread, body: { text: said, key } })
    case 'edit': {
      const { thread, comment } = about
      return call('changeComment', { id: page, thread, comment, body: { text: said } })
    }
  }
}
